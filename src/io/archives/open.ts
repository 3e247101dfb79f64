/** Opens what one archive is, from its first bytes. */
import { UpstreamError } from '../../core/errors.ts';
import type { Budget } from './budget.ts';
import type { Entry } from './entry.ts';
import { type Origin, type Range, spool } from './origin.ts';
import { cpioEntries, openAr, rpmEntries, unread } from './packages.ts';
import { openTar } from './tar.ts';
import type { ArchiveFormat, Compression } from './types.ts';
import { close, unpack } from './unpack.ts';
import { openZip } from './zip.ts';
import { endsAsZip } from './zip-directory.ts';

export interface Opened {
  format: ArchiveFormat;
  compression: Compression[];
  entries: AsyncIterable<Entry>;
}

/** @param closing is told of every range that was opened and has to be closed after the last entry. */
export async function open(origin: Origin, budget: Budget, closing: (range: Range) => void): Promise<Opened> {
  const { detected, whole, compression } = await unpack(budget.source(origin.stream()), budget);
  const isBare = compression.length === 0;
  async function zip(): Promise<Opened> {
    let range: Range;
    if (isBare && origin.range !== null) {
      await close(whole);
      range = await origin.range();
      budget.sourceIs(range.size);
    } else {
      range = await spool(whole);
    }
    closing(range);
    return { compression, ...(await openZip(range, budget)) };
  }
  if (detected === null) {
    if (isBare && origin.range !== null) {
      const range = await origin.range();
      const isZip = await endsAsZip(range);
      await range.close();
      if (isZip) return zip();
    }
    await close(whole);
    throw new UpstreamError('malformed', 'archive: this is no archive of a kind that is read here');
  }
  if (detected.kind === 'foreign') {
    await close(whole);
    throw unread(detected.name);
  }
  switch (detected.format) {
    case 'zip':
      return zip();
    case 'tar':
      return { compression, ...(await openTar(whole, budget)) };
    case 'ar':
      return { compression, ...(await openAr(whole, budget)) };
    case 'rpm':
      return { compression, format: 'rpm', entries: rpmEntries(whole, budget) };
    case 'cpio':
      return { compression, format: 'cpio', entries: cpioEntries(whole) };
  }
}
