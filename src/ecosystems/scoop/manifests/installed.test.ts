import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { installed } from './installed.ts';

const read = (text: string) =>
  installed.parse(manifestInput('scoop/apps/tool/current/manifest.json', Buffer.from(text)));

test('the application and what it depends on', () => {
  const found = read(
    '{"version": "1.2.3", "license": {"identifier": "MIT"}, "url": "https://example.org/a.zip", "depends": ["main/git", "7zip"]}',
  );
  expect(found.project).toEqual({ name: 'tool', version: '1.2.3', license: 'MIT' });
  expect(found.dependencies.map(one => [one.name, one.requirement, one.type, one.source])).toEqual([
    ['tool', '1.2.3', null, null],
    ['git', '*', 'runtime', 'main'],
    ['7zip', '*', 'runtime', null],
  ]);
  expect(() => read('{}')).toThrow(expect.objectContaining({ reason: 'not-this-format' }));
});
