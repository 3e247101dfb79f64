import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { brewfile, brewfileLock } from './brewfile.ts';

it('Brewfile: formulae with their options and conditions', () => {
  const text = `tap "user/tap"
brew "a"
brew 'user/tap/b', args: ["with-x"], restart_service: true
cask "c"
mas "D", id: 1
brew "e" if OS.mac?
brew name
# brew "no"
`;
  const parsed = brewfile.parse(manifestInput('Brewfile', Buffer.from(text)));
  expect(
    parsed.dependencies.map(({ name, requirement, condition }) => [name, requirement, condition]),
  ).toEqual([
    ['a', '*', null],
    ['user/tap/b', '*', null],
    ['e', '*', 'if OS.mac?'],
  ]);
  expect(parsed.unresolved).toEqual([{ what: 'the name of a formula is computed', line: 7 }]);
});

it('Brewfile.lock.json: versions, and the hash of a bottle for all systems', () => {
  const lock = {
    entries: {
      tap: { 'user/tap': {} },
      brew: {
        a: { version: '1.0', bottle: { files: { all: { sha256: 'aa' } } } },
        b: { version: '2.0_1', bottle: { files: { monterey: { sha256: 'bb' } } } },
      },
    },
  };
  const parsed = brewfileLock.parse(manifestInput('Brewfile.lock.json', Buffer.from(JSON.stringify(lock))));
  expect(parsed.dependencies).toMatchObject([
    { name: 'a', requirement: '1.0', integrity: 'sha256:aa' },
    { name: 'b', requirement: '2.0_1', integrity: null },
  ]);
});
