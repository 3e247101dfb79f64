/** A part of a catalog held in memory, deflated some packages at a time, since the parts need not have the same order. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { UpstreamError } from '../../core/errors.ts';
import { objectsIn } from '../../formats/json.ts';
import { jsonElements } from '../../formats/json-stream.ts';
import { MAX_ACTION } from './actions.ts';
import { type Actions, actionsIn, MAX_BUILDS } from './map.ts';

/** `{publisher: {name: [{version, actions}]}}`, beside `_SIGNATURE`. */
export const PACKAGES = [['*']] as const;
/** Bytes of a whole part; the parts of a repository with 100 000 builds deflate to a few million. */
const MAX_HELD = 64 * 1024 * 1024;
/** Characters that are deflated together: parts in one order are inflated once, and others not much at a time. */
const BLOCK = 32 * 1024;
const NONE: Actions = new Map();

/** The actions of a package by version. */
export type HeldPart = (name: string | null) => Actions;

/** @throws UpstreamError `malformed` for what is no catalog, `too-large` for what is more than is held. */
export async function holdPart(
  source: AsyncIterable<Uint8Array>,
  what: string,
  maxHeld = MAX_HELD,
): Promise<HeldPart> {
  const blocks: Buffer[] = [];
  /** The number of its block by the name of the package. */
  const places = new Map<string, number>();
  let held = 0;
  let waiting: string[] = [];
  let size = 0;

  function hold(bytes: number): void {
    held += bytes;
    if (held > maxHeld) throw new UpstreamError('too-large', `${what}: more than ${maxHeld} bytes to hold`);
  }
  function pack(): void {
    // A copy: what zlib gives keeps the 16 KiB that it was written into.
    const packed = Buffer.from(deflateRawSync(`[${waiting.join(',')}]`, { level: 1 }));
    hold(packed.length);
    blocks.push(packed);
    waiting = [];
    size = 0;
  }

  for await (const { key, value } of jsonElements(source, PACKAGES, what)) {
    if (key === null || places.has(key) || !Array.isArray(value)) continue;
    hold(key.length);
    places.set(key, blocks.length);
    const text = JSON.stringify([key, entriesOf(value)]);
    waiting.push(text);
    size += text.length;
    if (size >= BLOCK) pack();
  }
  if (waiting.length > 0) pack();

  let opened = -1;
  let packages = new Map<string, [string, string[]][]>();
  return name => {
    const place = places.get(name ?? '');
    if (place === undefined) return NONE;
    if (place !== opened) {
      packages = new Map(JSON.parse(inflateRawSync(blocks[place] as Buffer).toString()));
      opened = place;
    }
    return new Map(packages.get(name ?? ''));
  };
}

function entriesOf(value: unknown[]): [string, string[]][] {
  return objectsIn(value, MAX_BUILDS).flatMap(({ version, actions }): [string, string[]][] => {
    if (typeof version !== 'string') return [];
    return [
      [
        version,
        actionsIn(actions).filter(text => /^(?:set|depend)\s/.test(text) && text.length <= MAX_ACTION),
      ],
    ];
  });
}
