/** The tests of the vers specification, all files: https://github.com/package-url/vers-spec/tree/main/tests */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schemeOf } from '../registry.ts';
import type { Scheme } from '../scheme.ts';
import { parseVers, validateVers, versContains, versFromNative } from './index.ts';

interface Case {
  description: string;
  test_type: string;
  input: unknown;
  expected_output?: unknown;
  expected_failure?: boolean;
  expected_message?: string;
}

/** A case that contradicts the ecosystem's own documentation. */
interface HeldWrong {
  file: string;
  input: unknown;
  expected: unknown;
  ours: unknown;
  reason: string;
  evidence: string;
}

const held = JSON.parse(readFileSync(new URL('../../../test/held-wrong.json', import.meta.url), 'utf8'));
const heldWrong = held.vers as HeldWrong[];

const folder = new URL('../../../../shared/fixtures/conformance/vers/tests/', import.meta.url);
const isThere = existsSync(folder);
if (!isThere) console.warn('vers conformance: skipped, the files of the specification are not here');

const files = isThere ? readdirSync(folder).filter(name => name.endsWith('.json')) : [];
const suites = files.map(file => ({
  file,
  cases: (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { tests: Case[] }).tests,
}));

const named = (name: string): Scheme => {
  const scheme = schemeOf(name);
  if (scheme === null) throw new Error(`no scheme ${name}`);
  return scheme;
};

const answers: Record<string, (input: never) => unknown> = {
  comparison: ({ input_scheme, versions }: { input_scheme: string; versions: string[] }) =>
    [...versions].sort(named(input_scheme).compare),
  equality: ({ input_scheme, versions }: { input_scheme: string; versions: string[] }) =>
    versions.every(version => named(input_scheme).equals(version, versions[0] as string)),
  from_native: ({ scheme, native_range }: { scheme: string; native_range: string }) =>
    versFromNative(scheme, native_range),
  containment: ({ vers, version }: { vers: string; version: string }) => versContains(vers, version),
  validate: (input: string) => validateVers(input),
  parse: (input: string) => {
    const { scheme, constraints } = parseVers(input);
    return {
      scheme,
      version_constraints: constraints.map(({ comparator, version }) => [comparator, version]),
    };
  },
};

/** What we say to a case; a refusal is its message. */
function said({ test_type, input }: Case): unknown {
  const answer = answers[test_type];
  if (answer === undefined) throw new Error(`no answer to ${test_type}`);
  try {
    return answer(input as never);
  } catch (error) {
    if ((error as { code?: string }).code !== 'input') throw error;
    return { refused: (error as Error).message };
  }
}

function wanted(test: Case): unknown {
  return test.expected_failure ? { refused: test.expected_message } : test.expected_output;
}

/**
 * The lists of NuGet are written in lower case where their input is not. Which letters a sorted list has is no matter of
 * order, so versions that differ in case alone, and that the scheme holds equal, are the same answer.
 */
function isSameList({ test_type, input }: Case, ours: unknown, expected: unknown): boolean {
  if (test_type !== 'comparison' || !Array.isArray(ours) || !Array.isArray(expected)) return false;
  const { equals } = named((input as { input_scheme: string }).input_scheme);
  return (
    ours.length === expected.length &&
    ours.every((text, i) => text.toLowerCase() === expected[i].toLowerCase() && equals(text, expected[i]))
  );
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const isHeldWrong = (file: string, test: Case) =>
  heldWrong.some(held => held.file === file && isSame(held.input, test.input));

describe.skipIf(!isThere)('vers conformance', () => {
  for (const { file, cases } of suites) {
    it(`${file}: ${cases.length} cases`, () => {
      const wrong: unknown[] = [];
      for (const test of cases) {
        if (isHeldWrong(file, test)) continue;
        const ours = said(test);
        const right = wanted(test);
        if (!isSame(ours, right) && !isSameList(test, ours, right))
          wrong.push({ input: test.input, wanted: right, ours });
      }
      expect(wrong).toEqual([]);
    });
  }

  it('reads them all', () => {
    const total = suites.reduce((sum, { cases }) => sum + cases.length, 0);
    console.info(`vers conformance: ${total} cases, ${heldWrong.length} held to be wrong`);
    expect(total).toBeGreaterThanOrEqual(2_701);
  });

  it('holds at most 10 cases to be wrong, each of which is there and differs', () => {
    expect(heldWrong.length + held.purl.length).toBeLessThanOrEqual(10);
    for (const held of heldWrong) {
      const suite = suites.find(({ file }) => file === held.file);
      const test = suite?.cases.find(({ input }) => isSame(input, held.input));
      expect(test, JSON.stringify(held.input)).toBeDefined();
      expect(wanted(test as Case)).toEqual(held.expected);
      expect(said(test as Case)).toEqual(held.ours);
      expect(held.ours).not.toEqual(held.expected);
      expect(held.evidence).toMatch(/^https:/);
    }
  });
});
