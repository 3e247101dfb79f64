/** https://go.dev/ref/mod#versions, #pseudo-versions, #version-queries and https://go.dev/ref/mod#go-mod-file-retract */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepsTheLaws } from '../fixtures/laws.ts';
import { dotted, full, prerelease } from './fixtures/semver-texts.ts';
import { agreesWithTables } from './fixtures/tables.ts';
import { golang } from './golang.ts';

agreesWithTables(golang, {
  chains: [
    'v0.0.0 < v0.1.0 < v1.0.0 < v1.2.3-pre < v1.2.3 < v1.2.4-alpha.1 < v1.2.4 < v1.12.134 < v2.0.9+incompatible = v2.0.9 < v8.0.5-pre < v8.0.5',
    // "Pseudo-versions": above what they are based on, below the next release.
    'v0.0.0-20170915032832-14c0d48ead0c < v0.0.0-20191109021931-daa7c04131f5 < v0.0.0 < v1.2.2 < v1.2.3-0.20191109021931-daa7c04131f5 < v1.2.3-pre < v1.2.3-pre.0.20191109021931-daa7c04131f5 < v1.2.3-pre.1 < v1.2.3',
    // https://pkg.go.dev/golang.org/x/mod/semver#Canonical
    'v1 = v1.0 = v1.0.0 = 1.0.0 = 1 < v1.2 = v1.2.0 = 1.2.0+incompatible < v2',
  ],
  ranges: [
    // Minimal version selection
    ['v1.2.3', 'v1.2.3 v1.9.0 1.2.4 v2.0.0+incompatible', 'v1.2.2 v1.2.3-pre'],
    ['1.2.3', 'v1.2.3 v1.3.0', 'v1.2.2'],
    [
      'v0.0.0-20191109021931-daa7c04131f5',
      'v0.0.0-20191109021931-daa7c04131f5 v0.0.0-20200101000000-aaaaaaaaaaaa v0.1.0',
      'v0.0.0-20170915032832-14c0d48ead0c',
    ],
    ['v2.0.0+incompatible', 'v2.0.0+incompatible v3.0.0+incompatible', 'v1.9.9'],
    // Version queries
    ['<v1.2.3', 'v1.2.2 v1.2.3-pre', 'v1.2.3'],
    ['<=v1.2.3', 'v1.2.3 1.2.3', 'v1.2.4'],
    ['>v1.2.3', 'v1.2.4', 'v1.2.3'],
    ['>=v1.5.6', 'v1.5.6 v2.0.0', 'v1.5.5'],
    // Advisories: https://docs.github.com/en/code-security/security-advisories and https://ossf.github.io/osv-schema/
    ['>= 1.2.0, < 1.2.5', 'v1.2.0 v1.2.4 1.2.4', 'v1.1.9 v1.2.5'],
    ['< 1.2.5', 'v1.2.4 v0.0.0-20191109021931-daa7c04131f5', 'v1.2.5'],
    ['= 1.2.3', 'v1.2.3', 'v1.2.4'],
    ['>= 1.0.0, < 1.1.0 || >= 2.0.0, < 2.1.0', 'v1.0.5 v2.0.5', 'v1.5.0 v2.1.0'],
    ['!=v1.2.3', 'v1.2.4', 'v1.2.3'],
    ['>=1.0.0 <2.0.0', 'v1.5.0', 'v2.0.0'],
    ['<1.22.0-0', 'v1.21.9', 'v1.22.0-rc.1'],
    ['*', 'v0.0.0 v9.9.9', ''],
    ['', 'v0.0.0', ''],
    // Retracted versions
    ['[v1.0.0, v1.9.9]', 'v1.0.0 v1.9.9', 'v0.9.9 v1.9.10'],
    ['[v1.0.0,v1.0.0]', 'v1.0.0', 'v1.0.1'],
    // Gopkg.toml: https://golang.github.io/dep/docs/Gopkg.toml.html#version-rules
    ['^1.2.3', 'v1.2.3 v1.9.9', 'v2.0.0 v1.2.2'],
    ['^0.2.3', 'v0.2.3 v0.2.9', 'v0.3.0'],
    ['^0.0.3', 'v0.0.3', 'v0.0.4'],
    ['^v1.4', 'v1.4.0 v1.9.9', 'v2.0.0'],
    ['^0', 'v0.9.9', 'v1.0.0'],
    ['~1.2.3', 'v1.2.9', 'v1.3.0'],
    ['~1', 'v1.9.9', 'v2.0.0'],
  ],
  normal: [
    ['1.2.3', 'v1.2.3'],
    ['v1', 'v1.0.0'],
    ['v2.0.0+incompatible', 'v2.0.0+incompatible'],
    ['v1.2.3+build', 'v1.2.3'],
    ['v0.0.0-20191109021931-daa7c04131f5', 'v0.0.0-20191109021931-daa7c04131f5'],
  ],
  stable: ['v1.2.3', '1.2.3', 'v2.0.0+incompatible'],
  unstable: [
    'v1.2.3-pre',
    'v0.0.0-20191109021931-daa7c04131f5',
    'v1.2.4-0.20191109021931-daa7c04131f5',
    'master',
  ],
  releases: [['v1.2', { major: 1, minor: 2, patch: 0 }]],
  noVersions: [
    '',
    'v',
    'V1.0.0',
    'v01.0.0',
    'v1.02',
    'v1.0.0.0',
    'v1.2-pre',
    'v1-pre',
    'v1.0.0-01',
    'v1.0.0-',
    'master',
    'a1e02c788669d022c325a8ee674f15360d7104f4',
    'r2013.03.03',
    'go1.21',
    ' v1.0.0',
  ],
  noRanges: [
    'master',
    'a1e02c788669d022c325a8ee674f15360d7104f4',
    '>=',
    'v1.2.x',
    '[v1.0.0]',
    '[v2.0.0, v1.0.0]',
    '[v1.0.0, v1.1.0, v1.2.0]',
    '(v1.0.0, v1.1.0)',
    '||',
    '1.0.0,',
    '^',
    '~x',
    '==!1',
  ],
  vers: [
    ['v1.2.3', 'vers:golang/>=v1.2.3'],
    ['>= 1.2.0, < 1.2.5', 'vers:golang/>=1.2.0|<1.2.5'],
    ['[v1.0.0, v1.9.9]', 'vers:golang/>=v1.0.0|<=v1.9.9'],
    ['^v1.2', 'vers:golang/>=v1.2|<v2.0.0'],
    ['<1, >2', null],
  ],
});

it('chooses the greatest version', () => {
  expect(golang.maxSatisfying(['v1.0.0', 'v1.2.0', 'v1.3.0-rc.1'], 'v1.0.0')).toBe('v1.3.0-rc.1');
  expect(golang.maxSatisfying(['v1.0.0', 'v1.2.0', 'v1.3.0'], '<v1.3.0')).toBe('v1.2.0');
});

const version = fc.oneof(
  full,
  full.map(text => `v${text}`),
  fc.tuple(fc.constantFrom('', 'v'), dotted(1, 3)).map(parts => parts.join('')),
  fc.tuple(dotted(3, 3), prerelease).map(parts => `v${parts.join('')}+incompatible`),
  fc.constantFrom('v0.0.0-20191109021931-daa7c04131f5', 'v1.2.3-0.20191109021931-daa7c04131f5'),
);
const term = fc
  .tuple(fc.constantFrom('', '>=', '<', '<=', '> ', '=', '!=', '^', '~'), version)
  .map(parts => parts.join(''));
const range = fc.oneof(
  { weight: 5, arbitrary: fc.array(term, { minLength: 1, maxLength: 3 }).map(list => list.join(', ')) },
  { weight: 1, arbitrary: fc.tuple(term, term).map(list => list.join(' || ')) },
  { weight: 1, arbitrary: version.map(text => `[${text}, ${text}]`) },
);

keepsTheLaws(golang, { versions: version, ranges: range });
