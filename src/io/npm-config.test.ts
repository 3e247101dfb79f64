import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import registryFetch from 'npm-registry-fetch';
import { afterEach, describe, expect, test } from 'vitest';
import { createNpmConfig } from './npm-config.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** npm's configuration of an otherwise empty machine whose user, project and system files hold these lines. */
function configOf(
  lines: { user?: string[]; project?: string[]; system?: string[]; builtin?: string[] },
  env: NodeJS.ProcessEnv = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'npm-'));
  folders.push(folder);
  const [home, project, prefix, npmPath] = ['home', 'project', 'prefix', 'npm'].map(name =>
    join(folder, name),
  );
  for (const path of [home, project, join(prefix ?? '', 'etc'), npmPath])
    mkdirSync(path ?? '', { recursive: true });
  const write = (path: string, text: string[] = []) => writeFileSync(path, `${text.join('\n')}\n`);
  write(join(home ?? '', '.npmrc'), lines.user);
  write(join(project ?? '', '.npmrc'), lines.project);
  writeFileSync(join(project ?? '', 'package.json'), '{}');
  write(join(prefix ?? '', 'etc', 'npmrc'), lines.system);
  write(join(npmPath ?? '', 'npmrc'), lines.builtin);
  return createNpmConfig({ cwd: project, npmPath, env: { HOME: home, PREFIX: prefix, ...env } });
}

describe('endpointFor', () => {
  test("without any configuration is npm's default registry, without headers", async () => {
    const defaultRegistry = registryFetch.pickRegistry('x').replace(/\/$/, '');
    expect(await configOf({}).endpointFor('left-pad')).toEqual({ registry: defaultRegistry, headers: {} });
  });

  test.each([
    ['//registry.example/npm/:_authToken=t0ken', 'Bearer t0ken'],
    ['//registry.example/:_authToken=t0ken', 'Bearer t0ken'],
    [`//registry.example/npm/:_auth=${Buffer.from('user:pass').toString('base64')}`, 'Basic dXNlcjpwYXNz'],
  ])('a registry with %s', async (line, authorization) => {
    const config = configOf({ user: ['registry=https://registry.example/npm/', line] });
    expect(await config.endpointFor('left-pad')).toEqual({
      registry: 'https://registry.example/npm',
      headers: { authorization },
    });
  });

  test('user name and password, which is kept in base64', async () => {
    const password = Buffer.from('päss').toString('base64');
    const config = configOf({
      user: [
        'registry=http://127.0.0.1:4873',
        '//127.0.0.1:4873/:username=user',
        `//127.0.0.1:4873/:_password=${password}`,
      ],
    });
    const { headers } = await config.endpointFor('left-pad');
    expect(headers.authorization).toBe(`Basic ${Buffer.from('user:päss').toString('base64')}`);
  });

  test('a scope has its own registry and its own credentials, and no others', async () => {
    const config = configOf({
      user: [
        'registry=https://registry.example/',
        '@inner:registry=https://inner.example/npm/',
        '@open:registry=https://registry.example/open/',
        '@other:registry=https://other.example/',
        '//registry.example/:_authToken=main',
        '//inner.example/npm/:_authToken=inner',
        '//other.example:8443/:_authToken=elsewhere',
        '//example/:_authToken=suffix',
      ],
    });
    expect(await config.endpointFor('@inner/a')).toEqual({
      registry: 'https://inner.example/npm',
      headers: { authorization: 'Bearer inner' },
    });
    expect((await config.endpointFor('@open/a')).headers.authorization).toBe('Bearer main');
    expect(await config.endpointFor('@other/a')).toEqual({ registry: 'https://other.example', headers: {} });
    expect((await config.endpointFor('@unknown/a')).registry).toBe('https://registry.example');
    expect(await config.registries()).toEqual(
      expect.arrayContaining([
        'https://registry.example',
        'https://inner.example/npm',
        'https://registry.example/open',
        'https://other.example',
      ]),
    );
  });

  test('a token of one path is not for its neighbour', async () => {
    const config = configOf({
      user: [
        '@a:registry=https://registry.example/a/',
        '@b:registry=https://registry.example/b/',
        '//registry.example/a/:_authToken=a',
      ],
    });
    expect((await config.endpointFor('@a/x')).headers.authorization).toBe('Bearer a');
    expect((await config.endpointFor('@b/x')).headers).toEqual({});
  });

  test('project before user before system before built-in, and the environment before all', async () => {
    const lines = {
      builtin: ['registry=https://builtin.example/'],
      system: ['registry=https://system.example/'],
      user: ['registry=https://user.example/'],
      project: ['registry=https://project.example/'],
    };
    const registry = async (given: Parameters<typeof configOf>[0], env = {}) =>
      (await configOf(given, env).endpointFor('x')).registry;
    expect(await registry(lines, { npm_config_registry: 'https://env.example/' })).toBe(
      'https://env.example',
    );
    expect(await registry(lines)).toBe('https://project.example');
    expect(await registry({ ...lines, project: [] })).toBe('https://user.example');
    expect(await registry({ ...lines, project: [], user: [] })).toBe('https://system.example');
    expect(await registry({ builtin: lines.builtin })).toBe('https://builtin.example');
  });

  test('variables in the file are replaced', async () => {
    const lines = ['registry=https://registry.example/', '//registry.example/:_authToken=$' + '{TOKEN}'];
    const config = configOf({ user: lines }, { TOKEN: 'from-env' });
    expect((await config.endpointFor('x')).headers.authorization).toBe('Bearer from-env');
  });

  test.each([
    '',
    'UPPER',
    'with space',
    'node_modules',
    '../x',
    '@',
    '@/x',
    '@sc%20ope/x',
    '@a b/x',
    '@scope',
    'git+ssh://x/y.git',
  ])('the odd name %j has the default registry', async name => {
    const config = configOf({ user: ['registry=https://registry.example/'] });
    expect((await config.endpointFor(name)).registry).toBe('https://registry.example');
  });

  test('a registry that is no URL is refused', async () => {
    const config = configOf({ user: ['@a:registry=nonsense', '@b:registry=file:///etc/'] });
    for (const name of ['@a/x', '@b/x']) {
      await expect(config.endpointFor(name)).rejects.toMatchObject({ code: 'refused' });
    }
  });
});

describe('network', () => {
  test('nothing configured', async () => {
    expect(await configOf({}).network()).toEqual({ ca: null, proxy: null });
  });

  test('cafile is read', async () => {
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
    const folder = mkdtempSync(join(tmpdir(), 'ca-'));
    folders.push(folder);
    writeFileSync(join(folder, 'ca.pem'), `${pem}\n${pem}\n`);
    const { ca } = await configOf({ system: [`cafile=${join(folder, 'ca.pem')}`] }).network();
    expect(ca?.map(text => text.trim())).toEqual([pem, pem]);
  });

  test.each<[string, string[], NodeJS.ProcessEnv, unknown]>([
    [
      'npm https-proxy',
      ['https-proxy=http://p.example:1'],
      {},
      { http: null, https: 'http://p.example:1', bypass: [] },
    ],
    [
      'npm proxy',
      ['proxy=http://p.example:1'],
      {},
      { http: 'http://p.example:1', https: 'http://p.example:1', bypass: [] },
    ],
    [
      'environment',
      [],
      { https_proxy: 'http://e.example:1', NO_PROXY: 'a.example, .b.example' },
      { http: null, https: 'http://e.example:1', bypass: ['a.example', '.b.example'] },
    ],
    [
      'npm before environment',
      ['https-proxy=http://p.example:1', 'noproxy=c.example'],
      { HTTPS_PROXY: 'http://e.example:1', no_proxy: 'a.example' },
      { http: null, https: 'http://p.example:1', bypass: ['c.example'] },
    ],
    ['turned off', ['proxy=false'], { https_proxy: 'http://e.example:1' }, null],
  ])('proxy: %s', async (_, user, env, expected) => {
    expect((await configOf({ user }, env).network()).proxy).toEqual(expected);
  });
});

test('the configuration is read once, and the environment of this process stays as it is', async () => {
  const before = JSON.stringify(process.env);
  const config = configOf({ user: ['registry=https://registry.example/'] });
  await config.endpointFor('x');
  rmSync(folders[0] ?? '', { recursive: true, force: true });
  expect((await config.endpointFor('x')).registry).toBe('https://registry.example');
  expect(JSON.stringify(process.env)).toBe(before);
});
