import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NotFoundError, UpstreamError } from '../../core/errors.ts';
import {
  arOf,
  chunks,
  contentsOf,
  cpioOf,
  gemOf,
  pax,
  rpmOf,
  tarOf,
  type ZipItem,
  zipOf,
  zstdOf,
} from './fixtures/build.ts';
import { type ArchiveOptions, type ArchiveSource, openArchive } from './index.ts';

const MIB = 1024 * 1024;

/** The files that were given, and the code of the failure that ended them. */
async function outcome(source: ArchiveSource, options: ArchiveOptions = {}) {
  const paths: string[] = [];
  try {
    for await (const file of openArchive(source, options)) {
      paths.push(file.path);
      for await (const _ of file.stream());
    }
    return { paths, code: null };
  } catch (error) {
    if (error instanceof UpstreamError) return { paths, code: error.code, message: error.message };
    throw error;
  }
}

describe('bombs', () => {
  test('gzip: a thousand bytes out for each byte in', async () => {
    const bomb = gzipSync(tarOf([{ name: 'zeros', body: Buffer.alloc(64 * MIB) }]));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await outcome(bomb)).toMatchObject({ paths: ['zeros'], code: 'too-large' });
    // Also when nobody reads the body: it has to be passed over.
    await expect(contentsOf(openArchive(gzipSync(Buffer.alloc(64 * MIB))))).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  test('gzip around gzip, three times', async () => {
    const bomb = gzipSync(gzipSync(gzipSync(tarOf([{ name: 'a' }]))));
    expect(await outcome(bomb)).toMatchObject({ paths: [], code: 'refused' });
  });

  test('zip: one member of a thousand to one', async () => {
    const bomb = zipOf([{ name: 'zeros', body: Buffer.alloc(64 * MIB) }]);
    expect(await outcome(bomb)).toMatchObject({ paths: ['zeros'], code: 'too-large' });
  });

  test('a zip of zips of zips, each a bomb', async () => {
    const level = (body: Buffer) => Array.from({ length: 16 }, (_, i) => ({ name: `${i}.zip`, body }));
    const bottom = zipOf(level(zipOf([{ name: 'zeros', body: Buffer.alloc(8 * MIB) }])));
    const top = zipOf(level(zipOf(level(bottom))));
    expect((await outcome(top)).paths).toHaveLength(16);
    expect(await outcome(top, { nested: 5 })).toMatchObject({ code: 'too-large' });
  });

  test('members that overlap: one body under a thousand names', async () => {
    const names = Array.from({ length: 1000 }, (_, i) => String(i));
    const body = Buffer.alloc(100_000);
    const first: ZipItem = { name: 'kernel', body };
    // All point to the first one's place; their own local headers are there, and empty.
    const zip = zipOf([first, ...names.map(name => ({ name, start: 0 }))]);
    expect(await outcome(zip)).toMatchObject({ paths: [], code: 'refused', message: 'zip: members overlap' });
  });

  test('a member whose body holds the next member, headers and all', async () => {
    // The first member is stored and as long as all that follows it: header, name and body of the second.
    const second = deflateRawSync(Buffer.alloc(1000));
    const inner = 30 + 1 + second.length;
    const zip = zipOf([{ name: 'b', body: Buffer.alloc(1000) }]);
    const local = zip.subarray(0, inner);
    const outer = zipOf([
      { name: 'a', body: local, method: 0 },
      { name: 'b', body: Buffer.alloc(1000), start: 31 },
    ]);
    expect(await outcome(outer)).toMatchObject({
      paths: [],
      code: 'refused',
      message: 'zip: members overlap',
    });
  });

  test('more entries than are allowed, and longer names', async () => {
    const many = tarOf(Array.from({ length: 101 }, (_, i) => ({ name: `f${i}` })));
    expect((await outcome(many, { limits: { entries: 100 } })).code).toBe('too-large');
    expect((await outcome(many, { limits: { entries: 101 } })).code).toBe(null);
    const zip = zipOf(Array.from({ length: 101 }, (_, i) => ({ name: `f${i}` })));
    expect((await outcome(zip, { limits: { entries: 100 } })).code).toBe('too-large');
    expect((await outcome(many, { limits: { nameCharacters: 100 } })).code).toBe('too-large');
  });

  test('an entry, and an archive, larger than allowed', async () => {
    const tar = tarOf([{ name: 'a', body: Buffer.alloc(5000) }]);
    expect((await outcome(tar, { limits: { entryBytes: 4999 } })).code).toBe('too-large');
    expect((await outcome(tar, { limits: { sourceBytes: 5000 } })).code).toBe('too-large');
    expect((await outcome(gzipSync(tar), { limits: { totalBytes: 5000 } })).code).toBe('too-large');
    const zip = zipOf([{ name: 'a', body: Buffer.alloc(5000) }]);
    expect((await outcome(zip, { limits: { entryBytes: 4999 } })).code).toBe('too-large');
  });
});

describe('sizes that lie', () => {
  test('zip: larger or smaller than the directory says, and another checksum', async () => {
    const body = 'x'.repeat(1000);
    for (const item of [{ size: 10 }, { size: 2000 }, { crc: 1 }]) {
      const zip = zipOf([{ name: 'a', body, ...item }]);
      expect(await outcome(zip), JSON.stringify(item)).toMatchObject({ paths: ['a'], code: 'malformed' });
    }
  });

  test('zip: places outside the archive', async () => {
    expect((await outcome(zipOf([{ name: 'a', body: 'x', start: 1_000_000 }]))).code).toMatch(
      /malformed|refused/,
    );
    expect((await outcome(zipOf([{ name: 'a', body: 'x', start: 2 ** 52, zip64: true }]))).code).toMatch(
      /malformed|refused/,
    );
  });

  test('tar: sizes beyond the archive, beyond all archives, negative, and of no digits', async () => {
    const base256 = (first: number, rest: number) => Buffer.from([first, ...Array(11).fill(rest)]);
    const sizes: [number | Buffer, string][] = [
      [0o7777777777, 'malformed'],
      [0o77777777777, 'too-large'],
      [base256(0x80, 0xff), 'malformed'],
      [base256(0xff, 0xff), 'malformed'],
      [Buffer.from('not octal at'), 'malformed'],
    ];
    for (const [size, code] of sizes) {
      expect(
        await outcome(tarOf([{ name: 'a', body: 'x', size }]), { limits: { entryBytes: 2 ** 32 } }),
      ).toMatchObject({ code });
    }
  });

  test('pax: a size, a name and a link that override what follows', async () => {
    const tar = tarOf([pax({ path: '../../climbs' }), { name: 'harmless', body: 'x' }]);
    expect(await outcome(tar)).toMatchObject({ paths: [], code: 'refused' });
    expect((await outcome(tarOf([pax({ size: '999999999999999' }), { name: 'a' }]))).code).toBe('too-large');
    expect((await outcome(tarOf([pax({ size: '-1' }), { name: 'a' }]))).code).toBe('malformed');
    expect((await outcome(tarOf([{ name: 'p', type: 'x', body: '99999 path=a\n' }]))).code).toBe('malformed');
  });

  test('cpio and ar', async () => {
    const cpio = cpioOf([{ name: 'a', body: 'x' }]);
    // The seventh of the numbers of eight digits after the magic.
    cpio.write('ffffffff', 6 + 6 * 8);
    expect((await outcome(cpio)).code).toBe('malformed');
    const ar = arOf([['a', Buffer.from('x')]]);
    ar.write('999999', 8 + 48);
    expect((await outcome(ar)).code).toBe('malformed');
  });
});

describe('names', () => {
  const unsafe = [
    '../../etc/passwd',
    'a/../../b',
    '..',
    'a/..',
    '..\\..\\windows',
    'a\\..\\..\\b',
    'C:\\windows\\x',
    'C:/x',
    '/../x',
    '\\\\..\\share',
  ];

  test('those that climb or have a drive end the archive, or are left out', async () => {
    for (const name of unsafe) {
      for (const archive of [
        tarOf([{ name: 'good' }, { name }, { name: 'after' }]),
        zipOf([{ name: 'good' }, { name }, { name: 'after' }]),
      ]) {
        expect(await outcome(archive), name).toMatchObject({ paths: ['good'], code: 'refused' });
        const lenient = openArchive(archive, { unsafeNames: 'skip' });
        expect(Object.keys(await contentsOf(lenient)), name).toEqual(['good', 'after']);
        expect(lenient.notes).toEqual([{ path: name, reason: 'unsafe-name' }]);
      }
    }
  });

  test('with a NUL, or too long', async () => {
    expect((await outcome(zipOf([{ name: 'a\0.txt' }]))).code).toBe('refused');
    expect((await outcome(tarOf([pax({ path: 'a\0b' }), { name: 'x' }]))).code).toBe('refused');
    expect((await outcome(zipOf([{ name: `${'a/'.repeat(300)}b` }]))).code).toBe('refused');
    expect((await outcome(zipOf([{ name: 'a'.repeat(5000) }]))).code).toBe('refused');
  });

  test('absolute ones and backslashes are cleaned, and noted', async () => {
    const archive = openArchive(tarOf([{ name: '/etc/x' }, { name: './a//b/./c' }, { name: 'd\\e' }]));
    expect(Object.keys(await contentsOf(archive))).toEqual(['etc/x', 'a/b/c', 'd/e']);
    expect(archive.notes).toEqual([
      { path: 'etc/x', reason: 'cleaned-name' },
      { path: 'd/e', reason: 'cleaned-name' },
    ]);
  });

  test('that come twice', async () => {
    const tar = openArchive(
      tarOf([
        { name: 'a', body: '1' },
        { name: './a', body: '2' },
      ]),
    );
    expect(await contentsOf(tar)).toEqual({ a: '1' });
    expect(tar.notes).toEqual([{ path: 'a', reason: 'duplicate' }]);
    const zip = openArchive(zipOf([{ name: 'a', body: '1' }, { name: 'b' }, { name: 'a', body: '2' }]));
    expect(await contentsOf(zip)).toEqual({ b: '', a: '2' });
    expect(zip.notes).toEqual([{ path: 'a', reason: 'duplicate' }]);
  });

  test('of the prototype are names', async () => {
    const paths: string[] = [];
    for await (const { path } of openArchive(tarOf([{ name: '__proto__' }, { name: 'constructor' }])))
      paths.push(path);
    expect(paths).toEqual(['__proto__', 'constructor']);
  });
});

describe('what is no file', () => {
  test('links are listed with their targets and have no body', async () => {
    const archive = tarOf(
      [
        { name: 'soft', type: '2', link: '/etc/passwd', body: 'never', size: 0 },
        { name: 'hard', type: '1', link: '../../x' },
      ].map(({ body, ...item }) => item),
    );
    for await (const file of openArchive(archive)) {
      expect(file.kind).toBe('link');
      expect(await file.read(100)).toEqual(Buffer.alloc(0));
    }
  });

  test('devices, pipes and sparse files are left out and noted', async () => {
    const archive = openArchive(
      tarOf([
        { name: 'dev', type: '3' },
        { name: 'block', type: '4' },
        { name: 'pipe', type: '6' },
        { name: 'old-sparse', type: 'S' },
        pax({ 'GNU.sparse.major': '1', 'GNU.sparse.name': 'x' }),
        { name: 'sparse', body: '1\n' },
        { name: 'file' },
      ]),
    );
    expect(Object.keys(await contentsOf(archive))).toEqual(['file']);
    expect(archive.notes.map(note => note.reason)).toEqual(Array(5).fill('special'));
    const zip = openArchive(zipOf([{ name: 'dev', mode: 0o020644 }]));
    expect(await contentsOf(zip)).toEqual({});
    expect(zip.notes).toEqual([{ path: 'dev', reason: 'special' }]);
  });

  test('encrypted members are left out and noted; unknown methods are listed and cannot be read', async () => {
    const zip = openArchive(
      zipOf([{ name: 'secret', body: 'x'.repeat(20), flags: 1, method: 0, size: 8 }, { name: 'open' }]),
    );
    expect(Object.keys(await contentsOf(zip))).toEqual(['open']);
    expect(zip.notes).toEqual([{ path: 'secret', reason: 'encrypted' }]);
    expect(await outcome(zipOf([{ name: 'a', body: 'x', method: 97 }]))).toMatchObject({
      paths: ['a'],
      code: 'refused',
      message: 'zip: compression method 97 is not read here',
    });
  });

  test('formats that are known and not read, and what is no archive', async () => {
    for (const [bytes, code] of [
      [Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]), 'refused'],
      [Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'), 'refused'],
      [Buffer.from('<html>'), 'malformed'],
      [Buffer.alloc(0), 'malformed'],
      [gzipSync('just text'), 'malformed'],
    ] as const) {
      expect(await outcome(bytes)).toMatchObject({ paths: [], code });
    }
  });
});

test('a link to a body of a gigabyte in a zip is not read', async () => {
  const zip = zipOf([{ name: 'l', body: 'x', method: 0, mode: 0o120777, size: 2 ** 31, zip64: true }]);
  expect((await outcome(zip)).code).toBe('malformed');
});

test('time runs out between files, within a body, and while the source says nothing', async () => {
  const controller = new AbortController();
  async function* silent(): AsyncGenerator<Uint8Array> {
    yield tarOf([{ name: 'a' }]).subarray(0, 600);
    setTimeout(() => controller.abort(), 10);
    await new Promise(() => {});
  }
  expect(await outcome(silent(), { signal: controller.signal })).toMatchObject({ code: 'timeout' });
  expect(await outcome(PLAIN, { signal: AbortSignal.abort() })).toMatchObject({ paths: [], code: 'timeout' });
});

const FILES = [
  { name: 'p/a.txt', body: 'one' },
  { name: 'p/b.txt', body: 'two\n'.repeat(300) },
  { name: 'p/l', type: '2', link: 'a.txt' },
];
const PLAIN = tarOf(FILES);
const SAMPLES: Record<string, Buffer> = {
  tar: PLAIN,
  'tar.gz': gzipSync(PLAIN),
  'tar.zst': zstdOf(PLAIN),
  'tar.bz2': Buffer.from(
    'QlpoOTFBWSZTWbEj3kMAAANZgAAQQAQQABJkwBAgADEDQNAgAaaRA6tsgoT4u5IpwoSFiR7yGA==',
    'base64',
  ),
  pax: tarOf([pax({ path: 'long', size: '3' }), { name: 'x', body: 'abc' }]),
  zip: zipOf([
    ...FILES.slice(0, 2),
    { name: 'w', body: 'z', zip64: true },
    { name: 'd', body: 'dd', descriptor: true },
  ]),
  gem: gemOf(FILES, 'name: x'),
  deb: arOf([
    ['debian-binary', Buffer.from('2.0\n')],
    ['control.tar.gz', gzipSync(tarOf([{ name: 'control', body: 'x' }]))],
    ['data.tar.zst', zstdOf(PLAIN)],
  ]),
  rpm: rpmOf({ 1000: 'x' }, gzipSync(cpioOf([{ name: 'a', body: 'x' }]))),
  cpio: cpioOf([
    { name: 'a', body: 'x' },
    { name: 'l', body: 'a', mode: 0o120777 },
  ]),
};

describe('truncated', () => {
  for (const [kind, bytes] of Object.entries(SAMPLES)) {
    test(`${kind}: the files so far, then a typed failure`, async () => {
      const whole = (await outcome(bytes)).paths;
      const step = Math.max(1, Math.floor(bytes.length / 150));
      for (let end = 0; end < bytes.length; end += step) {
        const { paths, code } = await outcome(bytes.subarray(0, end));
        expect(whole.slice(0, paths.length), `${end} bytes`).toEqual(paths);
        // An archive of tar may end between two entries, without its two blocks of zeros.
        if (code === null) expect(kind, `${end} bytes`).toMatch(/tar|pax|gem|deb/);
        else expect(['malformed', 'refused'], `${end} bytes`).toContain(code);
      }
    });
  }
});

describe('mutations', () => {
  for (const [kind, bytes] of Object.entries(SAMPLES)) {
    test(`${kind}: nothing but files and typed failures`, async () => {
      const mutation = fc.oneof(
        fc.record({ at: fc.nat(bytes.length - 1), put: fc.uint8Array({ minLength: 1, maxLength: 8 }) }),
        fc.record({ at: fc.nat(bytes.length - 1), cut: fc.integer({ min: 1, max: 40 }) }),
        fc.record({ at: fc.nat(bytes.length - 1), add: fc.uint8Array({ minLength: 1, maxLength: 40 }) }),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.array(mutation, { minLength: 1, maxLength: 4 }),
          fc.boolean(),
          async (list, asStream) => {
            let mutated = Buffer.from(bytes);
            for (const change of list) {
              const before = mutated.subarray(0, change.at);
              const after = mutated.subarray(change.at);
              if ('put' in change)
                mutated = Buffer.concat([before, change.put, after.subarray(change.put.length)]);
              else if ('cut' in change) mutated = Buffer.concat([before, after.subarray(change.cut)]);
              else mutated = Buffer.concat([before, change.add, after]);
            }
            try {
              const archive = openArchive(asStream ? chunks(mutated, 50) : mutated, {
                nested: 1,
                unsafeNames: 'skip',
              });
              for await (const file of archive) {
                expect(file.path).not.toMatch(/^\/|\0|\\|^$|(^|\/)\.{0,2}(\/|$)/);
                await file.read(100_000);
              }
            } catch (error) {
              if (!(error instanceof UpstreamError || error instanceof NotFoundError)) throw error;
            }
          },
        ),
        { numRuns: 150 },
      );
    });
  }
});
