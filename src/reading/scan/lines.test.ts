import { expect, it } from 'vitest';
import { linesOfNames } from './lines.ts';

const TEXT =
  '{\n "react-dom": "1",\n "react": "2",\n "@scope/react.x": "3"\n}\n<artifactId>thing</artifactId>';

it.each([
  ['react', 3],
  ['react-dom', 2],
  ['@scope/react.x', 4],
  ['org.example:thing', 6],
  ['dom', null],
  ['', null],
] as const)('%s stands on line %s', (name, line) => {
  expect(linesOfNames(TEXT, [name, 'another']).get(name) ?? null).toBe(line);
});

it('finds a package in a path of node_modules, rather than where another requires it', () => {
  expect(linesOfNames('{"ab": "1",\n"node_modules/x/node_modules/ab": {}', ['ab']).get('ab')).toBe(2);
  expect(linesOfNames('{\n"node_modules/a": {}, \n"node_modules/ab": {}', ['ab']).get('ab')).toBe(3);
});
