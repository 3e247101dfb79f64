/** `ecosystems resolve`: the compiled program, asking an index over HTTP. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Edge, packageRecord, startEdge, versionRecord } from '../src/api/fixtures/edge.ts';
import { resolution } from '../src/services/resolve/index.ts';
import { buildProgram, run } from './program.ts';

let edge: Edge;
let folder: string;
beforeAll(async () => {
  await buildProgram();
  edge = await startEdge({ services: [resolution] });
  await edge.write(
    'npm',
    packageRecord('app', { versions: [versionRecord('1.0.0', ['lib'])] }),
    packageRecord('lib', { versions: [versionRecord('2.0.0')] }),
  );
  folder = mkdtempSync(join(tmpdir(), 'cli-resolve-'));
}, 180_000);
afterAll(async () => {
  await edge?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const resolve = (...args: string[]) =>
  run(['--server', edge.url, 'resolve', ...args], { ECOSYSTEMS_HOME: folder });

/** Each starts the program several times. */
const PATIENCE = 180_000;

it('prints what would be installed, as a list or a tree', { timeout: PATIENCE }, async () => {
  const [list, tree] = await Promise.all([resolve('pkg:npm/app'), resolve('pkg:npm/app', '--tree')]);
  expect(list.stdout.split('\n').slice(0, 2)).toEqual(['app  1.0.0  MIT  -', 'lib  2.0.0  MIT  -']);
  expect(list.code).toBe(0);
  expect(tree.stdout).toContain('app 1.0.0\n└── lib 2.0.0  *\n');
});

it('prints JSON, versions by name and an SBOM', { timeout: PATIENCE }, async () => {
  const printed = await Promise.all(
    [['--json'], ['--format', 'flat'], ['--format', 'cyclonedx']].map(more =>
      resolve('pkg:npm/app', ...more),
    ),
  );
  const [json, flat, sbom] = printed.map(({ stdout }) => JSON.parse(stdout));
  expect(json).toMatchObject({ complete: true });
  expect(flat).toEqual({ app: '1.0.0', lib: '2.0.0' });
  expect(sbom.bomFormat).toBe('CycloneDX');
});

it('reads files, and ends with 1 where it does not work out', { timeout: PATIENCE }, async () => {
  const path = join(folder, 'package.json');
  writeFileSync(path, JSON.stringify({ dependencies: { app: '^1' }, devDependencies: { absent: '*' } }));
  const [some, all] = await Promise.all([resolve(path, '--no-dev'), resolve(path, '--explain')]);
  expect(some.code).toBe(0);
  expect([all.code, all.stdout]).toEqual([1, expect.stringContaining('absent')]);
});

it('ends with 2 for wrong usage, and says what is wrong', { timeout: PATIENCE }, async () => {
  const [mixed, pair, unknown, bare] = await Promise.all([
    resolve('package.json', 'pkg:npm/app'),
    resolve('pkg:npm/app', '--env', 'linux'),
    resolve('pkg:npm/app', '--env', 'moon=full'),
    resolve('app'),
  ]);
  expect([mixed.code, pair.code, unknown.code]).toEqual([2, 2, 2]);
  expect(unknown.stderr).toContain('environment.moon');
  expect([bare.code, bare.stderr]).toEqual([1, expect.stringContaining('pkg:npm/express')]);
});
