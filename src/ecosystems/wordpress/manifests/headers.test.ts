import { expect, test } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { plugin, theme } from './headers.ts';

const read = (reader: ManifestReader, path: string, text: string) =>
  reader.parse(manifestInput(path, Buffer.from(text)));
const short = (found: ReturnType<typeof read>) =>
  found.dependencies.map(one => [one.name, one.requirement, one.type]);

test('a plugin: slug, version, plugins and platforms that it requires', () => {
  const text =
    '<?php\n/**\n * Plugin Name:       My Plugin\n * Version: 1.10.3\n * Requires at least: 5.2\n * Requires PHP: 7.2\n * License: GPL v2 or later\n * Requires Plugins: woocommerce, akismet\n */\nfunction x() { return "Version: 2"; }\n';
  const found = read(plugin, 'wp-content/plugins/my-plugin/main.php', text);
  expect(found.project).toEqual({ name: 'my-plugin', version: '1.10.3', license: 'GPL v2 or later' });
  expect(short(found)).toEqual([
    ['woocommerce', '*', 'plugin'],
    ['akismet', '*', 'plugin'],
    ['wordpress', '>=5.2', 'platform'],
    ['php', '>=7.2', 'platform'],
  ]);
  expect(read(plugin, 'wp-content/plugins/hello.php', text).project?.name).toBe('hello');
  expect(() => read(plugin, 'x.php', '<?php')).toThrow(
    expect.objectContaining({ reason: 'not-this-format' }),
  );
});

test('a theme and its parent', () => {
  const found = read(
    theme,
    'themes/child/style.css',
    '/* Theme Name: Child */\n/*\nTemplate: parent\nVersion: 2\n*/',
  );
  expect(found.project).toEqual({ name: 'child', version: '2', license: null });
  expect(short(found)).toEqual([['parent', '*', 'theme']]);
});
