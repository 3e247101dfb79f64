import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { elfFile } from '../../../formats/fixtures/elf.ts';
import { manifestInput } from '../../manifest.ts';
import { auditable } from './auditable.ts';

const programOf = (list: unknown) =>
  elfFile([
    { name: '.text', data: Buffer.alloc(100, 0x90) },
    { name: '.dep-v0', data: deflateSync(typeof list === 'string' ? list : JSON.stringify(list)) },
  ]);
const read = (bytes: Uint8Array) => auditable.parse(manifestInput('bin/tool', bytes));

describe('cargo-auditable', () => {
  it('packages, what the program requires itself, and the graph', () => {
    const found = read(
      programOf({
        packages: [
          { name: 'cc', version: '1.0.79', source: 'crates.io', kind: 'build' },
          { name: 'helper', version: '0.1.0', source: 'local', dependencies: [3] },
          { name: 'tool', version: '2.0.0', source: 'local', root: true, dependencies: [0, 1] },
          { name: 'libc', version: '0.2.140', source: 'git' },
        ],
      }),
    );
    expect(found.project).toEqual({ name: 'tool', version: '2.0.0', license: null });
    expect(
      found.dependencies.map(one => [one.name, one.requirement, one.type, one.direct, one.local, one.source]),
    ).toEqual([
      ['cc', '1.0.79', 'build', true, false, null],
      ['helper', '0.1.0', 'runtime', true, true, null],
      ['libc', '0.2.140', 'runtime', false, false, 'git'],
    ]);
    const graph = found.graph?.();
    expect(graph?.nodes.map(({ name }) => name)).toEqual(['cc', 'helper', 'tool', 'libc']);
    expect(graph?.edges).toEqual([
      [1, 3],
      [2, 0],
      [2, 1],
    ]);
    expect(graph?.roots).toEqual([0, 1]);
  });

  it('refuses what is no list, damaged, or unfolds without end', () => {
    const other = elfFile([{ name: '.text', data: Buffer.alloc(100) }]);
    expect(() => read(other)).toThrow(expect.objectContaining({ reason: 'not-this-format' }));
    expect(() => read(programOf('[]'))).toThrow(expect.objectContaining({ code: 'malformed' }));
    expect(() => read(programOf({ packages: [1] }))).toThrow(
      expect.objectContaining({ reason: 'malformed' }),
    );
    const damaged = elfFile([{ name: '.dep-v0', data: Buffer.from('nothing packed') }]);
    expect(() => read(damaged)).toThrow(expect.objectContaining({ reason: 'malformed' }));
    expect(() => read(programOf(' '.repeat(17 * 1024 * 1024)))).toThrow(
      expect.objectContaining({ reason: 'too-large' }),
    );
  });
});
