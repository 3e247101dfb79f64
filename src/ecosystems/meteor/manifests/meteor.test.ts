import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { packageLines, versionLines } from './package-lines.ts';
import { versionsJson } from './versions-json.ts';

const input = (text: string) => manifestInput('x', Buffer.from(text));

it('reads pairs and maps of versions.json', () => {
  const named = (text: string) =>
    versionsJson.parse(input(text)).dependencies.map(({ name, requirement }) => [name, requirement]);
  expect(named('{"dependencies": [["base64", "1.0.1"], ["odd"], ["", "1"], 3]}')).toEqual([
    ['base64', '1.0.1'],
  ]);
  expect(named('{"dependencies": {"base64": "1.0.1", "odd": null}}')).toEqual([['base64', '1.0.1']]);
  expect(named('[]')).toEqual([]);
});

it('reads the lines of .meteor', () => {
  const text =
    '# made by meteor\r\nmeteor-base@1.5.1             # needed by all\r\ninsecure\r\nowner:name@=2.0.0\r\n@1\r\n';
  expect(packageLines.parse(input(text)).dependencies).toMatchObject([
    { name: 'meteor-base', requirement: '1.5.1', direct: true },
    { name: 'insecure', requirement: '*' },
    { name: 'owner:name', requirement: '=2.0.0' },
  ]);
  expect(versionLines.parse(input('ddp@1.4.1')).dependencies).toMatchObject([
    { name: 'ddp', requirement: '1.4.1', direct: null },
  ]);
});
