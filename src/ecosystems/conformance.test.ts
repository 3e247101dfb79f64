/** What every ecosystem folder must pass. `conformance/cases.ts` says what a folder gives for it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError, UpstreamError } from '../core/errors.ts';
import { buildPurl, parsePurl } from '../core/purl/index.ts';
import { PURL_TYPES } from '../core/purl/types.ts';
import type { PackageRecord } from '../core/records.ts';
import { sources } from '../sources/index.ts';
import type { ConformanceCases } from './conformance/cases.ts';
import { attacksOn } from './conformance/hostile.ts';
import { recordProblems } from './conformance/record-schema.ts';
import { type Ecosystem, PACKAGE_SLOTS, type RegistryRef } from './ecosystem.ts';
import { ecosystemIds, ecosystems, loadEcosystem } from './index.ts';
import { manifestFolders } from './manifests.ts';

const room = fileURLToPath(new URL('.', import.meta.url));
const HEADINGS = ['Names', 'Versions', 'Registry', 'Manifests', 'Resolution', 'Known gaps'];
const NEVER_NAMES = ['', '.', '..', 'a\0b', 'a\nb', '../a', 'a/../b', 'x'.repeat(100_000)];
const EVIL = [
  'a; touch INJECTED /',
  'a;touch INJECTED',
  '$(touch INJECTED)',
  '`touch INJECTED`',
  "a' ;touch INJECTED '",
  'a\ntouch INJECTED',
  '--help',
  '../../x',
  'a?b#c',
  'a@example.com/b',
  '//example.com/x',
  'é\\"',
];
const LIMIT_MS = 5000;
/** No word of a command. */
const END = 'the end of a command';
/** Ours among https://ossf.github.io/osv-schema/#defined-ecosystems that no source of its own names: OSV's records speak of any. */
const OF_OSV = ['bioconductor', 'conan', 'cran', 'hackage', 'julia', 'ubuntu'];
const withAdvisories = new Set([...sources.flatMap(({ ecosystems: of }) => of ?? []), ...OF_OSV]);

const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('# '));

describe('the generated index', () => {
  it('lists every folder that has an index.ts', () => {
    const folders = readdirSync(room, { withFileTypes: true })
      .filter(entry => entry.isDirectory() && existsSync(join(room, entry.name, 'index.ts')))
      .map(entry => entry.name)
      .filter(name => !['conformance', 'families'].includes(name));
    expect([...ecosystemIds].sort()).toEqual(folders.sort());
  });

  it('is what the generator writes', () => {
    const script = join(room, '..', '..', 'scripts', 'generate-ecosystems.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], {
      encoding: 'utf8',
      timeout: 25_000,
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('gives null for ids that are none', async () => {
    for (const id of ['', 'toString', '__proto__', 'constructor', '../npm'])
      expect(await loadEcosystem(id)).toBeNull();
  });
});

describe.each([...ecosystemIds])('ecosystem %s', id => {
  const folder = join(room, id);
  let ecosystem: Ecosystem;
  let cases: ConformanceCases;
  let names: { raw: string; normal: string }[];
  let registry: RegistryRef;

  beforeAll(async () => {
    ecosystem = await (ecosystems[id] as () => Promise<Ecosystem>)();
    cases = (await import(/* @vite-ignore */ join(folder, 'fixtures', 'conformance.ts'))).default;
    names = lines(join(folder, 'fixtures', 'names.txt')).map(line => {
      const [raw = '', normal = raw] = line.split('\t');
      return { raw, normal };
    });
    registry = cases.registries[0];
  });

  it('has the id of its folder, a README with all headings, and registries', () => {
    expect(ecosystem.id).toBe(id);
    const headings = readFileSync(join(folder, 'README.md'), 'utf8').match(/^## .+$/gm);
    for (const heading of HEADINGS) expect(headings).toContain(`## ${heading}`);
    const seeds = ecosystem.registries.map(seed => seed.name);
    expect(seeds.length).toBeGreaterThan(0);
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(ecosystem.registries.filter(seed => seed.isDefault).length).toBeLessThanOrEqual(1);
  });

  it('names every slot that it leaves out, with a reason', async () => {
    const { connector } = ecosystem;
    const slots: [string, boolean][] = [
      ['manifests', manifestFolders.has(id)],
      ['resolution', ecosystem.resolution !== undefined],
      ['advisories', withAdvisories.has(id)],
      ['alternatives', ecosystem.names.alternatives !== undefined],
    ];
    if (connector.mode === 'package') {
      const loaded = await connector.load();
      for (const slot of PACKAGE_SLOTS) slots.push([slot, connector.slots.includes(slot)]);
      expect(PACKAGE_SLOTS.filter(slot => loaded[slot] !== undefined).sort()).toEqual(
        [...connector.slots].sort(),
      );
    }
    const unexplained = slots
      .filter(([slot, there]) => !there && !ecosystem.absent[slot])
      .map(([slot]) => slot);
    expect(unexplained).toEqual([]);
    const both = slots.filter(([slot, there]) => there && slot in ecosystem.absent).map(([slot]) => slot);
    expect(both).toEqual([]);
    for (const reason of Object.values(ecosystem.absent)) expect(reason.length).toBeGreaterThan(10);
  });

  it('has at most 30 dependency kinds, each once', () => {
    const kinds = ecosystem.dependencyKinds;
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.length).toBeLessThanOrEqual(30);
    for (const kind of kinds) expect(kind).toMatch(/^[a-z][a-z0-9-]*$/);
  });

  describe('names', () => {
    it('normalises as names.txt says, to valid names', () => {
      expect(names.length).toBeGreaterThanOrEqual(5);
      for (const { raw, normal } of names) {
        expect(ecosystem.names.normalise(raw), raw).toBe(normal);
        expect(ecosystem.names.problem(normal), normal).toBeNull();
      }
    });

    it('is idempotent', () => {
      const piece = fc.oneof(
        fc.constantFrom(
          '%40',
          '%2f',
          '%2F',
          '%25',
          '@',
          '/',
          ':',
          '.',
          '-',
          '_',
          ' ',
          '\t',
          'A',
          'ß',
          'İ',
          '\u00a0',
          '%',
          '+',
        ),
        fc.string({ unit: 'binary', maxLength: 4 }),
      );
      const spelling = fc.array(piece, { maxLength: 8 }).map(parts => parts.join(''));
      fc.assert(
        fc.property(fc.oneof(spelling, fc.constantFrom(...names.map(({ raw }) => raw))), raw => {
          const once = ecosystem.names.normalise(raw);
          expect(ecosystem.names.normalise(once)).toBe(once);
          // Neither of these may throw, whatever the name.
          ecosystem.names.problem(once);
          ecosystem.names.namespace(once);
        }),
        { numRuns: 1500 },
      );
    });

    it('refuses what can be no name', () => {
      for (const name of [...NEVER_NAMES, ...cases.badNames])
        expect(
          ecosystem.names.problem(ecosystem.names.normalise(name)),
          JSON.stringify(name.slice(0, 80)),
        ).not.toBeNull();
    });

    it('survives the round trip through purls', () => {
      for (const { normal } of names)
        for (const each of cases.registries) {
          const { namespace, name, qualifiers = {} } = ecosystem.purl.toPurl(normal, each);
          expect(ecosystem.purl.fromPurl({ namespace, name, qualifiers }, each), normal).toBe(normal);
          const { type } = ecosystem.purl;
          // A qualifier that the type requires and no name tells, such as the UUID of Julia, comes from elsewhere.
          const required = PURL_TYPES.get(type)?.requiredQualifiers ?? [];
          const foreign = Object.fromEntries(required.map(key => [key, 'known-elsewhere']));
          const text = buildPurl({ type, namespace, name, qualifiers: { ...foreign, ...qualifiers } });
          expect(ecosystem.purl.fromPurl(parsePurl(text), each), text).toBe(normal);
        }
    });

    it('never takes from a purl what can be no name', () => {
      fc.assert(
        fc.property(fc.option(fc.string()), fc.string(), (namespace, name) => {
          const found = ecosystem.purl.fromPurl({ namespace, name, qualifiers: {} }, registry);
          if (found !== null) expect(ecosystem.names.problem(found)).toBeNull();
        }),
      );
      for (const name of ['', '..', 'a\0b']) {
        const found = ecosystem.purl.fromPurl({ namespace: null, name, qualifiers: {} }, registry);
        expect(found, name).toBeNull();
      }
    });
  });

  describe('versions', () => {
    it('orders versions.txt as it stands', () => {
      const rows = lines(join(folder, 'fixtures', 'versions.txt')).map(line => line.split('\t'));
      expect(rows.length).toBeGreaterThanOrEqual(20);
      const wrong: string[] = [];
      for (const [i, row] of rows.entries())
        for (const [j, other] of rows.entries())
          for (const a of row)
            for (const b of other)
              if (Math.sign(ecosystem.versions.compare(a, b)) !== Math.sign(i - j)) wrong.push(`${a} ? ${b}`);
      expect(wrong).toEqual([]);
    });

    it('has a total order over all strings', () => {
      const listed = lines(join(folder, 'fixtures', 'versions.txt')).flatMap(line => line.split('\t'));
      const version = fc.oneof(fc.constantFrom(...listed), fc.string({ maxLength: 12 }));
      const order = (a: string, b: string) => Math.sign(ecosystem.versions.compare(a, b));
      fc.assert(
        fc.property(version, version, version, (a, b, c) => {
          expect(order(a, a)).toBe(0);
          expect(order(a, b) + order(b, a)).toBe(0);
          if (order(a, b) <= 0 && order(b, c) <= 0)
            expect(order(a, c)).toBe(Math.min(order(a, b), order(b, c)));
        }),
        { numRuns: 3000 },
      );
    });

    it('knows valid and stable ones', () => {
      const { isValid, isStable } = ecosystem.versions;
      expect(cases.badVersions.filter(version => isValid(version))).toEqual([]);
      expect(cases.stability.stable.filter(version => !isStable(version))).toEqual([]);
      expect(cases.stability.unstable.filter(version => isStable(version))).toEqual([]);
    });

    it('answers for long strings', { timeout: LIMIT_MS }, () => {
      for (const unit of ['1', '1.', '-', 'a', ' ', '~', '0', '+', ':']) {
        const long = unit.repeat(1_000_000);
        expect(ecosystem.versions.compare(long, long)).toBe(0);
        ecosystem.versions.isValid(long);
        ecosystem.versions.isStable(long);
      }
    });
  });

  describe('links', () => {
    const scratch = mkdtempSync(join(tmpdir(), 'ecosystems-conformance-'));
    afterAll(() => rmSync(scratch, { recursive: true, force: true }));

    it('are URLs of which a name can change the path only', () => {
      const frameOf = ({ origin, searchParams, hash }: URL) =>
        `${origin}?${[...searchParams.keys()]}${hash && '#'}`;
      const frames = (name: string, version: string, person = name) => {
        const { links } = ecosystem;
        const urls = {
          page: links.page(registry, name, version),
          unversioned: links.page(registry, name),
          download: links.download(registry, name, version, {}),
          documentation: links.documentation(registry, name, version),
          maintainer: links.maintainer(registry, { uuid: person, login: person }),
          check: links.check(registry, name),
        };
        return Object.fromEntries(
          Object.entries(urls).map(([link, url]) => [link, url && frameOf(new URL(url))]),
        );
      };
      const usual = frames((names[0] as { normal: string }).normal, '1.0', 'maintainer@example.org');
      for (const frame of Object.values(usual)) if (frame !== null) expect(frame).toMatch(/^https?:\/\//);
      for (const evil of EVIL)
        for (const [link, frame] of Object.entries(frames(evil, evil)))
          expect([null, usual[link]], `${link} of ${evil}`).toContain(frame);
    });

    it('give install commands that a shell reads as words', () => {
      const tried = [...names.slice(0, 5).map(({ normal }) => normal), ...EVIL];
      const asked = tried.flatMap(name =>
        [undefined, '1.0', '1.0;touch INJECTED'].flatMap(version => {
          const line = ecosystem.links.install(registry, name, version);
          return line === null ? [] : [{ name, line }];
        }),
      );
      // All in one shell, which takes longer to start than to read them.
      const script = asked.map(({ line }) => `printf '%s\\0' ${line}\nprintf '%s\\0' '${END}'`).join('\n');
      const read = execFileSync('/bin/sh', ['-c', script], {
        cwd: scratch,
        encoding: 'utf8',
        timeout: 20_000,
      }).split(`${END}\0`);
      expect(read).toHaveLength(asked.length + 1);
      for (const [i, { name, line }] of asked.entries()) {
        const words = read[i]?.split('\0').slice(0, -1) ?? [];
        expect(
          words.some(word => word.includes(name)),
          line,
        ).toBe(true);
        // A name that looks like an option comes after `--`.
        if (name.startsWith('-')) expect(words).toContain('--');
      }
      expect(readdirSync(scratch)).toEqual([]);
    });
  });

  describe('records', () => {
    it('come from the recorded answers, valid and as expected', async () => {
      for (const replay of cases.replay) {
        const result = await replay.run();
        for (const record of [result].flat()) {
          expect(recordProblems(record, ecosystem.dependencyKinds), `${replay.name}: ${record.name}`).toEqual(
            [],
          );
          expect(ecosystem.names.normalise(record.name), replay.name).toBe(record.name);
          expect(ecosystem.names.problem(record.name), replay.name).toBeNull();
        }
        expect(result, replay.name).toMatchObject(replay.expected);
      }
    });

    it('come from hostile input only if they are sane; all else is a typed error', {
      timeout: 600_000,
    }, async () => {
      const failures: string[] = [];
      for (const entry of cases.hostile) {
        expect(
          (await entry.read(entry.sample)).length,
          `${entry.name}: the sample gives no record`,
        ).toBeGreaterThan(0);
        for (const attack of attacksOn(entry)) {
          const problem = await survives(entry.read, attack.bytes, ecosystem.dependencyKinds);
          if (problem) failures.push(`${entry.name}, ${attack.name}: ${problem}`);
          if (failures.length >= 20) break;
        }
      }
      expect(failures).toEqual([]);
    });
  });
});

/** Null when the reader gave sane records or a typed error in time. */
async function survives(
  read: (bytes: Uint8Array) => Promise<PackageRecord[]>,
  bytes: Uint8Array,
  kinds: readonly string[],
): Promise<string | null> {
  const started = performance.now();
  let outcome: string | null = null;
  try {
    const records = await read(bytes);
    outcome =
      records.map(record => recordProblems(record, kinds)[0]).find(problem => problem !== undefined) ?? null;
  } catch (error) {
    if (!(error instanceof UpstreamError || error instanceof InputError))
      outcome = `threw ${String(error).slice(0, 300)}`;
  }
  const elapsed = performance.now() - started;
  return elapsed > LIMIT_MS ? `took ${Math.round(elapsed)} ms` : outcome;
}
