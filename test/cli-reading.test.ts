/** The commands that read what people have, as users run them: the compiled program on real files. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tarOf } from '../src/io/archives/fixtures/build.ts';
import { NOTATIONS } from '../src/reading/sbom/index.ts';
import { buildProgram, run } from './program.ts';

const MANIFEST = JSON.stringify({
  name: 'app',
  version: '1.0.0',
  license: 'MIT',
  dependencies: { '@scope/a': '^1.0.0' },
  devDependencies: { c: '2' },
});
const LOCK = JSON.stringify({
  name: 'app',
  version: '1.0.0',
  lockfileVersion: 3,
  packages: {
    '': JSON.parse(MANIFEST),
    'node_modules/@scope/a': { version: '1.2.0', dependencies: { b: '*' } },
    'node_modules/b': { version: '3.0.0' },
    'node_modules/c': { version: '2.0.0', dev: true },
  },
});
const CHANGELOG = '# Changelog\n\n## 1.1.0 - 2024-02-03\n\n- second\n\n## 1.0.0 - 2024-01-02\n\n- first\n';
const ISC = readFileSync(new URL('../node_modules/semver/LICENSE', import.meta.url), 'utf8');

let folder: string;
beforeAll(async () => {
  await buildProgram();
  folder = mkdtempSync(join(tmpdir(), 'ecosystems-reading-'));
  put('app/package.json', MANIFEST);
  put('app/package-lock.json', LOCK);
  put('app/sub/bower.json', '{');
  put('app/LICENSE', ISC);
  put(
    'app.tgz',
    archive({
      'package.json': MANIFEST,
      'README.md': '# App\n\nIt *does* things.\n',
      'CHANGELOG.md': CHANGELOG,
    }),
  );
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (path: string) => join(folder, path);
function put(path: string, body: string | Buffer): string {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), body);
  return at(path);
}
function archive(files: Record<string, string>): Buffer {
  return gzipSync(tarOf(Object.entries(files).map(([name, body]) => ({ name: `package/${name}`, body }))));
}
const ecosystems = (args: string[], stdin?: string) => run(args, { ECOSYSTEMS_HOME: at('home') }, stdin);
const json = async (args: string[], stdin?: string) => {
  const { stdout } = await ecosystems(['--json', ...args], stdin);
  return JSON.parse(stdout);
};

describe('parse', () => {
  it('reads one file', async () => {
    const { manifests } = await json(['parse', at('app/package.json')]);
    expect(manifests).toMatchObject([
      {
        ecosystem: 'npm',
        kind: 'manifest',
        success: true,
        dependencies: [
          { name: '@scope/a', requirement: '^1.0.0', type: 'runtime' },
          { name: 'c', requirement: '2', type: 'development' },
        ],
      },
    ]);
  });

  it('reads a folder: one bad file spoils no other', async () => {
    const { manifests } = await json(['parse', at('app')]);
    expect(manifests.map((of: { path: string; success: boolean }) => [of.path, of.success])).toEqual([
      ['package-lock.json', true],
      ['package.json', true],
      ['sub/bower.json', false],
    ]);
    const { stdout, stderr, code } = await ecosystems(['parse', at('app')]);
    expect(stdout).toContain('sub/bower.json  (bower manifest)\n  ! ');
    expect([stderr, code]).toEqual(['', 0]);
  });

  it('reads an archive, and standard input under a name', async () => {
    const inArchive = await json(['parse', at('app.tgz')]);
    expect(inArchive.manifests.map((of: { path: string }) => of.path)).toEqual(['package.json']);
    const piped = await json(['parse', '-', '--as', 'requirements.txt'], 'django==4.2\n');
    expect(piped.manifests).toMatchObject([
      { ecosystem: 'pypi', dependencies: [{ name: 'django', requirement: '==4.2' }] },
    ]);
  });

  it('ends with 1 where there is nothing to read, with 2 for wrong usage', async () => {
    const missing = await ecosystems(['parse', at('nowhere')]);
    expect([missing.code, missing.stdout]).toEqual([1, '']);
    expect(missing.stderr).toContain('there is no file or folder');
    const unknown = await ecosystems(['parse', at('app/LICENSE')]);
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('--as')]);
    expect((await ecosystems(['parse', at('app/sub/bower.json')])).code).toBe(1);
    expect((await ecosystems(['parse'])).code).toBe(2);
    expect((await ecosystems(['parse', at('app'), '--no-such'])).code).toBe(2);
  });
});

describe('hostile names', () => {
  it('reach no shell, and cannot draw on the terminal', async () => {
    const names = [';touch pwned;', '$(touch pwned)', 'two\nlines', '\u001b[31mred'];
    for (const name of names) put(`hostile/${name}/package.json`, '{"dependencies":{"x\\u001b[2J":"1"}}');
    const { stdout, code } = await ecosystems(['parse', at('hostile')]);
    expect(code).toBe(0);
    for (const sign of ['\u001b', 'two\nlines']) expect(stdout.includes(sign)).toBe(false);
    expect(stdout).toContain('two\\u000alines/package.json');
    const { manifests } = await json(['parse', at('hostile')]);
    expect(manifests.map((of: { path: string }) => of.path).sort()).toEqual(
      names.map(name => `${name}/package.json`).sort(),
    );
    expect(existsSync(at('pwned')) || existsSync('pwned')).toBe(false);
  });

  it('never lead out of an archive', async () => {
    const evil = tarOf([
      { name: '../../package.json', body: MANIFEST },
      { name: '/etc/bower.json', body: '{}' },
      { name: 'ok/package.json', body: MANIFEST },
    ]);
    put('evil.tar', evil);
    const { manifests } = await json(['parse', at('evil.tar')]);
    // An absolute name is taken from the root of the archive, as tar takes it.
    expect(manifests.map((of: { path: string }) => of.path)).toEqual(['etc/bower.json', 'ok/package.json']);
    const cat = await ecosystems(['archive', 'cat', at('app.tgz'), '../../../etc/passwd']);
    expect([cat.code, cat.stdout]).toEqual([2, '']);
  });
});

describe('archive', () => {
  it('lists, shows a file, the readme and what the changelog says of a version', async () => {
    const listed = await ecosystems(['archive', 'list', at('app.tgz')]);
    expect(listed.stdout.split('\n').map(line => line.trim().split(/\s+/).at(-1))).toEqual(
      expect.arrayContaining(['CHANGELOG.md', 'README.md', 'package.json']),
    );
    expect((await ecosystems(['archive', 'cat', at('app.tgz'), 'package.json'])).stdout).toBe(MANIFEST);
    expect((await ecosystems(['archive', 'readme', at('app.tgz')])).stdout).toContain('It does things.');
    expect(await json(['archive', 'changelog', at('app.tgz'), '1.0.0'])).toMatchObject({
      version: '1.0.0',
      date: '2024-01-02',
      text: '- first',
    });
    expect((await ecosystems(['archive', 'changelog', at('app.tgz'), '9.9.9'])).code).toBe(1);
  });
});

describe('digest, diff and licenses', () => {
  it('computes what node:crypto computes', async () => {
    const bytes = readFileSync(at('app.tgz'));
    for (const algorithm of ['sha256', 'sha512', 'md5']) {
      const expected = createHash(algorithm).update(bytes).digest('base64');
      const found = await json(['digest', at('app.tgz'), '--algorithm', algorithm, '--encoding', 'base64']);
      expect(found).toMatchObject({ digest: expected, bytes: bytes.length });
    }
    const { stdout } = await ecosystems(['digest', '-'], 'abc');
    // FIPS 180-2, appendix B.1.
    expect(stdout).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  -\n');
    expect((await ecosystems(['digest', at('app.tgz'), '--algorithm', 'nope'])).code).toBe(2);
  });

  it('compares two archives', async () => {
    put(
      'next.tgz',
      archive({ 'package.json': MANIFEST, 'README.md': '# App\n\nIt does more.\n', 'new.js': 'x\n' }),
    );
    const { files } = await json(['diff', at('app.tgz'), at('next.tgz')]);
    expect(files.map((of: { path: string; change: string }) => [of.path, of.change]).sort()).toEqual([
      ['CHANGELOG.md', 'removed'],
      ['README.md', 'changed'],
      ['new.js', 'added'],
    ]);
    const patch = await ecosystems(['diff', at('app.tgz'), at('next.tgz'), '--patch']);
    expect(patch.stdout).toContain('-It *does* things.\n+It does more.');
  });

  it('says which licences a folder holds, and that they disagree', async () => {
    expect(await json(['licenses', at('app')])).toMatchObject({
      agreement: { outcome: 'conflict', texts: ['ISC'], metadata: ['MIT'] },
    });
  });
});

describe('sbom', () => {
  it('makes one that is valid, converts it there and back, and lists its packages', async () => {
    const made = await ecosystems(['sbom', 'make', at('app'), '-o', at('bom.json')]);
    expect([made.code, made.stdout]).toEqual([0, '']);
    expect(made.stderr).toContain('sub/bower.json: ');
    expect(await json(['sbom', 'validate', at('bom.json')])).toMatchObject({ isValid: true, by: 'schema' });

    const spdx = await ecosystems([
      'sbom',
      'convert',
      at('bom.json'),
      '--to',
      'spdx-json@2.2',
      '--losses',
      at('lost.json'),
    ]);
    expect(JSON.parse(spdx.stdout).spdxVersion).toBe('SPDX-2.2');
    expect(spdx.stderr).toMatch(/^lost in \d/);
    const losses = JSON.parse(readFileSync(at('lost.json'), 'utf8')) as { what: string; count: number }[];
    expect(losses.length).toBeGreaterThan(0);

    const back = await ecosystems(['sbom', 'convert', '-', '--to', 'cyclonedx-xml'], spdx.stdout);
    expect(back.stdout).toContain('<bom xmlns="http://cyclonedx.org/schema/bom/1.7"');
    put('back.xml', back.stdout);
    const { stdout } = await ecosystems(['--json', 'sbom', 'packages', at('back.xml')]);
    const rows = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(rows.map(({ purl }: { purl: string }) => purl).sort()).toEqual([
      'pkg:npm/%40scope/a@1.2.0',
      'pkg:npm/b@3.0.0',
      'pkg:npm/c@2.0.0',
    ]);
  });

  it('has one answer with --json, with what was lost', async () => {
    const answer = await json(['sbom', 'convert', at('bom.json'), '--to', 'cyclonedx-json@1.2']);
    expect(answer).toMatchObject({ notation: 'cyclonedx-json', version: '1.2', from: { version: '1.7' } });
    expect(JSON.parse(answer.text).specVersion).toBe('1.2');
    expect(answer.losses.map((of: { what: string }) => of.what)).toContain('lifecycles');
  });

  it('tells what is wrong with a document, and ends with 1', async () => {
    const bom = { bomFormat: 'CycloneDX', specVersion: '1.5', components: [{ type: 'thing', name: 'x' }] };
    put('bad.json', JSON.stringify(bom));
    const { code, stdout } = await ecosystems(['sbom', 'validate', at('bad.json')]);
    expect(code).toBe(1);
    expect(stdout).toContain('/components/0/type');
    put('none.json', '{}');
    expect((await ecosystems(['sbom', 'validate', at('none.json')])).code).toBe(1);
  });

  it('names every notation in its help, and refuses others', async () => {
    const { stdout } = await ecosystems(['sbom', 'convert', '--help']);
    for (const { id } of NOTATIONS) expect(stdout).toContain(id);
    for (const to of ['word', 'cyclonedx-json@9', ''])
      expect((await ecosystems(['sbom', 'convert', at('bom.json'), '--to', to])).code).toBe(2);
    expect((await ecosystems(['sbom', 'convert', at('bom.json')])).code).toBe(2);
  });

  it('converts a document of 40 MB in parts, and leaves nothing half written', async () => {
    const component = (i: number) =>
      `{"type":"library","bom-ref":"r${i}","name":"p${i}","version":"1.0.0","purl":"pkg:npm/p${i}@1.0.0","description":"${'d'.repeat(300)}"}`;
    const parts = Array.from({ length: 100_000 }, (_, i) => component(i));
    put(
      'large.json',
      `{"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"components":[${parts.join(',')}]}`,
    );
    const done = await ecosystems([
      'sbom',
      'convert',
      at('large.json'),
      '--to',
      'spdx-json',
      '-o',
      at('large.spdx.json'),
    ]);
    expect([done.code, done.stdout]).toEqual([0, '']);
    expect(JSON.parse(readFileSync(at('large.spdx.json'), 'utf8')).packages).toHaveLength(100_000);
    put('cut.json', readFileSync(at('large.json')).subarray(0, 38_000_000));
    const cut = await ecosystems([
      'sbom',
      'convert',
      at('cut.json'),
      '--to',
      'spdx-json',
      '-o',
      at('cut.spdx.json'),
    ]);
    expect(cut.code).toBe(1);
    expect(readdirSync(folder).filter(name => name.startsWith('cut.spdx'))).toEqual([]);
  }, 120_000);
});
