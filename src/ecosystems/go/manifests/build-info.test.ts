import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ELF_BASE, elfFile } from '../../../formats/fixtures/elf.ts';
import { manifestInput } from '../../manifest.ts';
import { buildInfo } from './build-info.ts';

// A program of Go 1.19 that requires a module replaced by a folder; all but headers and build information was made zero, and
// `go version -m` reads the rest still.
const recorded = (name: string) =>
  gunzipSync(readFileSync(new URL(`fixtures/hello-${name}.gz`, import.meta.url)));
const read = (bytes: Uint8Array) => buildInfo.parse(manifestInput('bin/hello', bytes));
const short = (bytes: Uint8Array) =>
  read(bytes).dependencies.map(({ name, requirement, integrity, alias, local }) => [
    name,
    requirement,
    integrity,
    alias,
    local,
  ]);
const MODULES = [
  'path\texample.org/tool/cmd/tool',
  'mod\texample.org/tool\tv1.4.0\th1:AAAA=',
  'dep\texample.org/a\tv1.0.0\th1:BBBB=',
  'dep\texample.org/b\tv2.0.0+incompatible',
  '=>\texample.org/fork/b\tv2.0.1\th1:CCCC=',
  'build\tCGO_ENABLED=0',
  '',
].join('\n');
const EXPECTED = [
  ['example.org/a', 'v1.0.0', 'h1:BBBB=', null, null],
  ['example.org/fork/b', 'v2.0.1', 'h1:CCCC=', 'example.org/b', null],
];
const marked = Buffer.concat([Buffer.alloc(16, 1), Buffer.from(MODULES), Buffer.alloc(16, 2)]);

/** As Go until 1.17 wrote it: the addresses of two strings, each an address and a length. */
function pointerForm(isBig: boolean): Buffer {
  const word = (value: number) => {
    const bytes = Buffer.alloc(8);
    if (isBig) bytes.writeBigUInt64BE(BigInt(value));
    else bytes.writeBigUInt64LE(BigInt(value));
    return bytes;
  };
  const version = Buffer.from('go1.16.5        ');
  const data = ELF_BASE + 4096 + 32;
  const [versionAt, modulesAt] = [data + 32, data + 32 + version.length];
  const block = Buffer.concat([
    Buffer.from('\xff Go buildinf:', 'latin1'),
    Buffer.from([8, isBig ? 1 : 0]),
    word(data),
    word(data + 16),
  ]);
  const strings = Buffer.concat([
    word(versionAt),
    word(8),
    word(modulesAt),
    word(marked.length),
    version,
    marked,
  ]);
  return elfFile([
    { name: '.go.buildinfo', data: block },
    { name: '.data', data: strings },
  ]);
}

describe('build information of Go', () => {
  it.each(['linux-amd64', 'linux-ppc64', 'windows-386', 'darwin-arm64'])('of a program for %s', name => {
    const { project, dependencies } = read(recorded(name));
    expect(project).toEqual({ name: 'example.org/hello', version: null, license: null });
    expect(dependencies).toMatchObject([
      { name: 'example.org/dep', requirement: 'v1.2.3', type: 'runtime', local: true, source: './dep' },
      { name: 'stdlib', requirement: '1.19.8', type: 'runtime', local: null, source: null },
    ]);
  });

  it('of a universal file of macOS', () => {
    const slice = recorded('darwin-arm64');
    const head = Buffer.alloc(4096);
    for (const [at, value] of [
      [0, 0xcafebabe],
      [4, 1],
      [16, 4096],
      [20, slice.length],
    ] as const)
      head.writeUInt32BE(value, at);
    expect(read(Buffer.concat([head, slice])).dependencies).toHaveLength(2);
  });

  it.each([false, true])('behind addresses, big endian: %s', isBig => {
    const bytes = pointerForm(isBig);
    expect(short(bytes)).toEqual([...EXPECTED, ['stdlib', '1.16.5', null, null, null]]);
    expect(read(bytes).project).toEqual({ name: 'example.org/tool', version: 'v1.4.0', license: null });
  });

  it('without sections, in the data that can be changed', () => {
    const bytes = pointerForm(false);
    // No section headers.
    bytes.writeBigUInt64LE(0n, 40);
    bytes.writeUInt16LE(0, 60);
    expect(short(bytes)).toHaveLength(3);
  });

  it('a version of Go between releases is no version, and no modules are none', () => {
    const text = Buffer.from('devel +abc');
    const block = Buffer.concat([
      Buffer.from('\xff Go buildinf:\x08\x02', 'latin1'),
      Buffer.alloc(16),
      Buffer.from([text.length]),
      text,
      Buffer.from([0]),
    ]);
    expect(read(elfFile([{ name: '.go.buildinfo', data: block }]))).toMatchObject({
      dependencies: [],
      project: null,
    });
  });

  it('programs of other languages are none of it, whatever is broken', () => {
    const none = { reason: 'not-this-format' };
    expect(() => read(elfFile([{ name: '.data', data: Buffer.alloc(64) }]))).toThrow(
      expect.objectContaining(none),
    );
    for (const file of [pointerForm(false), recorded('windows-386').subarray(0, 4096)]) {
      for (let at = 0; at < 200; at++) {
        const broken = Buffer.from(file);
        broken[at] = 0xff;
        try {
          expect(Array.isArray(read(broken).dependencies)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject(none);
        }
      }
    }
  });
});
