import { expect, it } from 'vitest';
import { behind } from './outdated.ts';

it.each([
  ['npm', '1.2.3', '2.0.0', { step: 'major' }],
  ['npm', '1.9.0', '1.10.0', { step: 'minor' }],
  ['npm', '1.0.0-rc.1', '1.0.0', { step: null }],
  ['npm', '2.0.0-beta.1', '1.9.0', null],
  ['npm', '1.0.0', '1.0.0', null],
  ['npm', '*', '1.0.0', null],
  ['pypi', '1.0', '1.0.post1', { step: null }],
  ['pypi', '1.0', '1.0.0', null],
  ['golang', 'v1.2.3', 'v1.2.4', { step: 'patch' }],
  ['deb', '1.0-1', '1:0.9-1', { step: null }],
  ['no-such-type', '1', '2', null],
] as const)('%s: %s beside %s', (type, version, latest, expected) => {
  expect(behind(type, version, latest)).toEqual(expected);
});
