import { expect, test } from 'vitest';
import type { Manifest } from '../../reading/manifests/index.ts';
import { dependenciesCsv } from './dependencies-csv.ts';

const dependency = (name: string, requirement: string) => ({
  name,
  requirement,
  type: 'runtime',
  direct: true,
  optional: null,
  local: null,
  alias: null,
  source: null,
  integrity: null,
  condition: null,
  unresolved: false,
});
const head = {
  ecosystem: 'npm',
  path: 'a,b/package.json',
  format: 'package.json',
  kind: 'manifest' as const,
};
const csvOf = (...pairs: [string, string][]) => {
  const dependencies = pairs.map(([name, requirement]) => dependency(name, requirement));
  const read = { ...head, related_paths: [], success: true, dependencies } as unknown as Manifest;
  const failed = { ...head, related_paths: [], success: false, dependencies: null } as unknown as Manifest;
  return [...dependenciesCsv([failed, read])].slice(1);
};

test('cells are quoted as RFC 4180 says, what is not known is empty', () => {
  expect(csvOf(['say "hi"', '>=1, <2'])).toEqual([
    'npm,"a,b/package.json",manifest,"say ""hi""",">=1, <2",runtime,true,,,,,,\r\n',
  ]);
});

test('versions and scopes stay as they are, formulas do not run', () => {
  const line = (requirement: string) => csvOf(['@scope/name', requirement])[0];
  expect(line('=1.2.3')).toContain(',manifest,@scope/name,=1.2.3,');
  expect(line('=cmd|calc!A0')).toContain(",'=cmd|calc!A0,");
  expect(line('=HYPERLINK("http://x")')).toContain(`,"'=HYPERLINK(""http://x"")",`);
});
