import { expect, test } from 'vitest';
import { readAll, readOne } from '../fixtures/trees.ts';

const PATH = 'crates/thing/RUSTSEC-2024-0001.md';
const md = (advisory: string, versions = 'patched = []', body = '# Title\n\nText.') =>
  `\`\`\`toml\n[advisory]\nid = "RUSTSEC-2024-0001"\npackage = "thing"\n${advisory}\n[versions]\n${versions}\n\`\`\`\n\n${body}\n`;
const read = (...parts: Parameters<typeof md>) => readOne('rustsec', PATH, md(...parts));

test('a whole advisory', async () => {
  const record = await read(
    `date = "2024-02-03"
url = "https://example.org/issue"
references = ["https://example.org/a", "https://example.org/issue"]
categories = ["memory-corruption"]
aliases = ["CVE-2024-1", "GHSA-aaaa-bbbb-cccc"]
related = ["RUSTSEC-2023-0001"]
cvss = "CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H"
license = "CC-BY-4.0"`,
    'patched = [">= 1.2.3", "^1.1.9"]\nunaffected = ["< 1.0.0"]',
    '# A `thing`\nOne.\n\n# Not the title\n```rust\nlet x;\n```',
  );
  expect(record).toEqual({
    source: 'rustsec',
    id: 'RUSTSEC-2024-0001',
    aliases: ['CVE-2024-1', 'GHSA-aaaa-bbbb-cccc'],
    upstream: [],
    related: ['RUSTSEC-2023-0001'],
    url: 'https://rustsec.org/advisories/RUSTSEC-2024-0001.html',
    title: 'A `thing`',
    details: 'One.\n\n# Not the title\n```rust\nlet x;\n```',
    kind: 'vulnerability',
    severities: [{ type: 'CVSS_V3', value: 'CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H' }],
    cwes: [],
    publishedAt: '2024-02-03T00:00:00.000Z',
    modifiedAt: null,
    withdrawnAt: null,
    references: [
      { type: 'WEB', url: 'https://example.org/issue' },
      { type: 'WEB', url: 'https://example.org/a' },
    ],
    affected: [
      {
        ecosystem: 'cargo',
        ecosystemName: 'crates.io',
        release: null,
        name: 'thing',
        purl: null,
        ranges: [{ type: 'native', affected: [], safe: ['>= 1.2.3', '^1.1.9', '< 1.0.0'] }],
        versions: [],
        severities: [],
        status: null,
      },
    ],
    license: 'CC-BY-4.0',
    warnings: [],
  });
});

test('nothing patched: every version is affected', async () => {
  const record = await read('date = "2024-02-03"');
  expect(record.affected[0]?.ranges).toEqual([{ type: 'native', affected: [], safe: [] }]);
  expect([record.license, record.affected[0]?.isPartial]).toEqual(['CC0-1.0', undefined]);
});

test.each([
  ['informational = "unmaintained"', 'informational'],
  ['informational = "unsound"', 'informational'],
  ['categories = ["malicious"]', 'malicious'],
  ['categories = ["denial-of-service"]', 'vulnerability'],
])('%s', async (advisory, kind) => {
  expect((await read(advisory)).kind).toBe(kind);
});

test('withdrawn', async () => {
  expect((await read('date = "2024-02-03"\nwithdrawn = "2024-05-06"')).withdrawnAt).toBe(
    '2024-05-06T00:00:00.000Z',
  );
});

test('what comes with the compiler is no crate', async () => {
  const record = await readOne('rustsec', 'rust/std/RUSTSEC-2024-0001.md', md('date = "2024-02-03"'));
  expect(record.affected[0]).toMatchObject({ ecosystem: null, ecosystemName: 'rust', name: 'thing' });
});

test('line ends of Windows, and no title', async () => {
  const text = md('date = "2024-02-03"', 'patched = []', 'Only text.').replaceAll('\n', '\r\n');
  expect(await readOne('rustsec', PATH, text)).toMatchObject({ title: null, details: 'Only text.' });
});

test('odd members are warnings', async () => {
  const record = await read('date = "2024-02-31"\ncvss = "high"\naliases = [1]', 'patched = [">= 1", 2, ""]');
  expect(record).toMatchObject({ publishedAt: null, severities: [], aliases: [] });
  expect(record.affected[0]).toMatchObject({ isPartial: true, ranges: [{ safe: ['>= 1'] }] });
  expect(record.warnings.length).toBe(4);
});

test('no TOML, bad TOML and no identifier are problems', async () => {
  const { records, problems } = await readAll('rustsec', {
    'crates/a/RUSTSEC-1.md': '# Only text',
    'crates/a/RUSTSEC-2.md': '```toml\n[advisory\n```\n',
    'crates/a/RUSTSEC-3.md': '```toml\n[advisory]\npackage = "a"\n```\n',
    'crates/a/RUSTSEC-4.md': '```toml\n[advisory]\nid = "RUSTSEC-4"\n',
    'crates/a/README.md': 'no advisory',
  });
  expect([records.length, problems.map(({ path }) => path.at(-4))]).toEqual([0, ['1', '2', '3', '4']]);
});
