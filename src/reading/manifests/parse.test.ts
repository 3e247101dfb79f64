import { describe, expect, it } from 'vitest';
import { detect, parse } from './index.ts';

const bower = (dependencies: object) => Buffer.from(JSON.stringify({ dependencies }));

describe('detect', () => {
  it('finds a format by the end of a path', () => {
    expect(detect('a/b/bower.json')).toEqual([
      { platform: 'bower', format: 'bower.json', kind: 'manifest', needsContent: false },
    ]);
    expect(detect('a/xbower.json')).toEqual([]);
    expect(detect('readme.md')).toEqual([]);
    expect(detect('')).toEqual([]);
  });
});

describe('parse', () => {
  it('gives nothing for a name that no format knows', async () => {
    expect(await parse('notes.txt', Buffer.from('x'))).toEqual([]);
  });

  it('reads a file as one of another name', async () => {
    const [found] = await parse('mine.json', bower({ a: '1' }), { as: 'bower.json' });
    expect(found).toMatchObject({ path: 'mine.json', format: 'bower.json', success: true });
  });

  it('keeps nobody’s password', async () => {
    const address = 'https://user:secret@git.example/a/b.git#v1';
    const [found] = await parse('bower.json', bower({ a: address, b: 'git+ssh://git@git.example/a/b' }));
    expect(found?.dependencies?.map(({ requirement }) => requirement)).toEqual([
      'https://git.example/a/b.git#v1',
      'git+ssh://git@git.example/a/b',
    ]);
  });

  it('leaves out names that no package can have, and says so', async () => {
    const [found] = await parse('bower.json', bower({ 'a\u0000b': '1', ['x'.repeat(5000)]: '1', c: '1' }));
    expect(found).toMatchObject({
      dependencies: [{ name: 'c' }],
      unresolved: [{ what: '2 entries have names that no package can have', line: null }],
    });
  });

  it('ends at its limits with a reason', async () => {
    const [large] = await parse('bower.json', bower({ a: '1' }), { maxBytes: 10 });
    expect(large).toMatchObject({ success: false, dependencies: null, error: { reason: 'too-large' } });
    const [many] = await parse('bower.json', bower({ a: '1', b: '1' }), { maxDependencies: 1 });
    expect(many).toMatchObject({ success: false, error: { reason: 'too-large' } });
  });

  it('says where a file is wrong', async () => {
    const [found] = await parse('bower.json', Buffer.from('{\n  "dependencies": {,}\n}'));
    expect(found).toMatchObject({ success: false, error: { reason: 'malformed', line: 2, column: 20 } });
  });
});
