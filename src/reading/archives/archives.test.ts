import { describe, expect, test } from 'vitest';
import { InputError, NotFoundError } from '../../core/errors.ts';
import { treeOf } from './fixtures/tree.ts';
import { changelog, contents, entries, listing, readme, repack } from './index.ts';

const PROJECT = treeOf({
  'z.txt': 'last',
  lib: { folder: true },
  'lib/a.js': 'a()\r\n',
  'lib/deep/b.js': 'b()',
  link: { link: '/etc/passwd' },
  'logo.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]),
});

describe('listing and contents', () => {
  test('paths of files and links, sorted', async () => {
    expect(await listing(PROJECT)).toEqual(['lib/a.js', 'lib/deep/b.js', 'link', 'logo.png', 'z.txt']);
    expect((await entries(PROJECT)).map(({ path, kind, size }) => [path, kind, size])).toEqual([
      ['z.txt', 'file', 4],
      ['lib', 'directory', 0],
      ['lib/a.js', 'file', 5],
      ['lib/deep/b.js', 'file', 3],
      ['link', 'link', 0],
      ['logo.png', 'file', 7],
    ]);
  });

  test('a file as text and as bytes', async () => {
    expect(await contents(PROJECT, '/lib/./a.js')).toEqual({
      name: 'lib/a.js',
      directory: false,
      contents: 'a()\n',
      bytes: Buffer.from('a()\r\n'),
      isBinary: false,
    });
    expect(await contents(PROJECT, 'logo.png')).toMatchObject({ isBinary: true });
  });

  test('a folder, whether it has an entry or not', async () => {
    expect(await contents(PROJECT, 'lib/')).toEqual({
      name: 'lib',
      directory: true,
      entries: ['a.js', 'deep/'],
    });
    expect(await contents(PROJECT, 'lib/deep')).toEqual({
      name: 'lib/deep',
      directory: true,
      entries: ['b.js'],
    });
    for (const root of ['', '.', '/']) {
      expect(await contents(PROJECT, root)).toMatchObject({
        name: '',
        entries: ['lib/', 'link', 'logo.png', 'z.txt'],
      });
    }
  });

  test('what is not there, climbs, is a link, or is too large', async () => {
    await expect(contents(PROJECT, 'li')).rejects.toThrow(NotFoundError);
    await expect(contents(PROJECT, '__proto__')).rejects.toThrow(NotFoundError);
    await expect(contents(PROJECT, 'lib/../../x')).rejects.toThrow(InputError);
    await expect(contents(PROJECT, 'link')).rejects.toMatchObject({ code: 'refused' });
    await expect(contents(PROJECT, 'z.txt', { maxBytes: 3 })).rejects.toMatchObject({ code: 'too-large' });
  });
});

describe('readme', () => {
  test('the highest, then the one without a language, then Markdown; the others are named', async () => {
    const tree = treeOf({
      'docs/README.md': 'deep',
      'README.zh-CN.md': '中文',
      'readme.txt': 'plain',
      'ReadMe.md': '# Hello\n\nA *small* library.\n',
      'a/b/c/README.md': 'too deep',
      'README.js': 'code',
      'readmefirst.md': 'another name',
    });
    expect(await readme(tree)).toEqual({
      name: 'ReadMe.md',
      raw: '# Hello\n\nA *small* library.\n',
      html: '<h1>Hello</h1>\n<p>A <em>small</em> library.</p>\n',
      plain: 'Hello\nA small library.',
      extension: '.md',
      language: 'Markdown',
      isRendered: true,
      other_readme_files: ['readme.txt', 'README.zh-CN.md', 'docs/README.md'],
    });
  });

  test('plain text is shown as it stands', async () => {
    expect(await readme(treeOf({ README: 'a < b\n' }))).toMatchObject({
      html: '<pre>a &lt; b\n</pre>',
      plain: 'a < b\n',
      extension: '',
      language: 'Text',
      isRendered: false,
    });
  });

  test('empty and binary ones are passed over; none is null', async () => {
    const tree = treeOf({ 'README.md': ' \n', 'README.rst': Buffer.from([0, 1, 2]), 'README.txt': 'x' });
    expect(await readme(tree)).toMatchObject({
      name: 'README.txt',
      other_readme_files: ['README.md', 'README.rst'],
    });
    expect(await readme(treeOf({ 'index.js': '' }))).toBe(null);
    expect(await readme(treeOf({ 'README.md': { link: '../secret' } }))).toBe(null);
  });

  test('UTF-16 with its mark', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('é', 'utf16le')]);
    expect(await readme(treeOf({ 'README.txt': bytes }))).toMatchObject({ raw: 'é' });
  });
});

test('changelog: the best name, rendered, and by version', async () => {
  const tree = treeOf({
    'NEWS.md': '# 9.0.0\n',
    'CHANGELOG.md': '# Changelog\n\n## 10 - x\n\n## [1.1.0] - 2024-02-29\n\n- more\n\n## 1.0.0\n\n- first\n',
  });
  const found = await changelog(tree);
  expect(found).toMatchObject({ name: 'CHANGELOG.md', language: 'Markdown', extension: '.md' });
  expect(found?.html).toContain('<li>more</li>');
  expect(found?.parsed).toEqual({ '1.1.0': '- more', '1.0.0': '- first' });
  expect(found?.versions).toEqual([
    { version: '1.1.0', date: '2024-02-29', text: '- more' },
    { version: '1.0.0', date: null, text: '- first' },
  ]);
  expect(await changelog(treeOf({ 'README.md': '# 1.0.0' }))).toBe(null);
});

describe('one text', () => {
  test('names first, then each text; others are named only', async () => {
    const rule = '='.repeat(64);
    const { output, included, leftOut } = await repack(PROJECT);
    expect(output).toBe(
      [
        'A tree of files as one text: first the names of all files, then the text of each. Files that hold no text, are too large',
        'or are links are named only.',
        '',
        'Files: 5, of which 3 follow as text and 2 are named only.',
        '',
        `${rule}\nStructure\n${rule}`,
        'lib/a.js',
        'lib/deep/b.js',
        'link (link to /etc/passwd)',
        'logo.png (binary, 7 bytes)',
        'z.txt',
        '',
        `${rule}\nFiles\n${rule}`,
        '',
        `${rule}\nFile: lib/a.js\n${rule}`,
        'a()',
        '',
        `${rule}\nFile: lib/deep/b.js\n${rule}`,
        'b()',
        '',
        `${rule}\nFile: z.txt\n${rule}`,
        'last',
        '',
      ].join('\n'),
    );
    expect(included).toBe(3);
    expect([...leftOut.keys()]).toEqual(['link', 'logo.png']);
  });

  test('does not depend on the order of the tree', async () => {
    const one = await repack(treeOf({ a: '1', b: '2' }));
    const two = await repack(treeOf({ b: '2', a: '1' }));
    expect(one.output).toBe(two.output);
  });

  test('is bounded', async () => {
    const { output, leftOut } = await repack(treeOf({ a: 'x'.repeat(100), b: 'y'.repeat(50), c: 'zz' }), {
      fileBytes: 60,
      totalCharacters: 51,
    });
    expect([...leftOut]).toEqual([
      ['a', '100 bytes'],
      ['c', 'there is no more room'],
    ]);
    expect(output).not.toContain('xx');
    expect(output).toContain('y'.repeat(50));
  });
});
