import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../core/errors.ts';
import type { Tree } from '../../core/tree.ts';
import { licenseText } from '../licenses/index.ts';
import { diffTrees } from './compare.ts';

type Files = Record<string, string | Buffer>;

async function* treeOf(files: Files): Tree {
  for (const [path, body] of Object.entries(files)) {
    const bytes = Buffer.from(body);
    yield {
      path,
      size: bytes.length,
      kind: 'file',
      linkTarget: null,
      executable: false,
      read: async () => bytes,
      async *stream() {
        yield bytes;
      },
    };
  }
}
const diff = (before: Files, after: Files) => diffTrees(treeOf(before), treeOf(after));

describe('two trees', () => {
  it('differ in files that came, went, changed and moved', async () => {
    const found = await diff(
      { 'a.txt': 'one\ntwo\nthree\n', 'b.txt': 'gone\n', 'c.txt': 'moved\n', 'd.txt': 'same\n' },
      { 'a.txt': 'one\nTWO\nthree\n', 'c/c.txt': 'moved\n', 'd.txt': 'same\n', 'e.txt': 'new\n' },
    );
    expect(found.files.map(({ path, change, from }) => [path, change, from])).toEqual([
      ['a.txt', 'changed', null],
      ['b.txt', 'removed', null],
      ['c/c.txt', 'renamed', 'c.txt'],
      ['e.txt', 'added', null],
    ]);
    expect(found.unchanged).toBe(1);
    expect(found.unified_diff).toBe(
      [
        '--- a/a.txt',
        '+++ b/a.txt',
        '@@ -1,3 +1,3 @@',
        ' one',
        '-two',
        '+TWO',
        ' three',
        '--- a/b.txt',
        '+++ /dev/null',
        '@@ -1,1 +0,0 @@',
        '-gone',
        '--- /dev/null',
        '+++ b/e.txt',
        '@@ -0,0 +1,1 @@',
        '+new',
        '',
      ].join('\n'),
    );
    expect(found.summary.lines).toEqual({ added: 2, removed: 2 });
  });

  it('that are the same differ in nothing', async () => {
    const { files, summary } = await diff(
      { a: 'x', b: Buffer.from([0, 1]) },
      { b: Buffer.from([0, 1]), a: 'x' },
    );
    expect(files).toEqual([]);
    expect(summary.remarks).toEqual([]);
  });

  it('differ in binaries by their hashes, and new programs are remarked', async () => {
    const elf = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]);
    const { files, summary } = await diff(
      { x: Buffer.from([0, 1]) },
      { x: Buffer.from([0, 2]), 'bin/tool': elf },
    );
    expect(files.map(({ path, binary, patch }) => [path, binary, patch])).toEqual([
      ['bin/tool', 'ELF program', null],
      ['x', 'data', null],
    ]);
    expect(summary.binaries.added).toEqual(['bin/tool']);
    expect(summary.remarks).toEqual([{ weight: 'high', text: 'New programs or libraries: bin/tool.' }]);
  });

  it('differ so much that no smallest diff is looked for, and are still counted', async () => {
    const lines = (from: number) =>
      Array.from({ length: 20_000 }, (_, i) => `${(i * 7919 + from) % 999_983}\n`).join('');
    const { files } = await diff({ x: lines(0) }, { x: lines(500_000) });
    expect(files[0]).toMatchObject({ change: 'changed', patch: null });
    expect(files[0]?.lines_added).toBeGreaterThan(10_000);
  });

  it('that break off say so', async () => {
    async function* broken(): Tree {
      yield* treeOf({ a: 'x' });
      throw new UpstreamError('malformed', 'truncated archive');
    }
    expect((await diffTrees(treeOf({ a: 'x' }), broken())).incomplete).toBe('truncated archive');
  });
});

describe('a reviewer', () => {
  const manifest = (of: object) => JSON.stringify({ name: 'x', ...of });

  it('sees dependencies, declared and locked', async () => {
    const { summary } = await diff(
      { 'bower.json': manifest({ dependencies: { kept: '^1', moved: '^1', gone: '1' } }) },
      { 'bower.json': manifest({ dependencies: { kept: '^1', moved: '^2', fresh: '3' } }) },
    );
    const names = (list: { name: string; before: string[]; after: string[] }[]) =>
      list.map(({ name, before, after }) => [name, before, after]);
    expect(names(summary.dependencies.added)).toEqual([['fresh', [], ['3']]]);
    expect(names(summary.dependencies.removed)).toEqual([['gone', ['1'], []]]);
    expect(names(summary.dependencies.changed)).toEqual([['moved', ['^1'], ['^2']]]);
    expect(summary.remarks).toEqual([{ weight: 'notice', text: 'New dependencies: fresh 3.' }]);
  });

  it('sees first what runs at installation, then licences, people and hosts', async () => {
    const text = (id: string) => licenseText(id)?.text as string;
    const { summary } = await diff(
      { 'package.json': manifest({ maintainers: ['first'], scripts: { test: 'x' } }), LICENSE: text('MIT') },
      {
        'package.json': manifest({
          maintainers: ['second'],
          scripts: { test: 'y', postinstall: 'node steal.js' },
        }),
        'steal.js': 'fetch("https://user@Evil.example:8443/path"); // see http://docs.example/x.',
        LICENSE: text('BSL-1.0'),
      },
    );
    expect(summary.install_scripts.added).toEqual([
      { path: 'package.json', name: 'postinstall', before: null, after: 'node steal.js' },
    ]);
    expect(summary.license.texts).toEqual({ added: ['BSL-1.0'], removed: ['MIT'] });
    expect(summary.people).toEqual({ added: ['second'], removed: ['first'] });
    expect(summary.hosts.added).toEqual(expect.arrayContaining(['docs.example', 'evil.example']));
    expect(summary.remarks.map(({ weight }) => weight)).toEqual(['high', 'high', 'notice', 'notice']);
    expect(summary.remarks[0]?.text).toBe(
      'package.json now runs code at installation (postinstall: node steal.js).',
    );
  });
});
