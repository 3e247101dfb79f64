import { expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { dubJson, dubSelections } from './dub-json.ts';
import { dubSdl } from './dub-sdl.ts';

const read = (reader: ManifestReader, text: string | object) =>
  reader.parse(manifestInput('x', Buffer.from(typeof text === 'string' ? text : JSON.stringify(text))));

it('dub.json: ranges, objects, configurations and sub-packages', () => {
  const parsed = read(dubJson, {
    name: 'app',
    license: 'MIT',
    dependencies: { 'vibe-d': '~>0.9', a: { version: '>=1.0.0', optional: true }, b: { path: '../b' } },
    configurations: [{ name: 'unittest', dependencies: { c: '*' } }],
    subPackages: [
      './sub/',
      { name: 'cli', dependencies: { d: { repository: 'git+https://example.com/d', version: '0123' } } },
    ],
  });
  expect(
    parsed.dependencies.map(({ name, requirement, optional, local, source, condition }) => [
      name,
      requirement,
      optional,
      local,
      source,
      condition,
    ]),
  ).toEqual([
    ['vibe-d', '~>0.9', null, null, null, null],
    ['a', '>=1.0.0', true, null, null, null],
    ['b', '*', null, true, '../b', null],
    ['c', '*', null, null, null, 'configuration unittest'],
    ['d', '0123', null, null, 'git+https://example.com/d', 'subpackage cli'],
  ]);
  expect(parsed).toMatchObject({ project: { name: 'app', license: 'MIT' }, includes: ['./sub/'] });
});

it('dub.sdl: tags with attributes, in blocks', () => {
  const text = `name "app"
license "MIT"
/* dependency "no" version="1" */
dependency "a" version="~>0.7.23" optional=true // why
dependency "b" path="../b"
dependency "a" version="~>0.7.23" optional=true
configuration "unittest" {
  dependency "c" version="*"
}
subPackage {
  name "cli"
  dependency \`d\`
}
`;
  const parsed = read(dubSdl, text);
  expect(
    parsed.dependencies.map(({ name, requirement, optional, local, condition }) => [
      name,
      requirement,
      optional,
      local,
      condition,
    ]),
  ).toEqual([
    ['a', '~>0.7.23', true, null, null],
    ['b', '>= 0', null, true, null],
    ['c', '*', null, null, 'configuration unittest'],
    ['d', '>= 0', null, null, 'subpackage cli'],
  ]);
  expect(parsed.project).toEqual({ name: 'app', version: null, license: 'MIT' });
});

it('dub.selections.json', () => {
  const parsed = read(dubSelections, { fileVersion: 1, versions: { a: '1.2.3', b: { path: '../b' } } });
  expect(parsed.dependencies).toMatchObject([
    { name: 'a', requirement: '1.2.3' },
    { name: 'b', requirement: '*', local: true },
  ]);
});
