/** A part of a catalog held in memory, deflated package by package, since the parts need not have the same order. */
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
const NONE: Actions = new Map();

/** The actions of a package by version. */
export type HeldPart = (name: string | null) => Actions;

/** @throws UpstreamError `malformed` for what is no catalog, `too-large` for what is more than is held. */
export async function holdPart(
  source: AsyncIterable<Uint8Array>,
  what: string,
  maxHeld = MAX_HELD,
): Promise<HeldPart> {
  const packages = new Map<string, Buffer>();
  let held = 0;
  for await (const { key, value } of jsonElements(source, PACKAGES, what)) {
    if (key === null || packages.has(key) || !Array.isArray(value)) continue;
    // A copy: what zlib gives keeps the 16 KiB that it was written into.
    const packed = Buffer.from(deflateRawSync(JSON.stringify(entriesOf(value)), { level: 1 }));
    held += packed.length + key.length;
    if (held > maxHeld) throw new UpstreamError('too-large', `${what}: more than ${maxHeld} bytes to hold`);
    packages.set(key, packed);
  }
  return name => {
    const packed = packages.get(name ?? '');
    if (packed === undefined) return NONE;
    return new Map(JSON.parse(inflateRawSync(packed).toString()) as [string, string[]][]);
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
