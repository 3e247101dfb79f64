import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { snapYaml } from './snap-yaml.ts';

const read = (text: string) => snapYaml.parse(manifestInput('meta/snap.yaml', Buffer.from(text)));

test('the base, providers of contents, and the snap itself', () => {
  const found = read(
    [
      'name: editor',
      'version: 1.10',
      'license: MIT',
      'base: core22',
      'plugs:',
      '  home: null',
      '  themes:',
      '    interface: content',
      '    default-provider: gtk-common-themes',
      '  icons:',
      '    interface: content',
      '    default-provider: gtk-common-themes:icons',
    ].join('\n'),
  );
  expect(found.project).toEqual({ name: 'editor', version: '1.10', license: 'MIT' });
  expect(found.dependencies.map(one => [one.name, one.type, one.optional])).toEqual([
    ['core22', 'base', null],
    ['gtk-common-themes', 'content', true],
  ]);
  expect(read('name: a\nbase: none').dependencies).toEqual([]);
  expect(() => read('version: 1')).toThrow(expect.objectContaining({ reason: 'not-this-format' }));
});
