/** Every format meets every attack, and mutations of small files of its own kind: a result or a typed error, never anything else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ManifestDependency, ManifestGraph } from '../../ecosystems/manifest.ts';
import { attacks } from './hostile.ts';
import { formats, type Manifest, parseFormat } from './index.ts';

const TRIES = 30;
/** What is linear reads this in some milliseconds, what is quadratic needs tens of seconds for one of them. */
const SIZE = 192 * 1024;
/** Far above what all attacks on a format need together: a guard against a hang, not a measurement. */
const HANG_MS = 30_000;
/** Larger results are made of the same parts. */
const SENT = 500;
const all = attacks(SIZE);
const texts = ['type', 'alias', 'source', 'integrity', 'condition'] as const;
const flags = ['direct', 'optional', 'local'] as const;

// Conditions are tested without `expect`, which takes longer than the readers do.
function check(manifest: Manifest, what: string): void {
  if (!manifest.success) {
    expect(manifest.error.reason, `${what}: ${manifest.error.message}`).not.toBe('failed');
    expect(manifest.error.message.length).toBeLessThanOrEqual(500);
    return;
  }
  expect(manifest.dependencies.find(isOdd), what).toBeUndefined();
  if (manifest.graph) expect(problemOf(manifest.graph), what).toBeNull();
  // It can be sent.
  if (manifest.dependencies.length < SENT) expect(() => JSON.stringify(manifest)).not.toThrow();
}

function isOdd(one: ManifestDependency): boolean {
  if (typeof one.name !== 'string' || one.name === '' || typeof one.requirement !== 'string') return true;
  for (const key of texts) if (one[key] !== null && typeof one[key] !== 'string') return true;
  for (const key of flags) if (one[key] !== null && typeof one[key] !== 'boolean') return true;
  return typeof one.unresolved !== 'boolean';
}

function problemOf({ nodes, edges, roots }: ManifestGraph): string | null {
  const isNode = (position: number) => Number.isInteger(position) && position >= 0 && position < nodes.length;
  for (const [from, to] of edges) if (!isNode(from) || !isNode(to)) return `no node at ${from} or ${to}`;
  for (const root of roots ?? []) if (!isNode(root)) return `no node at ${root}`;
  return new Set(nodes.map(({ id }) => id)).size === nodes.length ? null : 'ids come twice';
}

/** Tokens that occur in manifests, so that mutations get past the first line. */
const words = fc.constantFrom(
  ...'dependencies packages name version { } [ ] ( ) " \' : , = @ # - \n \r\n \t <a> </a> <dependency> gem do end require 1.0.0 ^1 ~> >= npm: git+https://h/x sha512-AA== null true 0 && || $x $(y) <<: &a *a --- %'.split(
    ' ',
  ),
);
const soup = fc.array(words, { maxLength: 60 }).map(parts => parts.join(''));

for (const { platform, formats: list } of formats()) {
  describe(platform, () => {
    for (const { id } of list) {
      const read = (bytes: Buffer) => parseFormat(platform, id, id, bytes, { graph: true });
      it(
        `${id} survives`,
        async () => {
          for (const { name, bytes } of all) check(await read(bytes), `${id}: ${name}`);
          const property = fc.asyncProperty(soup, async text => {
            check(await read(Buffer.from(text)), `${id}: ${text}`);
          });
          await fc.assert(property, { numRuns: TRIES });
        },
        HANG_MS,
      );
    }
  });
}
