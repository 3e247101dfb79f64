import { expect, test } from 'vitest';
import { InputError } from '../core/errors.ts';
import { readSettings } from './settings.ts';

const known = [
  { name: 'os', description: '', default: 'linux', values: ['linux', 'darwin'] },
  { name: 'node', description: '', default: '22.0.0', values: null },
];

test('what is not said has its default', () => {
  expect(readSettings({ os: 'darwin' }, known, 'environment')).toEqual({ os: 'darwin', node: '22.0.0' });
});

test.each([
  [{ cpu: 'x64' }, 'environment.cpu'],
  [{ os: 'beos' }, 'environment.os'],
])('refuses %j', (said, field) => {
  expect(() => readSettings(said as Record<string, string>, known, 'environment')).toThrow(InputError);
  try {
    readSettings(said as Record<string, string>, known, 'environment');
  } catch (error) {
    expect((error as InputError).field).toBe(field);
  }
});
