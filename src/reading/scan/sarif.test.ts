import { describe, expect, it } from 'vitest';
import { type Finding, sarifOf } from './index.ts';

const base = {
  ecosystem: 'npm',
  manifests: ['a/package-lock.json'],
  direct: false,
  via: ['x@1', 'y@1.0.0'],
  as_of: '2026-01-02T03:04:05Z',
};
const outdated: Finding = {
  ...base,
  kind: 'outdated',
  purl: 'pkg:npm/y@1.0.0',
  name: 'y',
  version: '1.0.0',
  latest: '2.0.0',
  step: 'major',
  message: '1.0.0 is older than 2.0.0 (major)',
};

describe('SARIF', () => {
  it('has a rule for each kind and a result for each finding, at its line', () => {
    const { version, runs } = sarifOf([outdated], { toolVersion: '1.2.3', lineOf: () => 7 });
    expect(version).toBe('2.1.0');
    const [run] = runs;
    expect(run?.tool.driver.rules?.map(({ id }) => id)).toEqual([
      'vulnerable',
      'outdated',
      'deprecated',
      'license',
      'potential',
      'unfunded',
      'unknown',
      'unreadable',
    ]);
    expect(run?.results?.[0]).toMatchObject({
      ruleId: 'outdated',
      ruleIndex: 1,
      level: 'note',
      message: { text: 'y: 1.0.0 is older than 2.0.0 (major). Brought by x@1 > y@1.0.0.' },
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'a/package-lock.json' }, region: { startLine: 7 } } },
      ],
      properties: { purl: 'pkg:npm/y@1.0.0', asOf: '2026-01-02T03:04:05Z' },
    });
  });

  it('leaves out a region where no line is known, and makes errors of what is certain', () => {
    const conflict: Finding = {
      ...base,
      kind: 'license',
      purl: 'pkg:npm/y@1.0.0',
      name: 'y',
      version: '1.0.0',
      verdict: 'conflict',
      rule: 'incompatible',
      license: 'Apache-2.0',
      message: 'Apache-2.0 cannot be combined with GPL-2.0-only',
    };
    const [result] = sarifOf([conflict], { toolVersion: '1.2.3' }).runs[0]?.results ?? [];
    expect(result?.level).toBe('error');
    expect(result?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'a/package-lock.json' },
    });
  });

  it.each([
    ['a b/#x?.json', 'a%20b/%23x%3F.json'],
    ['http:x', 'http%3Ax'],
    ['line\nbreak', 'line%0Abreak'],
    ['/abs/x', 'file:///abs/x'],
    ['\ud800', '%EF%BF%BD'],
  ])('makes a URI reference of %j', (path, uri) => {
    const [result] =
      sarifOf([{ ...outdated, manifests: [path] }], { toolVersion: '1' }).runs[0]?.results ?? [];
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri);
  });

  it('gives the same finding the same fingerprint on another line, and another one another', () => {
    const print = (finding: Finding, line: number) =>
      sarifOf([finding], { toolVersion: '1', lineOf: () => line }).runs[0]?.results?.[0]?.partialFingerprints;
    expect(print(outdated, 1)).toEqual(print(outdated, 9));
    expect(print({ ...outdated, purl: 'pkg:npm/z@1.0.0' }, 1)).not.toEqual(print(outdated, 1));
  });
});
