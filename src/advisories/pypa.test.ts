/**
 * PyPA's advisories state ranges, and beside them every version that these meant on PyPI: what our ranges say of the versions that are
 * listed, and of the package's others, must be the same.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { AdvisoryRecord, AffectedPackage } from '../core/advisories.ts';
import { openArchive } from '../io/archives/index.ts';
import { findSource, readSource, type Source } from '../sources/index.ts';
import { schemeOf } from '../versions/index.ts';
import { compileAffected } from './compile.ts';
import { evaluate } from './match.ts';

const ARCHIVE = fileURLToPath(new URL('../../../shared/fixtures/advisories/pypa.tar.gz', import.meta.url));
const isThere = existsSync(ARCHIVE);
if (!isThere) console.log(`PyPA's versions are not compared: there is no ${ARCHIVE}`);

const scheme = schemeOf('pypi')!;

/**
 * Every case in which a range says of a version what the list beside it does not, with its reason: `REASONS` are those of a rule below,
 * `CONTRADICTIONS` those of the record itself. Of a package the same versions mostly differ in many records.
 */
const WRITTEN = JSON.parse(
  readFileSync(new URL('fixtures/pypa-disagreements.json', import.meta.url), 'utf8'),
) as Record<Reason, { why: string; cases: { package: string; versions: string[]; records: string[] }[] }>;

type Reason = 'pre-release' | 'later' | 'unreadable';

/** Where ranges and list of one record contradict each other, and no rule below says why. */
const CONTRADICTIONS: [record: string, versions: string[], why: string][] = [
  [
    'PYSEC-2023-61',
    ['3.2a1', '3.2b1', '3.2rc1', '4.2a1', '4.2b1', '4.2rc1'],
    'the list has the pre-releases of the versions that the ranges begin with, which are before them in the order of PEP 440',
  ],
  ['PYSEC-2023-177', ['23.9.0', '23.9.0.post1'], 'the list has the version that the range calls fixed'],
  ['PYSEC-2020-220', ['6.7.0'], 'the list was made after 7.0.0b1 and before 6.7.0'],
  ['PYSEC-2021-114', ['2.11.6'], 'the list has the version that the range calls fixed'],
];

/** What makes a list say less than the ranges beside it. */
function reasonOf(version: string, named: readonly string[]): 'pre-release' | 'later' | null {
  const line = lineOf(version);
  const ofLine = named.filter(other => lineOf(other) === line);
  // The list goes beyond it and leaves out the pre-releases of its line.
  const goesBeyond = named.some(other => scheme.compare(other, version) > 0);
  if (!scheme.isStable(version) && goesBeyond && ofLine.every(scheme.isStable)) return 'pre-release';
  // The list was made before the version: it has nothing of the same line, or of any line, that is as new.
  const before = (others: readonly string[]) => others.every(other => scheme.compare(other, version) < 0);
  return before(named) || (ofLine.length > 0 && before(ofLine)) ? 'later' : null;
}

function lineOf(version: string): string {
  const release = scheme.release(version);
  return release === null ? version : `${release.major}.${release.minor}`;
}

interface Tally {
  listed: number;
  unlisted: number;
  /** `package version record`. */
  reasoned: Record<Reason, string[]>;
  contradictions: Map<string, string[]>;
}

async function readEntries(): Promise<{ id: string; of: AffectedPackage }[]> {
  const records: AdvisoryRecord[] = [];
  for await (const { documents } of readSource(findSource('pypa') as Source, openArchive(ARCHIVE)))
    records.push(...documents.flatMap(document => document.records));
  return records.flatMap(({ id, affected }) => affected.map(of => ({ id, of })));
}

test.skipIf(!isThere)(
  'ranges say of versions what the lists beside them say',
  { timeout: 120_000 },
  async () => {
    const entries = await readEntries();
    const all = new Map<string, Set<string>>();
    for (const { of } of entries) {
      const versions = all.get(of.name) ?? new Set();
      for (const version of of.versions) versions.add(version);
      all.set(of.name, versions);
    }
    const tally: Tally = {
      listed: 0,
      unlisted: 0,
      reasoned: { 'pre-release': [], later: [], unreadable: [] },
      contradictions: new Map(),
    };
    for (const { id, of } of entries) {
      if (!of.ranges.some(({ type }) => type !== 'GIT') || of.versions.length === 0) continue;
      const compiled = compileAffected([{ ...of, versions: [] }], scheme);
      const named = new Set(of.versions);
      for (const version of all.get(of.name) ?? []) {
        const isListed = named.has(version);
        tally[isListed ? 'listed' : 'unlisted']++;
        const { verdict } = evaluate(compiled, version);
        if (verdict === (isListed ? 'affected' : 'not-affected')) continue;
        const reason = isListed ? null : reasonOf(version, of.versions);
        const text = `${of.name} ${version} ${id}`;
        // From before PEP 440: ranges say nothing of it, and the list alone decides.
        if (!scheme.isValid(version)) {
          expect(verdict).toBe('unknown');
          tally.reasoned.unreadable.push(text);
        } else if (reason !== null) tally.reasoned[reason].push(text);
        else tally.contradictions.set(id, [...(tally.contradictions.get(id) ?? []), version]);
      }
    }
    const { contradictions, reasoned, ...counts } = tally;
    for (const [reason, texts] of Object.entries(reasoned)) {
      const { cases } = WRITTEN[reason as Reason];
      const written = cases.flatMap(({ package: name, versions, records }) =>
        records.flatMap(id => versions.map(version => `${name} ${version} ${id}`)),
      );
      expect(texts.sort(), reason).toEqual(written.sort());
    }
    // A version that is listed is affected, whatever the ranges say, and so is one in a range that is not listed: OSV's union.
    for (const { of } of entries.filter(each => each.of.versions.length > 0)) {
      const whole = compileAffected([of], scheme);
      expect(of.versions.filter(version => evaluate(whole, version).verdict !== 'affected')).toEqual([]);
    }
    const sorted = (list: Iterable<[string, string[]]>) =>
      [...list].map(([id, versions]) => `${id}: ${[...versions].sort().join(' ')}`).sort();
    expect(sorted(contradictions)).toEqual(sorted(CONTRADICTIONS.map(([id, versions]) => [id, versions])));
    expect(counts.listed).toBeGreaterThan(140_000);
    const share = [...contradictions.values()].flat().length / (counts.listed + counts.unlisted);
    expect(share).toBeLessThanOrEqual(0.001);
  },
);
