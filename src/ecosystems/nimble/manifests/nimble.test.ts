import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { nimbleFile } from './nimble-file.ts';
import { nimbleLock } from './nimble-lock.ts';

const parse = (text: string) => nimbleFile.parse(manifestInput('own.nimble', Buffer.from(text)));
const rows = (text: string) =>
  parse(text).dependencies.map(d => [d.name, d.requirement, d.type, d.source, d.condition]);

it('reads what a NimScript requires', () => {
  const text = `version = "0.1.0"
license     = "MIT"
# requires "no"
requires "nim >= 1.6.0"
requires "a", "b >= 1.0 & < 2",
  "c#head"
requires("d")
when defined(windows):
  requires "e"
requires "https://git.example/f.git >= 1"
taskRequires "test", "g == 2"
task x, "does":
  exec "requires nothing"
requires "h " & version
`;
  expect(rows(text)).toEqual([
    ['nim', '>= 1.6.0', 'runtime', null, null],
    ['a', '*', 'runtime', null, null],
    ['b', '>= 1.0 & < 2', 'runtime', null, null],
    ['c', '#head', 'runtime', null, null],
    ['d', '*', 'runtime', null, null],
    ['e', '*', 'runtime', null, 'when defined(windows)'],
    ['f', '>= 1', 'runtime', 'https://git.example/f.git', null],
    ['g', '== 2', 'test', null, null],
    ['h', '*', 'runtime', null, null],
  ]);
  expect(
    parse(text)
      .dependencies.filter(d => d.unresolved)
      .map(d => d.name),
  ).toEqual(['h']);
  expect(parse(text).project).toEqual({ name: null, version: '0.1.0', license: 'MIT' });
  expect(parse(text).unresolved).toEqual([{ what: 'a requirement is computed', line: 14 }]);
});

it('reads the old form', () => {
  expect(rows('[Package]\nname = "own"\n[Deps]\nRequires: "nim >= 0.9, a"\n')).toEqual([
    ['nim', '>= 0.9', 'runtime', null, null],
    ['a', '*', 'runtime', null, null],
  ]);
});

it('reads nimble.lock', () => {
  const text = JSON.stringify({
    version: 2,
    packages: {
      a: {
        version: '1.10',
        vcsRevision: 'abc',
        url: 'https://git.example/a',
        dependencies: ['b', 'nim'],
        checksums: { sha1: 'ff' },
      },
      b: { version: '2', dependencies: [] },
    },
  });
  const { dependencies, graph } = nimbleLock.parse(manifestInput('nimble.lock', Buffer.from(text)));
  expect(dependencies.map(d => [d.name, d.requirement, d.source, d.integrity])).toEqual([
    ['a', '1.10', 'https://git.example/a#abc', 'sha1:ff'],
    ['b', '2', null, null],
  ]);
  expect(graph?.().edges).toEqual([[0, 1]]);
});
