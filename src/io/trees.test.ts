import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InputError, NotFoundError } from '../core/errors.ts';
import type { Tree } from '../core/tree.ts';
import { gitTree } from './git-tree.ts';
import { processes } from './processes.ts';
import { folderTree, IGNORED_AT_ROOT } from './trees.ts';

const top = mkdtempSync(join(tmpdir(), 'trees-test-'));
const root = join(top, 'root');
const files: Record<string, string> = {
  'b.txt': 'b',
  'a/z.js': 'z',
  'a/vendor/kept': 'v',
  'vendor/x': 'x',
  'dist/x': 'x',
  'node_modules/m/index.js': 'm',
  'a/node_modules/n/index.js': 'n',
  'with space\nand line': 'odd',
};

const hasGit = (() => {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    console.log('skipped: there is no git here');
    return false;
  }
})();
const git = (...args: string[]) =>
  execFileSync('git', ['-C', root, ...args], { stdio: 'ignore', timeout: 20_000 });

beforeAll(() => {
  for (const [path, body] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), body);
  }
  writeFileSync(join(root, 'run'), '#!/bin/sh\n');
  chmodSync(join(root, 'run'), 0o755);
  writeFileSync(join(top, 'secret'), 'secret');
  symlinkSync('a/z.js', join(root, 'in'));
  symlinkSync('../secret', join(root, 'out'));
  symlinkSync('/etc/passwd', join(root, 'far'));
  symlinkSync('..', join(root, 'up'));
  if (!hasGit) return;
  git('init', '-q', '-b', 'main');
  git('-c', 'user.name=x', '-c', 'user.email=x@example.org', 'add', '-A');
  git('-c', 'user.name=x', '-c', 'user.email=x@example.org', 'commit', '-qm', 'x', '--no-gpg-sign');
  execFileSync('mkfifo', [join(root, 'pipe')]);
});
afterAll(() => rmSync(top, { recursive: true }));

async function read(tree: Tree): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const file of tree) {
    const body =
      file.kind === 'file' ? (await file.read(1000)).toString() : `${file.kind} ${file.linkTarget}`;
    found.push([file.path, body]);
  }
  return found;
}

describe('folder', () => {
  test('sorted, without what tools put there; links are not followed, and those that lead out have no target', async () => {
    expect(await read(folderTree(root))).toEqual([
      ['a', 'directory null'],
      ['a/vendor', 'directory null'],
      ['a/vendor/kept', 'v'],
      ['a/z.js', 'z'],
      ['b.txt', 'b'],
      ['dist', 'directory null'],
      ['dist/x', 'x'],
      ['far', 'link null'],
      ['in', 'link a/z.js'],
      ['out', 'link null'],
      ['run', '#!/bin/sh\n'],
      ['up', 'link null'],
      ['vendor', 'directory null'],
      ['vendor/x', 'x'],
      ['with space\nand line', 'odd'],
    ]);
  });

  test('what is at the root only', async () => {
    const paths = (await read(folderTree(root, { ignoredAtRoot: IGNORED_AT_ROOT }))).map(([path]) => path);
    expect(paths).not.toContain('vendor/x');
    expect(paths).not.toContain('dist');
    expect(paths).toContain('a/vendor/kept');
  });

  test('sizes, permissions, streams and limits', async () => {
    for await (const file of folderTree(root)) {
      if (file.path === 'run') expect(file).toMatchObject({ size: 10, executable: true });
      if (file.path !== 'b.txt') continue;
      expect(file).toMatchObject({ size: 1, executable: false });
      const pieces = [];
      for await (const piece of file.stream()) pieces.push(piece);
      expect(Buffer.concat(pieces).toString()).toBe('b');
      await expect(file.read(0)).rejects.toMatchObject({ code: 'too-large' });
    }
    await expect(read(folderTree(root, { entries: 3 }))).rejects.toMatchObject({ code: 'too-large' });
    await expect(read(folderTree(root, { depth: 0 }))).rejects.toMatchObject({ code: 'too-large' });
    await expect(read(folderTree(root, { signal: AbortSignal.abort() }))).rejects.toMatchObject({
      code: 'timeout',
    });
  });

  test('a file that became a link after it was listed is not followed', async () => {
    const folder = join(top, 'swapped');
    mkdirSync(folder);
    writeFileSync(join(folder, 'f'), 'mine');
    for await (const file of folderTree(folder)) {
      rmSync(join(folder, 'f'));
      symlinkSync(join(top, 'secret'), join(folder, 'f'));
      await expect(file.read(100)).rejects.toThrow();
      await expect(file.stream()[Symbol.asyncIterator]().next()).rejects.toThrow();
    }
  });

  test('no folder', async () => {
    await expect(read(folderTree(join(top, 'absent')))).rejects.toThrow(NotFoundError);
    await expect(read(folderTree(join(top, 'secret')))).rejects.toMatchObject({ code: 'refused' });
  });
});

describe.skipIf(!hasGit)('git', () => {
  test('the files of a commit, with their bodies, links and odd names', async () => {
    expect(await read(gitTree(processes, root))).toEqual([
      ['a/node_modules/n/index.js', 'n'],
      ['a/vendor/kept', 'v'],
      ['a/z.js', 'z'],
      ['b.txt', 'b'],
      ['dist/x', 'x'],
      ['far', 'link /etc/passwd'],
      ['in', 'link a/z.js'],
      ['node_modules/m/index.js', 'm'],
      ['out', 'link ../secret'],
      ['run', '#!/bin/sh\n'],
      ['up', 'link ..'],
      ['vendor/x', 'x'],
      ['with space\nand line', 'odd'],
    ]);
  });

  test('permissions and sizes; bodies that are not read, or only in part, are passed over', async () => {
    for await (const file of gitTree(processes, root, { revision: 'main' })) {
      if (file.path === 'run') {
        expect(file).toMatchObject({ size: 10, executable: true });
        for await (const _ of file.stream()) break;
      }
      if (file.path === 'vendor/x') expect((await file.read(10)).toString()).toBe('x');
    }
  });

  test('a reader that stops early, and limits', async () => {
    for await (const file of gitTree(processes, root)) {
      await file.read(10);
      break;
    }
    await expect(read(gitTree(processes, root, { entries: 2 }))).rejects.toMatchObject({ code: 'too-large' });
  });

  test('revisions that are options, or unknown, and folders without a repository', async () => {
    for (const revision of ['--output=/tmp/x', '-x', '', 'a b', 'a\0b']) {
      await expect(read(gitTree(processes, root, { revision }))).rejects.toThrow(InputError);
    }
    await expect(read(gitTree(processes, root, { revision: 'absent' }))).rejects.toMatchObject({
      code: 'malformed',
    });
    await expect(read(gitTree(processes, join(top, 'absent')))).rejects.toMatchObject({ code: 'malformed' });
  });
});
