/** The recorded databases, counted independently of the readers; and OSV's own conversions of GitHub's advisories. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../io/archives/index.ts';
import { documentsOf, readOne } from './fixtures/trees.ts';

const shared = new URL('../../../shared/fixtures/', import.meta.url);
const archives = new URL('advisories/', shared);
const conformance = new URL('conformance/osv/', shared);
const present = existsSync(archives) && existsSync(conformance);
if (!present) console.log(`recorded advisories skipped: ${shared.pathname} is not there`);

/** Later than anything in the recordings. */
const LATER = Date.UTC(2027, 0, 1);

/** Paths and texts of the files, by nothing but the archive. */
async function filesOf(name: string): Promise<[path: string, text: string][]> {
  const files: [string, string][] = [];
  for await (const file of openArchive(new URL(`${name}.tar.gz`, archives).pathname)) {
    if (file.kind === 'file') files.push([file.path, (await file.read(64 * 1024 * 1024)).toString('utf8')]);
  }
  return files;
}

const reading = (id: string, name: string, known?: Map<string, string>) =>
  documentsOf(id, openArchive(new URL(`${name}.tar.gz`, archives).pathname), { now: LATER, known });

describe.skipIf(!present)('recorded databases', () => {
  test.each([
    // How a file of the database is named, and how a line begins or holds that it is withdrawn; the counts by `find` and `grep -l`.
    ['friendsofphp', 'friendsofphp', /\/[^./][^/]*\.yaml$/, /^withdrawn/m, 1_592, 0],
    ['go', 'go-vulndb', /\/osv\/GO-[^/]*\.json$/, /^ {2}"withdrawn"/m, 4_291, 17],
    ['pypa', 'pypa', /\/vulns\/.*\.yaml$/, /^withdrawn:/m, 2_661, 10],
    ['rubysec', 'rubysec', /\/gems\/.*\.yml$/, /^withdrawn/m, 1_234, 0],
    ['rustsec', 'rustsec', /\/crates\/.*\.md$/, /^withdrawn =/m, 1_205, 13],
  ])('%s', async (id, archive, name, withdrawn, count, withdrawnCount) => {
    const files = (await filesOf(archive)).filter(([path]) => name.test(path));
    expect([files.length, files.filter(([, text]) => withdrawn.test(text)).length]).toEqual([
      count,
      withdrawnCount,
    ]);
    const documents = await reading(id, archive);
    const records = documents.flatMap(found => found.records);
    expect(documents.flatMap(({ problems }) => problems)).toEqual([]);
    expect(records.length).toBe(count);
    expect(new Set(records.map(record => record.id)).size).toBe(count);
    expect(records.filter(({ withdrawnAt }) => withdrawnAt !== null).length).toBe(withdrawnCount);
    expect(records.filter(({ affected }) => affected.length === 0)).toEqual([]);

    const known = new Map(documents.map(({ path, sha256 }) => [path, sha256 ?? '']));
    const again = await reading(id, archive, known);
    expect(again.every(({ state, records: none }) => state === 'unchanged' && none.length === 0)).toBe(true);
    expect(again.length).toBe(count);
  });

  test('PyPA’s explicit versions are all there', async () => {
    // Counted with PyYAML.
    const records = (await reading('pypa', 'pypa')).flatMap(found => found.records);
    const versions = records.flatMap(({ affected }) => affected.flatMap(one => one.versions));
    expect(versions.length).toBe(140_847);
  });
});

/** By case: their events that ours has not, and what it has instead. */
const DIFFERENT: Record<string, { without: string[]; instead: string[] }> = {
  'npm_greater_than.osv.json': {
    without: ['{"introduced":"2.1.1-0"}', '{"fixed":"3.0.0"}'],
    instead: ['> 2.1.0, < 3.0.0'],
  },
  'maven_greater_than.osv.json': {
    without: ['{"introduced":"11.6.1"}', '{"fixed":"11.10.13"}'],
    instead: ['> 11.6, < 11.10.13'],
  },
  'less_than_equals_no_patch.osv.json': { without: [], instead: ['{"last_affected":"1.2.1"}'] },
};

describe.skipIf(!present)('OSV’s conversions of GitHub’s advisories', () => {
  const folder = new URL('tools/ghsa/testdata/', conformance);
  const cases = present ? readdirSync(folder).filter(name => name.endsWith('.osv.json')) : [];
  const text = (name: string) => readFileSync(new URL(name, folder), 'utf8');

  test('the cases were found', () => {
    expect(cases.length).toBe(11);
  });

  test.each(cases)('%s', async name => {
    const expected = await readOne('osv', name, text(name));
    const actual = await readOne('github', 'page.json', text(name.replace('.osv', '')));
    expect(expected.warnings).toEqual([]);
    expect(actual.warnings).toEqual([]);
    const pick = (record: typeof actual) => [
      record.id,
      record.aliases,
      record.title,
      record.withdrawnAt,
      record.source,
    ];
    expect(pick(actual)).toEqual(pick(expected));
    // Theirs is one range of a package with all events in the order of the answer, ours a range for each vulnerability; names stay
    // as written here. Three cases differ: an exclusive bound, for which theirs guesses the version after it, and an inclusive end
    // without a fix, which theirs loses.
    const events = ({ affected }: typeof actual) =>
      affected.map(one => [
        one.ecosystem,
        one.name.toLowerCase().replaceAll('.', '-'),
        one.versions,
        one.ranges
          .flatMap(range =>
            'events' in range ? range.events.map(event => JSON.stringify(event)) : range.affected,
          )
          .sort(),
      ]);
    const { without, instead } = DIFFERENT[name] ?? { without: [], instead: [] };
    const adjusted = events(expected).map(([ecosystem, pkg, versions, list]) => {
      const rest = (list as string[]).filter(event => !without.includes(event));
      return [ecosystem, pkg, versions, [...rest, ...instead].sort()];
    });
    expect(events(actual)).toEqual(adjusted);
  });
});

describe.skipIf(!present)('OSV’s schema', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const accepts = present
    ? ajv.compile(JSON.parse(readFileSync(new URL('validation/schema.json', conformance), 'utf8')))
    : () => false;
  const base = { id: 'GHSA-aaaa-bbbb-cccc', modified: '2024-01-01T00:00:00Z' };
  const affected = (fields: object, pkg: unknown = { ecosystem: 'PyPI', name: 'a' }) => ({
    ...base,
    affected: [{ package: pkg, ...fields }],
  });
  const ranged = (range: object) => affected({ ranges: [range] });
  const commit = 'a'.repeat(40);
  const isQuiet = async (document: object) => {
    const { warnings } = await readOne('osv', 'a.json', JSON.stringify(document));
    return warnings.length === 0;
  };

  test.each([
    ['the least', base],
    ['nulls for lists', { ...base, aliases: null, affected: null, references: null, severity: null }],
    ['a range', ranged({ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { last_affected: '1' }] })],
    [
      'commits',
      ranged({ type: 'GIT', repo: 'https://e.org/r', events: [{ introduced: '0' }, { fixed: commit }] }),
    ],
    ['a limit', ranged({ type: 'SEMVER', events: [{ introduced: '0' }, { limit: '*' }] })],
    ['a release', affected({ versions: ['1'] }, { ecosystem: 'Debian:12', name: 'a' })],
    [
      'a vector',
      { ...base, severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }] },
    ],
    ['Ubuntu’s word', { ...base, severity: [{ type: 'Ubuntu', score: 'low' }] }],
    ['a reference', { ...base, references: [{ type: 'FIX', url: 'https://example.org' }] }],
  ])('accepts %s, and nothing is warned of', async (_, document) => {
    expect([accepts(document), await isQuiet(document)]).toEqual([true, true]);
  });

  test.each([
    ['a summary that is none', { ...base, summary: 5 }],
    ['aliases that are no list', { ...base, aliases: { a: 1 } }],
    ['an alias that is a number', { ...base, aliases: [5] }],
    ['no date', { ...base, modified: 'x' }],
    ['another type of range', ranged({ type: 'X', events: [{ introduced: '0' }] })],
    ['no events', ranged({ type: 'SEMVER', events: [] })],
    ['nothing introduced', ranged({ type: 'SEMVER', events: [{ fixed: '1' }] })],
    ['two kinds in an event', ranged({ type: 'SEMVER', events: [{ introduced: '0', fixed: '1' }] })],
    [
      'fixed beside last_affected',
      ranged({ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1' }, { last_affected: '2' }] }),
    ],
    ['commits without a repository', ranged({ type: 'GIT', events: [{ introduced: '0' }] })],
    ['a cut commit', ranged({ type: 'GIT', repo: 'https://e.org/r', events: [{ introduced: 'abc' }] })],
    ['a version that is a number', affected({ versions: [1] })],
    ['a package without a name', affected({}, { ecosystem: 'PyPI' })],
    ['a score for a vector', { ...base, severity: [{ type: 'CVSS_V3', score: '9.8' }] }],
    ['a reference without an address', { ...base, references: [{ type: 'WEB' }] }],
    ['affected that is no list', { ...base, affected: {} }],
  ])('refuses %s, and a warning says so', async (_, document) => {
    expect([accepts(document), await isQuiet(document)]).toEqual([false, false]);
  });

  test('refuses what is read here all the same: other prefixes and ecosystems, and records that nobody has changed', async () => {
    const others = [
      { ...base, id: 'NEW-1' },
      affected({ versions: ['1'] }, { ecosystem: 'Elsewhere', name: 'a' }),
      { id: base.id },
    ];
    for (const document of others)
      expect([accepts(document), await isQuiet(document)]).toEqual([false, true]);
  });
});
