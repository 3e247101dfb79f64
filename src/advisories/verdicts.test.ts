/** The table of fixtures/verdicts.ts: names by the ecosystems' own rules, versions by their schemes. */
import { describe, expect, test } from 'vitest';
import { ecosystems } from '../ecosystems/index.ts';
import { schemeOfPackage } from '../versions/index.ts';
import { VERDICTS } from './fixtures/verdicts.ts';
import { verdictOf } from './match.ts';
import { createMatcher } from './matcher.ts';

test('is of at least ten ecosystems and sixty verdicts', () => {
  expect(new Set(VERDICTS.map(({ ecosystem }) => ecosystem)).size).toBeGreaterThanOrEqual(10);
  expect(VERDICTS.flatMap(({ versions }) => versions).length).toBeGreaterThanOrEqual(60);
});

const matcher = createMatcher();

describe.each(VERDICTS.map((of, index) => ({ ...of, index })))('$advisory of $ecosystem', of => {
  const scheme = schemeOfPackage(of.ecosystem, of.affected[0]!.name);
  const release = of.release ?? null;

  test.each(of.versions)('%s: %s', (version, verdict, nearest) => {
    const found = verdictOf(of.affected, version, { scheme, release });
    expect(found.verdict).toBe(verdict);
    if (nearest !== undefined) expect(found.fixed.nearest).toBe(nearest);
    expect(matcher.verdict(String(of.index), of.affected, version, { scheme, release })).toEqual(found);
  });

  test('is found by name', async () => {
    const { names } = await ecosystems[of.ecosystem]!();
    const own = names.normalise(of.affected[0]!.name);
    expect(of.names.map(name => names.normalise(name))).toEqual(of.names.map(() => own));
    for (const other of of.others ?? []) expect(names.normalise(other)).not.toBe(own);
  });
});
