import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { NotFoundError } from '../../core/errors.ts';
import {
  arOf,
  chunks,
  contentsOf,
  cpioOf,
  gemOf,
  pax,
  rpmOf,
  tarOf,
  zipOf,
  zstdOf,
} from './fixtures/build.ts';
import { openArchive, stripTopFolder } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'archives-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The bytes after a program of this machine has compressed them, or null where there is none. */
function by(program: string, data: Buffer): Buffer | null {
  try {
    return execFileSync(program, ['-c'], { input: data, stdio: ['pipe', 'pipe', 'ignore'], timeout: 20_000 });
  } catch {
    console.log(`skipped: there is no ${program} here`);
    return null;
  }
}

const PLAIN = tarOf([
  { name: 'a/', type: '5' },
  { name: 'a/one.txt', body: 'one' },
  { name: 'a/run', body: '#!', mode: 0o755 },
  { name: 'a/link', type: '2', link: '../../etc/passwd' },
]);
const PLAIN_FILES = { a: '/', 'a/one.txt': 'one', 'a/run': '#!', 'a/link': '->../../etc/passwd' };

describe('what an archive is shows in its bytes', () => {
  test('tar, bare and compressed, in whatever chunks it comes', async () => {
    const kinds: [string[], Buffer | null][] = [
      [[], PLAIN],
      [['gzip'], gzipSync(PLAIN)],
      [['zstd'], zstdOf(PLAIN)],
      [['gzip', 'gzip'], gzipSync(gzipSync(PLAIN))],
      [['bzip2'], by('bzip2', PLAIN)],
      [['xz'], by('xz', PLAIN)],
      [['zstd'], by('zstd', PLAIN)],
    ];
    for (const [compression, bytes] of kinds) {
      if (bytes === null) continue;
      for (const size of [37, 100_000]) {
        const archive = openArchive(chunks(bytes, size));
        expect(await contentsOf(archive)).toEqual(PLAIN_FILES);
        expect(archive).toMatchObject({ format: 'tar', compression, notes: [], replayable: false });
      }
    }
  });

  test('size, kind and permission of each file', async () => {
    const seen = [];
    for await (const { path, size, kind, executable } of openArchive(PLAIN)) {
      seen.push([path, size, kind, executable]);
    }
    expect(seen).toEqual([
      ['a', 0, 'directory', null],
      ['a/one.txt', 3, 'file', false],
      ['a/run', 2, 'file', true],
      ['a/link', 0, 'link', null],
    ]);
  });

  test('zip as a file, as bytes and as a stream', async () => {
    const bytes = zipOf([
      { name: 'd/', mode: 0o040755 },
      { name: 'd/stored', body: 'abc', method: 0 },
      { name: 'd/deflated', body: 'x'.repeat(5000), descriptor: true },
      { name: 'd/wide', body: 'zip64', zip64: true },
      { name: 'd/link', body: '../x', method: 0, mode: 0o120777 },
      { name: 'd/run', body: '', mode: 0o100755 },
      { name: Buffer.from([0x82, 0x2e, 0x74]), body: 'é in code page 437', flags: 0 },
    ]);
    const files = {
      d: '/',
      'd/stored': 'abc',
      'd/deflated': 'x'.repeat(5000),
      'd/wide': 'zip64',
      'd/link': '->../x',
      'd/run': '',
      'é.t': 'é in code page 437',
    };
    const path = join(folder, 'named.tar.gz');
    writeFileSync(path, bytes);
    for (const source of [path, bytes, chunks(bytes, 100)]) {
      const archive = openArchive(source);
      expect(await contentsOf(archive)).toEqual(files);
      expect(archive.format).toBe('zip');
    }
  });

  test('an empty zip, and one with a comment', async () => {
    expect(await contentsOf(openArchive(zipOf([])))).toEqual({});
    expect(await contentsOf(openArchive(zipOf([{ name: 'a', body: '1' }], { comment: 'hello' })))).toEqual({
      a: '1',
    });
  });

  test('a zip behind a program that unpacks it, whatever its offsets count from', async () => {
    const program = Buffer.from('#!/bin/sh\nexec java -jar "$0"\n');
    const zip = zipOf([{ name: 'a', body: '1' }]);
    expect(await contentsOf(openArchive(Buffer.concat([program, zip])))).toEqual({ a: '1' });
    const adjusted = Buffer.concat([program, zipOf([{ name: 'a', body: '1', start: program.length }])]);
    adjusted.writeUInt32LE(adjusted.readUInt32LE(adjusted.length - 6) + program.length, adjusted.length - 6);
    expect(await contentsOf(openArchive(adjusted))).toEqual({ a: '1' });
  });

  test('gem: the files of data.tar.gz; what it says of itself beneath GEM', async () => {
    const gem = gemOf([{ name: 'lib/x.rb', body: 'x' }], 'name: x\n');
    const archive = openArchive(gem);
    expect(await contentsOf(archive)).toEqual({
      'GEM/metadata.yaml': 'name: x\n',
      'lib/x.rb': 'x',
      'GEM/checksums.yaml': '---\n',
    });
    expect(archive.format).toBe('gem');
    expect(await contentsOf(openArchive(gem, { metadata: false }))).toEqual({ 'lib/x.rb': 'x' });
  });

  test('Hex package: the files of contents.tar.gz', async () => {
    const inner = gzipSync(tarOf([{ name: 'mix.exs', body: 'x' }]));
    const hex = tarOf([
      { name: 'VERSION', body: '3' },
      { name: 'CHECKSUM', body: 'AA' },
      { name: 'metadata.config', body: '{<<"name">>,<<"x">>}.' },
      { name: 'contents.tar.gz', body: inner },
    ]);
    const archive = openArchive(hex);
    expect(await contentsOf(archive)).toEqual({
      'HEX/VERSION': '3',
      'HEX/CHECKSUM': 'AA',
      'HEX/metadata.config': '{<<"name">>,<<"x">>}.',
      'mix.exs': 'x',
    });
    expect(archive.format).toBe('hex');
  });

  test('a tar archive that only begins like a Hex package', async () => {
    const archive = openArchive(
      tarOf([
        { name: 'VERSION', body: '1.0' },
        { name: 'x', body: 'y' },
      ]),
    );
    expect(await contentsOf(archive)).toEqual({ VERSION: '1.0', x: 'y' });
    expect(archive.format).toBe('tar');
  });

  test('Debian package', async () => {
    const deb = arOf([
      ['debian-binary', Buffer.from('2.0\n')],
      [
        'control.tar.gz',
        gzipSync(
          tarOf([
            { name: './', type: '5' },
            { name: './control', body: 'Package: x\n' },
          ]),
        ),
      ],
      ['data.tar.zst', zstdOf(tarOf([{ name: './usr/bin/x', body: 'x', mode: 0o755 }]))],
    ]);
    const archive = openArchive(deb);
    expect(await contentsOf(archive)).toEqual({
      'DEBIAN/debian-binary': '2.0\n',
      DEBIAN: '/',
      'DEBIAN/control': 'Package: x\n',
      'usr/bin/x': 'x',
    });
    expect(archive.format).toBe('deb');
    expect(await contentsOf(openArchive(deb, { metadata: false }))).toEqual({ 'usr/bin/x': 'x' });
  });

  test('a Debian package of dpkg-deb', async () => {
    const source = join(folder, 'deb');
    try {
      execFileSync(
        'sh',
        [
          '-c',
          `mkdir -p "$1/DEBIAN" "$1/opt" && printf 'Package: x\\nVersion: 1\\nArchitecture: all\\nMaintainer: x <x@example.org>\\nDescription: x\\n' > "$1/DEBIAN/control" && echo hi > "$1/opt/f" && dpkg-deb --root-owner-group -Zxz -b "$1" "$1.deb"`,
          'sh',
          source,
        ],
        { stdio: 'ignore', timeout: 20_000 },
      );
    } catch {
      console.log('skipped: there is no dpkg-deb here');
      return;
    }
    const found = await contentsOf(openArchive(`${source}.deb`));
    expect(found['opt/f']).toBe('hi\n');
    expect(found['DEBIAN/control']).toContain('Package: x\n');
  });

  test('a bare ar archive, with names of both kinds that are long', async () => {
    const gnu = arOf([
      ['//', Buffer.from('a-name-of-more-than-16.o/\n')],
      ['/0', Buffer.from('gnu')],
      ['#1/20', Buffer.from('another-long-name.o\0bsd')],
      ['short.o/', Buffer.from('s')],
    ]);
    const archive = openArchive(gnu);
    expect(await contentsOf(archive)).toEqual({
      'a-name-of-more-than-16.o': 'gnu',
      'another-long-name.o': 'bsd',
      'short.o': 's',
    });
    expect(archive.format).toBe('ar');
  });

  test('cpio, and rpm around it', async () => {
    const cpio = cpioOf([
      { name: './usr', mode: 0o040755 },
      { name: './usr/x', body: 'body', mode: 0o100755 },
      { name: './usr/l', body: 'x', mode: 0o120777 },
      { name: './dev', mode: 0o020644 },
    ]);
    const files = { usr: '/', 'usr/x': 'body', 'usr/l': '->x' };
    const bare = openArchive(cpio);
    expect(await contentsOf(bare)).toEqual(files);
    expect(bare.notes).toEqual([{ path: 'dev', reason: 'special' }]);
    for (const payload of [gzipSync(cpio), zstdOf(cpio), cpio]) {
      const rpm = openArchive(rpmOf({ 1000: 'x', 1001: '1.0', 1002: '2', 1014: 'MIT' }, payload));
      const found = await contentsOf(rpm);
      expect(JSON.parse(found['RPM/header.json'] ?? '')).toEqual({
        name: 'x',
        epoch: null,
        version: '1.0',
        release: '2',
        architecture: null,
        summary: null,
        license: 'MIT',
        url: null,
        sourceRpm: null,
      });
      delete found['RPM/header.json'];
      expect(found).toEqual(files);
    }
  });

  test('an Alpine package: three gzip members, the first two without an end', async () => {
    const apk = Buffer.concat([
      gzipSync(tarOf([{ name: '.SIGN.RSA.k', body: 's' }], { end: false })),
      gzipSync(tarOf([{ name: '.PKGINFO', body: 'pkgname = x' }], { end: false })),
      gzipSync(tarOf([{ name: 'usr/x', body: 'x' }])),
    ]);
    expect(await contentsOf(openArchive(apk))).toEqual({
      '.SIGN.RSA.k': 's',
      '.PKGINFO': 'pkgname = x',
      'usr/x': 'x',
    });
  });

  test('a conda package', async () => {
    const conda = zipOf([
      { name: 'metadata.json', body: '{}', method: 0 },
      { name: 'pkg-x-1.tar.zst', body: zstdOf(tarOf([{ name: 'lib/x', body: 'x' }])), method: 0 },
      { name: 'info-x-1.tar.zst', body: zstdOf(tarOf([{ name: 'info/index.json', body: '{}' }])), method: 0 },
    ]);
    const archive = openArchive(conda);
    expect(await contentsOf(archive)).toEqual({
      'CONDA/metadata.json': '{}',
      'lib/x': 'x',
      'info/index.json': '{}',
    });
    expect(archive.format).toBe('conda');
  });

  test('long names and pax records', async () => {
    const long = `${'d'.repeat(200)}/f`;
    const archive = openArchive(tarOf([pax({ path: long, comment: 'x' }), { name: 'short', body: '1' }]));
    expect(await contentsOf(archive)).toEqual({ [long]: '1' });
  });

  test('a file that is not there', async () => {
    await expect(contentsOf(openArchive(join(folder, 'absent')))).rejects.toThrow(NotFoundError);
  });
});

describe('reading', () => {
  test('a body is for the time until the next file, once, and need not be read', async () => {
    const files = [];
    for await (const file of openArchive(PLAIN)) files.push(file);
    await expect(files[1]?.read(10)).rejects.toThrow('after the next file');
    for await (const file of openArchive(PLAIN)) {
      if (file.path !== 'a/one.txt') continue;
      await expect(file.read(2)).rejects.toMatchObject({ code: 'too-large' });
      expect((await file.read(3)).toString()).toBe('one');
      await expect(file.read(3)).rejects.toThrow('twice');
    }
  });

  test('files and bytes can be read again, streams only when they are put aside', async () => {
    const archive = openArchive(PLAIN);
    expect(await contentsOf(archive)).toEqual(await contentsOf(archive));
    const once = openArchive(chunks(PLAIN));
    await contentsOf(once);
    await expect(contentsOf(once)).rejects.toThrow('read already');
    const again = openArchive(chunks(PLAIN), { spool: true });
    expect(again.replayable).toBe(true);
    expect(await contentsOf(again)).toEqual(PLAIN_FILES);
    expect(await contentsOf(again)).toEqual(PLAIN_FILES);
  });

  test('what is put aside beyond memory comes back as it was', async () => {
    const body = Buffer.alloc(20_000_000, 'a line that is not so short\n');
    const archive = openArchive(chunks(zipOf([{ name: 'big', body, method: 0 }]), 300_001));
    for await (const file of archive) expect((await file.read(30_000_000)).equals(body)).toBe(true);
    const tar = openArchive(chunks(tarOf([{ name: 'big', body }]), 300_001), { spool: true });
    for (let reading = 0; reading < 2; reading++) {
      for await (const file of tar) expect((await file.read(30_000_000)).equals(body)).toBe(true);
    }
    await tar.close();
    await expect(contentsOf(tar)).rejects.toThrow();
  });

  test('stops where the reader stops', async () => {
    let given = 0;
    async function* source() {
      for await (const chunk of chunks(
        tarOf([
          { name: 'a', body: 'x' },
          { name: 'b', body: Buffer.alloc(1_000_000) },
        ]),
      )) {
        given += chunk.length;
        yield chunk;
      }
    }
    for await (const file of openArchive(source())) {
      expect(file.path).toBe('a');
      break;
    }
    expect(given).toBeLessThan(5000);
  });

  test('archives within the archive, as deep as is asked for', async () => {
    const inner = zipOf([{ name: 'Inner.class', body: 'i' }]);
    const middle = zipOf([
      { name: 'lib/inner.jar', body: inner },
      { name: 'M.class', body: 'm' },
    ]);
    const outer = zipOf([
      { name: 'middle.jar', body: middle },
      { name: 'broken.zip', body: 'no zip' },
    ]);
    const paths = async (nested: number) => {
      const archive = openArchive(outer, { nested });
      return [Object.keys(await contentsOf(archive)), archive.notes] as const;
    };
    expect(await paths(0)).toEqual([['middle.jar', 'broken.zip'], []]);
    const broken = { path: 'broken.zip', reason: 'nested' };
    expect(await paths(1)).toEqual([
      ['middle.jar', 'middle.jar!/lib/inner.jar', 'middle.jar!/M.class', 'broken.zip'],
      [{ path: 'lib/inner.jar', reason: 'nested' }, broken],
    ]);
    expect((await paths(2))[0]).toEqual([
      'middle.jar',
      'middle.jar!/lib/inner.jar',
      'middle.jar!/lib/inner.jar!/Inner.class',
      'middle.jar!/M.class',
      'broken.zip',
    ]);
  });
});

describe('the folder at the top', () => {
  const stripped = async (items: Parameters<typeof tarOf>[0]) =>
    Object.keys(await contentsOf(stripTopFolder(openArchive(tarOf(items)))));

  test('is left away where all lies in it', async () => {
    expect(await stripped([{ name: 'p-1/', type: '5' }, { name: 'p-1/a' }, { name: 'p-1/b/c' }])).toEqual([
      'a',
      'b/c',
    ]);
    expect(await stripped([{ name: 'package/a' }, { name: '.DS_Store' }])).toEqual(['a', '.DS_Store']);
  });

  test('stays where something lies beside it', async () => {
    expect(await stripped([{ name: 'p/a' }, { name: 'q/b' }])).toEqual(['p/a', 'q/b']);
    expect(await stripped([{ name: 'p/a' }, { name: 'pq' }])).toEqual(['p/a', 'pq']);
    expect(await stripped([{ name: 'only-a-file' }])).toEqual(['only-a-file']);
    expect(await stripped([{ name: 'empty/', type: '5' }])).toEqual(['empty']);
  });

  test('is not a name that only begins alike', async () => {
    expect(await stripped([{ name: 'p/a' }, { name: 'pp/b' }])).toEqual(['p/a', 'pp/b']);
  });
});
