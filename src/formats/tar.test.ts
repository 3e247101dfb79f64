import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UpstreamError } from '../core/errors.ts';
import { TAR_END, tarBody, tarHeader } from './fixtures/tar-writer.ts';
import { readEntry, readTar, TAR_LIMITS, type TarLimits } from './tar.ts';

async function* pieces(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield new Uint8Array(bytes.subarray(i, i + size));
}

async function read(archive: Uint8Array, limits: TarLimits = TAR_LIMITS, size?: number) {
  const entries = [];
  for await (const entry of readTar(pieces(archive, size), limits)) {
    const { path, kind, linkTarget } = entry;
    entries.push({ path, kind, size: entry.size, linkTarget, text: String(await readEntry(entry, 1e6)) });
  }
  return entries;
}

async function failure(run: () => Promise<unknown>): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error instanceof UpstreamError ? `${error.code}: ${error.message}` : error;
  }
  return 'no error';
}

const LONG = `${'deep/'.repeat(50)}file.txt`;

describe('archives that tar wrote', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tar-'));
    mkdirSync(join(folder, LONG, '..'), { recursive: true });
    writeFileSync(join(folder, 'a.txt'), 'hello\n');
    writeFileSync(join(folder, LONG), 'x'.repeat(1000));
    symlinkSync(LONG, join(folder, 'link'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(['gnu', 'pax'])('long names, links and bodies of %s', async format => {
    const args = ['-C', folder, `--format=${format}`, '-cf', '-', 'a.txt', LONG, 'link'];
    const archive = execFileSync('tar', args, { timeout: 20_000 });
    const expected = [
      { path: 'a.txt', kind: 'file', size: 6, linkTarget: null, text: 'hello\n' },
      { path: LONG, kind: 'file', size: 1000, linkTarget: null, text: 'x'.repeat(1000) },
      { path: 'link', kind: 'symlink', size: 0, linkTarget: LONG, text: '' },
    ];
    expect(await read(archive)).toEqual(expected);
    expect(await read(archive, TAR_LIMITS, 7)).toEqual(expected);
  });
});

describe('archives by hand', () => {
  test('a prefix, unread bodies, hostile paths and no end blocks', async () => {
    const archive = Buffer.concat([
      tarHeader({ name: 'b', prefix: 'a', size: 3 }),
      tarBody('abc'),
      tarHeader({ name: '../../etc/passwd', size: 600 }),
      tarBody('p'.repeat(600)),
      tarHeader({ name: 'device', type: '3', size: 99 }),
      tarHeader({ name: 'd/', type: '5' }),
    ]);
    const seen: [string, string, number][] = [];
    for await (const { path, kind, size } of readTar(pieces(archive, 100))) seen.push([path, kind, size]);
    expect(seen).toEqual([
      ['a/b', 'file', 3],
      ['../../etc/passwd', 'file', 600],
      ['device', 'other', 0],
      ['d/', 'directory', 0],
    ]);
  });

  test('a pax size replaces the size of the header; a global header is passed over', async () => {
    const archive = Buffer.concat([
      tarHeader({ type: 'g', size: 18 }),
      tarBody('18 comment=abcdef\n'),
      tarHeader({ type: 'x', size: 20 }),
      tarBody('10 size=2\n10 path=q\n'),
      tarHeader({ name: 'old', size: 0 }),
      tarBody('ok'),
      TAR_END,
      Buffer.from('what follows the end does not matter'),
    ]);
    expect(await read(archive)).toEqual([{ path: 'q', kind: 'file', size: 2, linkTarget: null, text: 'ok' }]);
  });

  test('a binary size', async () => {
    const size = `\x80${'\0'.repeat(9)}\x01\x00`;
    const archive = Buffer.concat([tarHeader({ size }), Buffer.alloc(256, 'z'), Buffer.alloc(256), TAR_END]);
    expect(await read(archive)).toMatchObject([{ size: 256, text: 'z'.repeat(256) }]);
  });

  test('a body cannot be read once the next entry was asked for', async () => {
    const archive = Buffer.concat([
      tarHeader({ size: 3 }),
      tarBody('abc'),
      tarHeader({ size: 3 }),
      tarBody('def'),
      TAR_END,
    ]);
    const entries = [];
    for await (const entry of readTar(pieces(archive))) entries.push(entry);
    for (const entry of entries) expect(await readEntry(entry, 10)).toEqual(Buffer.alloc(0));
  });

  test('an empty source has no entries', async () => {
    expect(await read(Buffer.alloc(0))).toEqual([]);
    expect(await read(TAR_END)).toEqual([]);
  });
});

describe('damage and limits', () => {
  const small = Buffer.concat([tarHeader({ size: 3 }), tarBody('abc'), TAR_END]);
  const broken = Buffer.from(small);
  broken[0] = 0x7a;

  test.each<[string, Uint8Array, string]>([
    ['a wrong checksum', broken, 'malformed: tar: the checksum of a header does not match'],
    ['text', Buffer.alloc(512, 'x'), 'malformed: tar: a number is not octal'],
    ['half a header', small.subarray(0, 300), 'malformed: tar: the archive ends within a header'],
    ['half a body', small.subarray(0, 514), 'malformed: tar: the archive ends within an entry'],
    [
      'a negative size',
      tarHeader({ size: '\xff'.repeat(12) }),
      'malformed: tar: a number is negative or too large',
    ],
    [
      'half a pax header',
      tarHeader({ type: 'x', size: 30 }),
      'malformed: tar: the archive ends within an extended header',
    ],
    [
      'a wrong pax length',
      Buffer.concat([tarHeader({ type: 'x', size: 10 }), tarBody('99 size=2\n')]),
      'malformed: tar: pax header: the length of a record is wrong',
    ],
    [
      'a huge pax header',
      tarHeader({ type: 'x', size: 2 ** 31 }),
      'too-large: tar: an extended header is larger than 1048576 bytes',
    ],
  ])('%s', async (_, archive, message) => {
    expect(await failure(() => read(archive))).toBe(message);
  });

  test('too many entries, and an entry too large', async () => {
    const limits = { entries: 2, entryBytes: 5, headerBytes: 100 };
    const three = Buffer.concat([tarHeader({}), tarHeader({}), tarHeader({})]);
    expect(await failure(() => read(three, limits))).toBe('too-large: tar: more than 2 entries');
    const six = Buffer.concat([tarHeader({ size: 6 }), tarBody('abcdef')]);
    expect(await failure(() => read(six, limits))).toBe('too-large: tar: an entry is larger than 5 bytes');
    for await (const entry of readTar(pieces(six))) {
      expect(await failure(() => readEntry(entry, 5))).toBe(
        'too-large: tar: an entry is larger than 5 bytes',
      );
    }
  });

  test('a source that fails fails the reader, also after the end of the archive', async () => {
    async function* failing() {
      yield small;
      throw new UpstreamError('malformed', 'damaged gzip');
    }
    const run = async () => {
      for await (const _ of readTar(failing()));
    };
    expect(await failure(run)).toBe('malformed: damaged gzip');
  });

  test('leaving early closes the source', async () => {
    let isClosed = false;
    async function* watched() {
      try {
        yield* pieces(small, 512);
      } finally {
        isClosed = true;
      }
    }
    for await (const _ of readTar(watched())) break;
    expect(isClosed).toBe(true);
  });
});
