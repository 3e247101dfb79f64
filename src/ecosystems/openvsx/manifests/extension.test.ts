import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { extension, recommendations } from './extension.ts';
import index from './index.ts';

const input = (text: string) => manifestInput('x', Buffer.from(text));

it('reads what an extension asks for', () => {
  const text = `{"name": "tool", "publisher": "owner", "version": "1.0.0", "engines": {"vscode": "^1.80.0"},
    "extensionDependencies": ["a.b", 1, ""], "extensionPack": ["c.d"]}`;
  const { dependencies, project } = extension.parse(input(text));
  expect(dependencies.map(({ name, requirement, type }) => [name, requirement, type])).toEqual([
    ['a.b', '*', 'runtime'],
    ['c.d', '*', 'pack'],
  ]);
  expect(project).toEqual({ name: 'owner.tool', version: '1.0.0', license: null });
  expect(index.formats[0]?.content?.(text)).toBe(true);
  expect(index.formats[0]?.content?.('{"name": "tool", "engines": {"vscode": "^1.80.0"}}')).toBe(false);
});

it('reads what a project recommends', () => {
  const { dependencies } = recommendations.parse(input('{\n  // editors\n  "recommendations": ["a.b",],\n}'));
  expect(dependencies).toMatchObject([{ name: 'a.b', type: 'recommended', optional: true }]);
  expect(recommendations.parse(input('[]')).dependencies).toEqual([]);
});
