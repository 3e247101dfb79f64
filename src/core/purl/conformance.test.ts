/** The official suite of the purl specification, read in place; skipped where it is not beside the checkout. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildPurl, canonicalisePurl, type PurlComponents, parsePurl } from './index.ts';
import { PURL_TYPES } from './types.ts';

interface Case {
  description: string;
  test_group: 'required' | 'recommended';
  test_type: 'parse' | 'build' | 'validate';
  input: string | PurlComponents;
  expected_output?: string | PurlComponents | null;
  expected_failure: boolean;
}

interface Definition {
  type: string;
  namespace_definition: { requirement: string; case_sensitive?: boolean };
  name_definition: { case_sensitive?: boolean };
  version_definition?: { case_sensitive?: boolean };
  subpath_definition?: { case_sensitive?: boolean };
}

/** Cases that contradict the specification or each other, each with the evidence. The opposite is asserted of them. */
const WRONG: { input: string; type: Case['test_type']; reason: string }[] = JSON.parse(
  readFileSync(new URL('../../../test/held-wrong.json', import.meta.url), 'utf8'),
).purl;

const root = new URL('../../../../shared/fixtures/conformance/purl/', import.meta.url);
const present = existsSync(root);
if (!present) console.log(`purl conformance suite skipped: ${root.pathname} is not there`);

const files = present
  ? [
      'tests/spec/specification-test.json',
      ...readdirSync(new URL('tests/types/', root)).map(f => `tests/types/${f}`),
    ]
  : [];
const read = (path: string) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
const shape = (c: PurlComponents) => ({ ...c, qualifiers: { ...c.qualifiers } });

function run(c: Case): unknown {
  if (c.test_type === 'build') return buildPurl(c.input as PurlComponents);
  if (c.test_type === 'validate') return canonicalisePurl(c.input as string);
  return shape(parsePurl(c.input as string, { lenient: c.test_group === 'recommended' }));
}

describe.skipIf(!present)('purl-spec conformance', () => {
  test('the suite was read', () => {
    const total = files.reduce((sum, file) => sum + read(file).tests.length, 0);
    expect(total).toBe(586);
  });

  for (const file of files) {
    test(file, () => {
      for (const c of read(file).tests as Case[]) {
        const label = `${c.test_group} ${c.test_type}: ${JSON.stringify(c.input)} (${c.description})`;
        const wrong = WRONG.some(
          w => w.input === c.input && w.type === c.test_type && c.test_group.startsWith('re'),
        );
        if (c.expected_failure) {
          expect(() => run(c), label).toThrow(/^Invalid PURL format: /);
          continue;
        }
        let actual: unknown;
        try {
          actual = run(c);
        } catch (error) {
          actual = error;
        }
        const expected =
          c.test_type === 'parse'
            ? shape(c.expected_output as PurlComponents)
            : (c.expected_output as string);
        if (wrong) expect(actual, `${label} agrees now: take it off the list`).not.toEqual(expected);
        else expect(actual, label).toEqual(expected);
      }
    });
  }

  test('the table of types agrees with the type definitions', () => {
    const deviations: string[] = [];
    for (const file of readdirSync(new URL('types/', root)).filter(f => f.endsWith('.json'))) {
      const definition = read(`types/${file}`) as Definition;
      const rules = PURL_TYPES.get(definition.type) ?? {};
      if ((rules.namespace ?? 'optional') !== definition.namespace_definition.requirement) {
        deviations.push(`${definition.type} namespace`);
      }
      for (const component of ['namespace', 'name', 'version', 'subpath'] as const) {
        const insensitive = definition[`${component}_definition`]?.case_sensitive === false;
        if (insensitive !== (rules.lower?.includes(component) ?? false))
          deviations.push(`${definition.type} ${component}`);
      }
    }
    // The two deviations that types.ts gives its reasons for.
    expect(deviations).toEqual(['golang namespace', 'huggingface namespace']);
  });
});
