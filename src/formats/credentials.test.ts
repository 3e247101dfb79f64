import { expect, it } from 'vitest';
import { withoutCredentials } from './credentials.ts';

it('takes user names and tokens out of web addresses', () => {
  expect(withoutCredentials('https://user:token@host.example/a.git#v1')).toBe(
    'https://host.example/a.git#v1',
  );
  expect(withoutCredentials('git+https://token@host.example/a')).toBe('git+https://host.example/a');
  expect(withoutCredentials('http://a@b@host.example')).toBe('http://host.example');
});

it('keeps the user of ssh unless it has a password', () => {
  expect(withoutCredentials('git+ssh://git@host.example/a')).toBe('git+ssh://git@host.example/a');
  expect(withoutCredentials('ssh://git:secret@host.example/a')).toBe('ssh://host.example/a');
});

it('leaves alone what holds none', () => {
  for (const text of ['^1.0.0', 'git@host.example:a/b', 'https://host.example/@scope/a?x=a@b', '://', ''])
    expect(withoutCredentials(text)).toBe(text);
});
