/** The sub-paths that other programs import, `ecosystems/purl` and its like. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildProgram } from './program.ts';

const root = new URL('../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  exports: Record<string, string | { types: string; default: string }>;
};
const subPaths = Object.entries(manifest.exports).flatMap(([name, target]) =>
  typeof target === 'string' ? [] : [{ name, ...target }],
);

test('the public sub-paths are these', () => {
  expect(subPaths.map(({ name }) => name)).toEqual([
    './client',
    './licenses',
    './manifests',
    './purl',
    './resolve',
    './sbom',
    './severity',
    './versions',
  ]);
});

test.each(subPaths)('$name is compiled from a file of src/', ({ types, default: target }) => {
  expect(target).toMatch(/^\.\/dist\/.+\.js$/);
  expect(types).toBe(target.replace(/\.js$/, '.d.ts'));
  const source = target.replace(/^\.\/dist\//, 'src/').replace(/\.js$/, '.ts');
  expect(existsSync(new URL(source, root)), source).toBe(true);
});

const built = existsSync(new URL('dist/.built', root));
if (!built) console.log('imports of the sub-paths skipped: dist/ is not built');

describe.skipIf(!built)('imported by name', () => {
  beforeAll(buildProgram, 120_000);

  test.each([
    ['client', `createClient({ baseUrl: 'https://example.org' }).transport.baseUrl`, 'https://example.org'],
    ['purl', `parsePurl('pkg:npm/a@1').version`, '1'],
    ['severity', `scoreCvss('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H').rating`, 'critical'],
    ['versions', `schemeOf('npm').compare('1.10.0', '1.9.0') > 0`, 'true'],
    ['sbom', `detectSbom(Buffer.from('SPDXVersion: SPDX-2.3'))`, 'spdx-tag-value'],
    ['licenses', `normaliseLicense('MIT').expression`, 'MIT'],
    ['resolve', `resolverOf('npm').constructor.name`, 'Promise'],
  ])('ecosystems/%s', (name, expression, expected) => {
    const call = expression.slice(0, expression.indexOf('('));
    const program = `import { ${call} } from 'ecosystems/${name}'; console.log(String(${expression}));`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: root,
      encoding: 'utf8',
      timeout: 25_000,
    });
    expect(printed.trim()).toBe(expected);
  });

  test('ecosystems/manifests tells formats by name, reads files, and trees of them', () => {
    const program = `
      import { detect, parse, parseTree } from 'ecosystems/manifests';
      const bytes = Buffer.from('{"dependencies":{"x":"^1"}}');
      const file = path => ({ path, size: bytes.length, kind: 'file', linkTarget: null, executable: null,
        read: async () => bytes, async *stream() { yield bytes; } });
      async function* tree() { yield file('a/bower.json'); yield file('notes.txt'); }
      const [detected] = detect('some/folder/bower.json');
      const [manifest] = await parse('bower.json', bytes);
      const { manifests, files, incomplete } = await parseTree(tree());
      console.log(JSON.stringify({ detected, dependencies: manifest.dependencies.map(d => [d.name, d.requirement]),
        paths: manifests.map(m => m.path), files, incomplete }));`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: root,
      encoding: 'utf8',
      timeout: 25_000,
    });
    expect(JSON.parse(printed)).toEqual({
      detected: { platform: 'bower', format: 'bower.json', kind: 'manifest', needsContent: false },
      dependencies: [['x', '^1']],
      paths: ['a/bower.json'],
      files: 2,
      incomplete: null,
    });
  });

  test.each(subPaths)('the types of $name are there', ({ types }) => {
    expect(existsSync(new URL(types, root))).toBe(true);
  });
});
