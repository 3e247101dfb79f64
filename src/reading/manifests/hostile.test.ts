/** Every format meets every attack, and mutations of small files of its own kind: a result or a typed error, never anything else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attacks } from './hostile.ts';
import { formats, type Manifest, parseFormat } from './index.ts';

const TRIES = 60;
const all = attacks();
/** Far above what any of them needs: a guard against a hang, not a measurement. */
const HANG_MS = 10_000;

function check(manifest: Manifest, what: string): void {
  if (!manifest.success) {
    expect(manifest.error.reason, `${what}: ${manifest.error.message}`).not.toBe('failed');
    expect(manifest.error.message.length).toBeLessThanOrEqual(500);
    return;
  }
  for (const one of manifest.dependencies) {
    expect(typeof one.name, what).toBe('string');
    expect(one.name.length, what).toBeGreaterThan(0);
    expect(typeof one.requirement, `${what}: ${one.name}`).toBe('string');
    for (const key of ['type', 'alias', 'source', 'integrity', 'condition'] as const)
      expect(one[key] === null || typeof one[key] === 'string', `${what}: ${key} of ${one.name}`).toBe(true);
  }
  if (manifest.graph) {
    const { nodes, edges, roots } = manifest.graph;
    for (const position of [...edges.flat(), ...(roots ?? [])])
      expect(Number.isInteger(position) && position >= 0 && position < nodes.length, what).toBe(true);
    expect(new Set(nodes.map(({ id }) => id)).size, `${what}: ids are unique`).toBe(nodes.length);
  }
  // It can be sent.
  expect(() => JSON.stringify(manifest)).not.toThrow();
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
      it(
        `${id} survives`,
        async () => {
          for (const { name, bytes } of all)
            check(await parseFormat(platform, id, id, bytes, { graph: true }), `${id}: ${name}`);
          await fc.assert(
            fc.asyncProperty(soup, async text => {
              check(
                await parseFormat(platform, id, id, Buffer.from(text), { graph: true }),
                `${id}: ${text}`,
              );
            }),
            { numRuns: TRIES },
          );
        },
        HANG_MS * 6,
      );
    }
  });
}
