import { expect, test } from 'vitest';
import { readAll, readOne } from '../fixtures/trees.ts';

const read = (yaml: string, path = 'gems/thing/CVE-2024-0001.yml') => readOne('rubysec', path, yaml);

test('a whole advisory', async () => {
  const record = await read(`---
gem: thing
framework: rails
cve: 2024-0001
ghsa: aaaa-bbbb-cccc
osvdb: 103439
url: https://example.org/advisory
title: A hole
date: 2024-02-03
description: |
  Deep.
cvss_v2: 4.3
cvss_v3: 9.8
patched_versions:
  - "~> 3.2.17"
  - ">= 4.1.0.beta2, < 5"
unaffected_versions:
  - "< 3.0"
related:
  cve:
    - 2023-9
  url:
    - https://example.org/fix
`);
  expect(record).toEqual({
    source: 'rubysec',
    id: 'thing/CVE-2024-0001',
    aliases: ['CVE-2024-0001', 'GHSA-aaaa-bbbb-cccc', 'OSVDB-103439'],
    upstream: [],
    related: ['CVE-2023-9'],
    url: 'https://github.com/rubysec/ruby-advisory-db/blob/master/gems/thing/CVE-2024-0001.yml',
    title: 'A hole',
    details: 'Deep.\n',
    kind: 'vulnerability',
    severities: [
      { type: 'score', value: '9.8', cvss: '3' },
      { type: 'score', value: '4.3', cvss: '2' },
    ],
    cwes: [],
    publishedAt: '2024-02-03T00:00:00.000Z',
    modifiedAt: null,
    withdrawnAt: null,
    references: [
      { type: 'ADVISORY', url: 'https://example.org/advisory' },
      { type: 'WEB', url: 'https://example.org/fix' },
    ],
    affected: [
      {
        ecosystem: 'rubygems',
        ecosystemName: 'RubyGems',
        release: null,
        name: 'thing',
        purl: null,
        ranges: [{ type: 'native', affected: [], safe: ['~> 3.2.17', '>= 4.1.0.beta2, < 5', '< 3.0'] }],
        versions: [],
        severities: [],
        status: null,
      },
    ],
    license: null,
    warnings: [],
  });
});

test('never patched: every version is affected', async () => {
  const record = await read('gem: thing\nnotes: "Never patched"', 'gems/thing/OSVDB-1.yml');
  expect(record.affected[0]?.ranges).toEqual([{ type: 'native', affected: [], safe: [] }]);
  expect([record.id, record.aliases]).toEqual(['thing/OSVDB-1', []]);
});

test('one vulnerability of two gems is two records', async () => {
  const { records, problems } = await readAll('rubysec', {
    'gems/a/CVE-2024-0001.yml': 'gem: a\ncve: 2024-0001',
    'gems/b/CVE-2024-0001.yml': 'gem: b\ncve: 2024-0001',
  });
  expect(records.map(({ id, aliases }) => [id, aliases])).toEqual([
    ['a/CVE-2024-0001', ['CVE-2024-0001']],
    ['b/CVE-2024-0001', ['CVE-2024-0001']],
  ]);
  expect(problems).toEqual([]);
});

test('an interpreter is no gem', async () => {
  const record = await read('engine: jruby\ncve: 2024-0001', 'rubies/jruby/CVE-2024-0001.yml');
  expect(record.affected[0]).toMatchObject({ ecosystem: null, ecosystemName: 'ruby', name: 'jruby' });
});

test('numbers with their prefixes, and a single requirement', async () => {
  const record = await read('gem: thing\ncve: CVE-2024-1\nghsa: GHSA-x\npatched_versions: ">= 2"');
  expect(record.aliases).toEqual(['CVE-2024-1', 'GHSA-x']);
  expect(record.affected[0]?.ranges).toEqual([{ type: 'native', affected: [], safe: ['>= 2'] }]);
});

test('odd members are warnings', async () => {
  const record = await read(
    'title: [a]\ncvss_v3: eleven\ncvss_v2: 11\npatched_versions: [">= 1", {a: b}]\nurl: nowhere',
  );
  expect(record).toMatchObject({ title: null, severities: [], references: [] });
  expect(record.affected[0]).toMatchObject({ name: 'thing', isPartial: true, ranges: [{ safe: ['>= 1'] }] });
  expect(record.warnings.length).toBe(6);
});

test('a vector stays one', async () => {
  const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
  expect((await read(`gem: thing\ncvss_v3: ${vector}`)).severities).toEqual([
    { type: 'CVSS_V3', value: vector },
  ]);
});

test('what is no YAML is a problem', async () => {
  expect((await readAll('rubysec', { 'gems/a/b.yml': 'a: [', 'gems/a.yml': 'a: [' })).problems.length).toBe(
    1,
  );
});
