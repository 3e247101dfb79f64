/** `ecosystems scan` and `sbom enrich`: the compiled program, asking an index over HTTP. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Edge, packageRecord, startEdge, versionRecord } from '../src/api/fixtures/edge.ts';
import type { AdvisoryRecord } from '../src/core/advisories.ts';
import advisories from '../src/services/advisories/index.ts';
import index from '../src/services/index-api/index.ts';
import limits from '../src/services/limits/index.ts';
import { writeAdvisories } from '../src/store/advisories.ts';
import { buildProgram, run } from './program.ts';
import { dependency } from './records.ts';

/** `direct` asks for `deep`; `known-not` is in no index; `fork` comes from a repository. */
const MANIFEST = {
  name: 'app',
  version: '1.0.0',
  license: 'GPL-2.0-only',
  dependencies: { direct: '^1', 'known-not': '1', fork: 'git+ssh://git@forge.example/fork.git' },
};
const LOCK = {
  name: 'app',
  lockfileVersion: 3,
  packages: {
    '': MANIFEST,
    'node_modules/direct': { version: '1.0.0', dependencies: { deep: '*' } },
    'node_modules/deep': { version: '1.0.0' },
    'node_modules/known-not': { version: '1.0.0' },
    'node_modules/fork': { version: '1.0.0', resolved: 'git+ssh://git@forge.example/fork.git#c0ffee' },
  },
};

const ADVISORY: AdvisoryRecord = {
  source: 'ghsa',
  id: 'GHSA-aaaa-bbbb-cccc',
  aliases: [],
  upstream: [],
  related: [],
  url: null,
  title: 'Deep trouble',
  details: null,
  kind: 'vulnerability',
  severities: [{ type: 'word', value: 'high' }],
  cwes: [],
  publishedAt: '2024-01-02T03:04:05.000Z',
  modifiedAt: null,
  withdrawnAt: null,
  references: [],
  affected: [
    {
      ecosystem: 'npm',
      ecosystemName: 'npm',
      release: null,
      name: 'deep',
      purl: null,
      ranges: [{ type: 'SEMVER', repo: null, events: [{ introduced: '0' }, { fixed: '1.1.0' }] }],
      versions: [],
      severities: [],
      status: null,
    },
  ],
  license: null,
  warnings: [],
};

/** `top` keeps `low` below its fix; a later `top` does not. `low` of the other way can be updated. */
const TRANSITIVE = {
  name: 'other',
  version: '1.0.0',
  dependencies: { top: '^1.0.0', side: '^1.0.0' },
};
const TRANSITIVE_LOCK = {
  name: 'other',
  lockfileVersion: 3,
  packages: {
    '': TRANSITIVE,
    'node_modules/top': { version: '1.0.0', dependencies: { low: '~1.0.0' } },
    'node_modules/side': { version: '1.0.0', dependencies: { low: '^1.0.0' } },
    'node_modules/low': { version: '1.0.0' },
  },
};
const LOW: AdvisoryRecord = {
  ...ADVISORY,
  id: 'GHSA-dddd-eeee-ffff',
  title: 'Low trouble',
  affected: ADVISORY.affected.map(of => ({ ...of, name: 'low' })),
};

let edge: Edge;
let folder: string;
beforeAll(async () => {
  await buildProgram();
  edge = await startEdge({
    services: [{ ...index, pages: [] }, { ...advisories, pages: [] }, limits],
  });
  await edge.write(
    'npm',
    packageRecord('direct', { versions: [versionRecord('1.0.0'), versionRecord('1.2.0')] }),
    packageRecord('deep', {
      status: 'deprecated',
      licenses: 'Apache-2.0',
      versions: [{ ...versionRecord('1.0.0'), licenses: 'Apache-2.0' }],
    }),
    packageRecord('low', { versions: [versionRecord('1.0.0'), versionRecord('1.1.0')] }),
    packageRecord('top', { versions: [asking('1.0.0', '~1.0.0'), asking('2.0.0', '^1.1.0')] }),
    packageRecord('side', { versions: [asking('1.0.0', '^1.0.0')] }),
  );
  await edge.database.db.query({
    text: `update package_usage u set critical = true, dependent_packages_count = 1234 from packages p
      where p.registry_id = u.registry_id and p.id = u.package_id and p.name = 'deep'`,
  });
  await writeAdvisories(
    edge.database.db,
    'ghsa',
    {
      writes: [
        { path: 'a.json', record: ADVISORY },
        { path: 'b.json', record: LOW },
      ],
    },
    { normalise: (_, name) => name },
  );
  folder = mkdtempSync(join(tmpdir(), 'ecosystems-scan-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(MANIFEST, null, 2));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(LOCK, null, 2));
}, 240_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await edge.stop();
});

const ecosystems = (args: string[]) => run(['--server', edge.url, ...args], { ECOSYSTEMS_HOME: folder });
type Row = Record<string, unknown>;
/** A version that asks so for `low`. */
const asking = (number: string, requirement: string) => ({
  ...versionRecord(number),
  dependencies: [dependency('low', 'runtime', { requirement })],
});

describe('scan', () => {
  it('finds what is to be looked at, with where it stands and who brings it', async () => {
    const { code, stdout, stderr } = await ecosystems(['--json', 'scan', folder]);
    expect([code, stderr]).toEqual([0, '']);
    const { findings, summary, project } = JSON.parse(stdout);
    expect(project).toEqual({ name: 'app', version: '1.0.0', license: 'GPL-2.0-only' });
    expect(summary).toEqual({
      packages: 4,
      looked_up: 3,
      known: 2,
      elsewhere: 1,
      findings: {
        vulnerable: 1,
        outdated: 1,
        deprecated: 1,
        license: 1,
        potential: 0,
        unfunded: 1,
        unknown: 1,
        unreadable: 0,
      },
    });
    const brief = (findings as Row[]).map(({ kind, name, step, verdict, rule, status, reason, via }) => [
      kind,
      name,
      step ?? verdict ?? status ?? reason ?? rule,
      via,
    ]);
    const deep = ['direct@1.0.0', 'deep@1.0.0'];
    expect(brief).toEqual([
      ['vulnerable', 'deep', undefined, deep],
      ['outdated', 'direct', 'minor', ['direct@1.0.0']],
      ['deprecated', 'deep', 'deprecated', deep],
      ['license', 'deep', 'conflict', deep],
      ['unfunded', 'deep', undefined, deep],
      ['unknown', 'known-not', 'not-indexed', ['known-not@1.0.0']],
    ]);
    const lines = JSON.stringify(LOCK, null, 2).split('\n');
    expect(findings[2].locations).toEqual([
      {
        path: 'package-lock.json',
        line: lines.findIndex(line => line.includes('"node_modules/deep"')) + 1,
      },
    ]);
    expect(edge.sync.asked).toEqual([]);
  });

  it('says it to people in groups and one line', async () => {
    const { stdout } = await ecosystems(['scan', folder]);
    expect(stdout).toMatch(/^Outdated \(1\)\n {2}direct +1\.0\.0 +1\.2\.0 +minor +package-lock\.json:\d+$/m);
    expect(stdout).toContain('Apache-2.0 cannot be combined with GPL-2.0-only');
    expect(stdout).toContain('via direct@1.0.0');
    expect(stdout).toContain('no way through direct: no safe version above deep 1.0.0 is known');
    expect(stdout).toMatch(
      /^Vulnerable \(1\)\n {2}deep 1\.0\.0 +high +fixed in 1\.1\.0 +GHSA-aaaa-bbbb-cccc Deep trouble/m,
    );
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      'app 1.0.0: 4 packages, 2 known, 1 from elsewhere; 1 vulnerable, 1 outdated, 1 deprecated, 1 with a licence to look at, 1 unfunded, 1 not known',
    );
  });

  it('says which direct dependency to change to get rid of what is affected', {
    timeout: 120_000,
  }, async () => {
    const other = mkdtempSync(join(tmpdir(), 'ecosystems-scan-'));
    onTestFinished(() => rmSync(other, { recursive: true, force: true }));
    writeFileSync(join(other, 'package.json'), JSON.stringify(TRANSITIVE));
    writeFileSync(join(other, 'package-lock.json'), JSON.stringify(TRANSITIVE_LOCK));
    const { code, stdout, stderr } = await ecosystems(['--json', 'scan', other]);
    expect([code, stderr]).toEqual([0, '']);
    const [{ kind, name, fix }] = JSON.parse(stdout).findings;
    expect([kind, name]).toEqual(['vulnerable', 'low']);
    expect(fix).toEqual({
      nearest: '1.1.0',
      truncated: false,
      paths: [
        // The shortest first, and of one length in the order of the lockfile.
        {
          direct: 'top',
          way: ['top@1.0.0', 'low@1.0.0'],
          action: 'upgrade',
          to: '2.0.0',
          steps: [
            { name: 'top', from: '1.0.0', to: '2.0.0' },
            { name: 'low', from: '1.0.0', to: '1.1.0' },
          ],
          because: null,
        },
        {
          direct: 'side',
          way: ['side@1.0.0', 'low@1.0.0'],
          action: 'update',
          to: null,
          steps: [{ name: 'low', from: '1.0.0', to: '1.1.0' }],
          because: null,
        },
      ],
    });
    const said = 'upgrade top to 2.0.0, then low becomes 1.1.0; update the lockfile: low becomes 1.1.0';
    expect((await ecosystems(['scan', other])).stdout).toContain(said);
    const [run_] = JSON.parse((await ecosystems(['scan', other, '--sarif'])).stdout).runs;
    const [result] = run_.results;
    expect(result.message.text).toContain(said);
    expect(result.properties.fix).toEqual(fix);
  });

  it('ends with 1 for what it is told to fail on alone', { timeout: 120_000 }, async () => {
    expect((await ecosystems(['scan', folder, '--fail-on', 'unreadable'])).code).toBe(0);
    expect((await ecosystems(['scan', folder, '--fail-on', 'vulnerable'])).code).toBe(1);
    expect((await ecosystems(['scan', folder, '--fail-on', 'unreadable,license'])).code).toBe(1);
    for (const wrong of [['--fail-on', 'awful'], ['--fail-on', ''], ['--json', '--sarif'], ['--offline']]) {
      const { code, stdout } = await ecosystems(['scan', folder, ...wrong]);
      expect([wrong, code, stdout]).toEqual([wrong, 2, '']);
    }
    expect((await ecosystems(['scan', join(folder, 'nowhere')])).code).toBe(1);
  });

  it('gives SARIF that holds to the standard', async () => {
    const { code, stdout } = await ecosystems(['scan', folder, '--sarif']);
    expect(code).toBe(0);
    const log = JSON.parse(stdout);
    const check = addFormats.default(new Ajv({ allErrors: true })).compile(SARIF);
    expect(check(log), JSON.stringify(check.errors)).toBe(true);
    const [{ results, tool }] = log.runs;
    expect(results).toHaveLength(6);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(results.map((of: Row) => [of.ruleId, of.level])).toContainEqual(['license', 'error']);
  });

  it('has unknown packages read through when asked to', async () => {
    edge.sync.outcomes.set('npm/known-not', 'indexed');
    const { stdout } = await ecosystems(['--json', 'scan', folder, '--fetch']);
    expect(JSON.parse(stdout).summary).toMatchObject({ known: 3, findings: { unknown: 0 } });
    expect(edge.sync.asked).toEqual(['npm/known-not']);
  });

  it('scans an SBOM as it scans what it was made of, and enriches it', async () => {
    const bom = join(folder, 'bom.json');
    expect((await ecosystems(['sbom', 'make', join(folder, 'package-lock.json'), '-o', bom])).code).toBe(0);
    const { findings } = JSON.parse((await ecosystems(['--json', 'scan', bom])).stdout);
    expect((findings as Row[]).filter(of => of.name === 'deep').map(of => [of.kind, of.via])).toEqual([
      ['vulnerable', ['direct@1.0.0', 'deep@1.0.0']],
      ['deprecated', ['direct@1.0.0', 'deep@1.0.0']],
      ['license', ['direct@1.0.0', 'deep@1.0.0']],
      ['unfunded', ['direct@1.0.0', 'deep@1.0.0']],
    ]);
    const { stdout } = await ecosystems(['sbom', 'enrich', bom]);
    const document = JSON.parse(stdout);
    expect(document.properties).toContainEqual({
      name: 'ecosystems:notice',
      value: expect.stringMatching(
        `^Data of ${edge.url} as of \\S+: CC-BY-SA-4\\.0 \\(${edge.url}/licences/CC-BY-SA-4\\.0\\)$`,
      ),
    });
    const deep = document.components.find((of: Row) => of.name === 'deep');
    expect(deep.licenses).toEqual([{ license: { id: 'Apache-2.0' } }]);
    expect(deep.properties).toContainEqual({ name: 'ecosystems:status', value: 'deprecated' });
  });
});

const text = { type: 'string', minLength: 1 };
const message = { type: 'object', required: ['text'], additionalProperties: false, properties: { text } };
const level = { enum: ['none', 'note', 'warning', 'error'] };

/** Of what is written here, the constraints of the standard (sections 3.13, 3.14, 3.18, 3.19, 3.27, 3.29 and 3.49). */
const SARIF = {
  type: 'object',
  required: ['version', 'runs'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string', format: 'uri' },
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      items: {
        type: 'object',
        required: ['tool'],
        additionalProperties: false,
        properties: {
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          tool: {
            type: 'object',
            required: ['driver'],
            additionalProperties: false,
            properties: {
              driver: {
                type: 'object',
                required: ['name'],
                additionalProperties: false,
                properties: {
                  name: text,
                  semanticVersion: text,
                  rules: {
                    type: 'array',
                    uniqueItems: true,
                    items: {
                      type: 'object',
                      required: ['id'],
                      additionalProperties: false,
                      properties: {
                        id: text,
                        shortDescription: message,
                        fullDescription: message,
                        help: message,
                        defaultConfiguration: {
                          type: 'object',
                          additionalProperties: false,
                          properties: { level },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          results: {
            type: 'array',
            items: {
              type: 'object',
              required: ['message'],
              additionalProperties: false,
              properties: {
                ruleId: text,
                ruleIndex: { type: 'integer', minimum: 0 },
                level,
                message,
                locations: {
                  type: 'array',
                  minItems: 1,
                  items: {
                    type: 'object',
                    additionalProperties: false,
                    properties: {
                      physicalLocation: {
                        type: 'object',
                        required: ['artifactLocation'],
                        additionalProperties: false,
                        properties: {
                          artifactLocation: {
                            type: 'object',
                            additionalProperties: false,
                            properties: { uri: { type: 'string', format: 'uri-reference' } },
                          },
                          region: {
                            type: 'object',
                            additionalProperties: false,
                            properties: { startLine: { type: 'integer', minimum: 1 } },
                          },
                        },
                      },
                    },
                  },
                },
                partialFingerprints: { type: 'object', additionalProperties: text },
                properties: { type: 'object' },
              },
            },
          },
        },
      },
    },
  },
};
