import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../core/errors.ts';
import type { Tree, TreeFile } from '../../core/tree.ts';
import { elfFile } from '../../formats/fixtures/elf.ts';
import { parseTree } from './tree.ts';

function file(path: string, text: string): TreeFile {
  return {
    path,
    size: text.length,
    kind: 'file',
    linkTarget: null,
    executable: null,
    read: async maxBytes => {
      if (text.length > maxBytes) throw new UpstreamError('too-large', `larger than ${maxBytes} bytes`);
      return Buffer.from(text);
    },
    async *stream() {
      yield Buffer.from(text);
    },
  };
}

async function* treeOf(...files: TreeFile[]): Tree {
  yield* files;
}

describe('a tree', () => {
  it('is read file by file, sorted, a bad file beside good ones', async () => {
    const { manifests, files, incomplete } = await parseTree(
      treeOf(
        file('z/bower.json', '{"dependencies": {"b": "1"}}'),
        file('readme.md', '# x'),
        file('a/bower.json', '{"dependencies": '),
      ),
    );
    expect(files).toBe(3);
    expect(incomplete).toBeNull();
    expect(manifests.map(one => [one.path, one.success])).toEqual([
      ['a/bower.json', false],
      ['z/bower.json', true],
    ]);
    expect(manifests[0]).toMatchObject({ error: { reason: 'malformed', line: 1, column: 18 } });
  });

  it('passes over what is others’ at the root, and links', async () => {
    const link = { ...file('bower.json', ''), kind: 'link' as const, linkTarget: '../bower.json' };
    const { manifests } = await parseTree(
      treeOf(
        link,
        file('node_modules/x/bower.json', '{}'),
        file('vendor/bower.json', '{}'),
        file('x/vendor/bower.json', '{}'),
      ),
    );
    expect(manifests.map(({ path }) => path)).toEqual(['x/vendor/bower.json']);
  });

  it('tells of a file that is too large', async () => {
    const { manifests } = await parseTree(treeOf(file('bower.json', '{"name": "x"}')), { maxBytes: 5 });
    expect(manifests).toMatchObject([{ success: false, error: { reason: 'too-large' } }]);
  });

  it('finds programs by their first bytes, reads of others no more, and says nothing of those without a list', async () => {
    const text = Buffer.from('go1.20');
    const modules = Buffer.from(`${'.'.repeat(16)}mod\ta.org/b\tv1.0.0\t\n${'.'.repeat(16)}`);
    const info = Buffer.concat([
      Buffer.from('\xff Go buildinf:\x08\x02', 'latin1'),
      Buffer.alloc(16),
      Buffer.from([text.length]),
      text,
      Buffer.from([modules.length]),
      modules,
      Buffer.alloc(8192),
    ]);
    let pieces = 0;
    const binary = (path: string, bytes: Buffer): TreeFile => ({
      ...file(path, ''),
      size: bytes.length,
      async *stream() {
        for (let at = 0; at < bytes.length; at += 5) {
          pieces++;
          yield bytes.subarray(at, at + 5);
        }
      },
    });
    const program = elfFile([{ name: '.go.buildinfo', data: info }]);
    const found = await parseTree(
      treeOf(
        binary('usr/bin/b', program),
        binary('usr/bin/c', elfFile([{ name: '.text', data: Buffer.alloc(8192) }])),
        binary('usr/share/c.txt', program),
        { ...binary('usr/bin/b.sh', program), executable: true },
      ),
    );
    expect(found.manifests).toMatchObject([
      { path: 'usr/bin/b', ecosystem: 'go', format: 'go-binary', project: { name: 'a.org/b' } },
      { path: 'usr/bin/b.sh', ecosystem: 'go' },
    ]);
    expect(found.files).toBe(4);
    pieces = 0;
    await parseTree(treeOf(binary('usr/share/d', Buffer.alloc(100_000, 'x'))));
    expect(pieces).toBe(2);
    expect((await parseTree(treeOf(binary('b', program)), { maxBytes: 9000 })).manifests).toEqual([]);
  });

  it('gives what was read before the tree broke off', async () => {
    async function* broken(): Tree {
      yield file('bower.json', '{}');
      throw new UpstreamError('malformed', 'truncated archive');
    }
    const { manifests, incomplete } = await parseTree(broken());
    expect(manifests).toHaveLength(1);
    expect(incomplete).toBe('truncated archive');
  });

  it('ends at its limits', async () => {
    const both = () => treeOf(file('a/bower.json', '{"dependencies":{"b":"1","c":"1"}}'), file('b/x', ''));
    expect((await parseTree(both(), { maxFiles: 1 })).incomplete).toBe('more than 1 files');
    expect((await parseTree(both(), { maxTotalDependencies: 1 })).incomplete).toContain('more than 1 dep');
  });
});
