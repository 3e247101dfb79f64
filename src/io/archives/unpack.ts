/** Takes compressions off, each counted. */
import { UpstreamError } from '../../core/errors.ts';
import { readBzip2 } from '../../formats/bzip2/index.ts';
import { peek } from '../../formats/peek.ts';
import { readZstd } from '../../formats/zstd/index.ts';
import { gunzip } from '../decompress.ts';
import { unxz } from '../xz.ts';
import type { Budget } from './budget.ts';
import { type Detected, detect, HEAD } from './detect.ts';
import type { Compression } from './types.ts';

/** @throws UpstreamError `malformed` for damaged or truncated data, `too-large` beyond the budget. */
export function decompressed(
  source: AsyncIterable<Uint8Array>,
  by: Compression,
  budget: Budget,
): AsyncIterable<Uint8Array> {
  switch (by) {
    case 'gzip':
      return budget.produced(gunzip(source));
    case 'bzip2':
      return budget.produced(readBzip2(source, Number.POSITIVE_INFINITY));
    case 'zstd':
      return budget.produced(readZstd(source, Number.POSITIVE_INFINITY));
    case 'xz':
      return budget.produced(onlyXz(source, budget));
  }
}

async function* onlyXz(source: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Uint8Array> {
  budget.enterXz();
  try {
    yield* unxz(source);
  } finally {
    budget.leaveXz();
  }
}

export interface Unpacked {
  detected: Exclude<Detected, { kind: 'compressed' }> | null;
  head: Buffer;
  /** From where the container begins; can be read once. */
  whole: AsyncIterable<Uint8Array>;
  compression: Compression[];
}

/** Takes all compressions off, up to the limit. */
export async function unpack(source: AsyncIterable<Uint8Array>, budget: Budget): Promise<Unpacked> {
  const compression: Compression[] = [];
  for (let bytes = source; ; ) {
    const { head, whole } = await peek(bytes, HEAD);
    const detected = detect(head);
    if (detected?.kind !== 'compressed') return { detected, head, whole, compression };
    if (compression.length >= budget.limits.layers) {
      await close(whole);
      throw new UpstreamError('refused', `archive: more than ${budget.limits.layers} compressions around it`);
    }
    compression.push(detected.by);
    bytes = decompressed(whole, detected.by, budget);
  }
}

/** Tells a stream that no more is wanted; a generator that was never started has to be started for that. */
export async function close(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of bytes) return;
}
