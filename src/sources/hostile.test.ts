/** Every reader over documents in which each value in turn is of another type, and over bytes that are nothing. */
import { expect, test } from 'vitest';
import { documentsOf, treeOf } from './fixtures/trees.ts';
import { sources } from './index.ts';

const OSV = {
  id: 'A-1',
  modified: '2024-01-01T00:00:00Z',
  withdrawn: '2024-01-01T00:00:00Z',
  aliases: ['B-1'],
  summary: 's',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [
    {
      package: { ecosystem: 'npm', name: 'a', purl: 'pkg:npm/a' },
      ranges: [{ type: 'GIT', repo: 'https://e.org/r', events: [{ introduced: '0' }] }],
      versions: ['1'],
      database_specific: { informational: 'x' },
    },
  ],
  references: [{ type: 'WEB', url: 'https://e.org' }],
  database_specific: { severity: 'LOW', cwe_ids: ['CWE-1'], url: 'https://e.org' },
};

/** Documents as values: JSON is YAML too. */
const SAMPLES: Record<string, [path: string, document: unknown][]> = {
  alpine: [
    [
      'v3.20/main.json',
      {
        distroversion: 'v3.20',
        reponame: 'main',
        packages: [{ pkg: { name: 'a', secfixes: { '1-r0': ['CVE-1'] } } }],
      },
    ],
  ],
  cpansa: [
    [
      'cpan-security-advisory.json',
      {
        dists: {
          A: {
            advisories: [
              {
                id: 'X',
                cves: ['C'],
                affected_versions: ['<1'],
                references: ['https://e.org'],
                severity: 'low',
                reported: '2024-01-01',
              },
            ],
          },
        },
      },
    ],
    ['cpansa/A.yml', { distribution: 'A', advisories: [{ id: 'X', fixed_versions: '>1' }] }],
  ],
  debian: [
    [
      'json',
      {
        a: {
          'CVE-1': {
            description: 'd',
            debianbug: 1,
            releases: {
              sid: { status: 'open', urgency: 'low', fixed_version: '1', nodsa_reason: 'ignored' },
            },
          },
        },
      },
    ],
  ],
  friendsofphp: [
    [
      'a/b/c.yaml',
      {
        title: 't',
        link: 'https://e.org',
        cve: 'CVE-1',
        reference: 'composer://a/b',
        branches: { main: { time: '2024-01-01', versions: ['<1'] } },
      },
    ],
  ],
  github: [
    [
      'a.json',
      {
        data: {
          securityVulnerabilities: {
            nodes: [
              {
                advisory: {
                  ghsaId: 'G',
                  identifiers: [{ value: 'C' }],
                  cwes: { nodes: [{ cweId: 'CWE-1' }] },
                  cvss: { vectorString: 'x' },
                  references: [{ url: 'https://e.org' }],
                },
                package: { ecosystem: 'NPM', name: 'a' },
                vulnerableVersionRange: '<= 1',
                firstPatchedVersion: { identifier: '2' },
                severity: 'LOW',
              },
            ],
          },
        },
      },
    ],
    [
      'b.json',
      { data: { securityAdvisories: { nodes: [{ ghsaId: 'G', vulnerabilities: { nodes: [] } }] } } },
    ],
  ],
  go: [
    ['osv/GO-1.json', OSV],
    [
      'reports/GO-1.yaml',
      {
        id: 'GO-1',
        modules: [{ module: 'm', versions: [{ introduced: '1', fixed: '2' }] }],
        cves: ['C'],
        references: [{ fix: 'https://e.org' }],
        cve_metadata: { id: 'C', cwe: 'CWE-1' },
      },
    ],
  ],
  kev: [
    [
      'k.json',
      {
        vulnerabilities: [
          {
            cveID: 'CVE-2024-0001',
            dateAdded: '2024-01-01',
            dueDate: '2024-01-01',
            vulnerabilityName: 'n',
            requiredAction: 'a',
          },
        ],
      },
    ],
  ],
  osv: [
    ['a.json', OSV],
    ['all.json', [OSV]],
  ],
  pypa: [['vulns/a/b.yaml', OSV]],
  rubysec: [
    [
      'gems/a/b.yml',
      {
        gem: 'a',
        cve: '1',
        ghsa: 'x',
        cvss_v3: '9.8',
        patched_versions: ['> 1'],
        unaffected_versions: ['< 0'],
        related: { cve: ['2'], url: ['https://e.org'] },
        date: '2024-01-01',
      },
    ],
  ],
};
const TEXTS: Record<string, [path: string, text: string][]> = {
  epss: [['epss.csv', '#score_date:2024-01-01\ncve,epss,percentile\nCVE-2024-0001,0.1,0.2\n']],
  rustsec: [
    [
      'crates/a/RUSTSEC-1.md',
      '```toml\n[advisory]\nid = "R"\npackage = "a"\ndate = 2024-01-01\n[versions]\npatched = []\n```\n# T\nx',
    ],
  ],
};
const VALUES: unknown[] = [
  null,
  5,
  -1.5,
  true,
  '',
  '\0\ud800',
  'x'.repeat(5_000),
  [],
  [[]],
  [null],
  {},
  { toString: 1 },
  [{ a: [] }],
];

/** The document with each of its values replaced in turn. */
function* mutations(document: unknown): Generator<unknown> {
  yield* VALUES;
  if (typeof document !== 'object' || document === null) return;
  for (const [key, value] of Object.entries(document)) {
    for (const other of mutations(value)) {
      yield Array.isArray(document)
        ? document.map((item, index) => (String(index) === key ? other : item))
        : { ...document, [key]: other };
    }
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

test('every source has a sample', () => {
  expect([...Object.keys(SAMPLES), ...Object.keys(TEXTS)].sort()).toEqual(sources.map(({ id }) => id));
});

test.each(Object.entries(SAMPLES))('%s: values of any type', async (id, samples) => {
  for (const [path, document] of samples) {
    const [whole] = await documentsOf(id, treeOf({ [path]: JSON.stringify(document) }));
    expect([path, whole?.state, whole?.problems]).toEqual([path, 'read', []]);
    for (const mutated of mutations(document)) {
      // A failure here is an error that readSource throws: whatever a document holds must end in records, warnings and problems.
      const found = await documentsOf(id, treeOf({ [path]: JSON.stringify(mutated) }));
      expect(textsIn(found).find(text => text.includes('\0') || !text.isWellFormed())).toBeUndefined();
    }
  }
});

test.each([...Object.entries(SAMPLES), ...Object.entries(TEXTS)])(
  '%s: bytes cut anywhere, and none',
  async (id, samples) => {
    for (const [path, document] of samples) {
      const text = typeof document === 'string' ? document : JSON.stringify(document);
      for (let length = 0; length < text.length; length += 3) {
        const found = await documentsOf(id, treeOf({ [path]: text.slice(0, length) }));
        expect(found.length).toBeGreaterThan(0);
      }
      for (const bytes of [
        Buffer.alloc(1_000),
        Buffer.alloc(1_000, 0xff),
        Buffer.from('['.repeat(100_000)),
      ]) {
        const found = await documentsOf(id, treeOf({ [path]: bytes }));
        expect(found.flatMap(({ records }) => records)).toEqual([]);
      }
    }
  },
);
