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

it('prints what would be installed, as a list, a tree, JSON and an SBOM', async () => {
  const list = await resolve('pkg:npm/app');
  expect(list.stdout.split('\n').slice(0, 2)).toEqual(['app  1.0.0  MIT  -', 'lib  2.0.0  MIT  -']);
  expect(list.code).toBe(0);
  const tree = await resolve('pkg:npm/app', '--tree');
  expect(tree.stdout).toContain('app 1.0.0\n└── lib 2.0.0  *\n');
  expect(JSON.parse((await resolve('pkg:npm/app', '--json')).stdout)).toMatchObject({ complete: true });
  expect(JSON.parse((await resolve('pkg:npm/app', '--format', 'flat')).stdout)).toEqual({
    app: '1.0.0',
    lib: '2.0.0',
  });
  expect(JSON.parse((await resolve('pkg:npm/app', '--format', 'cyclonedx')).stdout).bomFormat).toBe(
    'CycloneDX',
  );
});

it('reads files, and ends with 1 where it does not work out, with 2 for wrong usage', async () => {
  const path = join(folder, 'package.json');
  writeFileSync(path, JSON.stringify({ dependencies: { app: '^1' }, devDependencies: { absent: '*' } }));
  expect((await resolve(path, '--no-dev')).code).toBe(0);
  const all = await resolve(path, '--explain');
  expect([all.code, all.stdout]).toEqual([1, expect.stringContaining('absent')]);
  expect((await resolve(path, 'pkg:npm/app')).code).toBe(2);
  expect((await resolve('pkg:npm/app', '--env', 'linux')).code).toBe(2);
  const unknown = await resolve('pkg:npm/app', '--env', 'moon=full');
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('environment.moon')]);
});
