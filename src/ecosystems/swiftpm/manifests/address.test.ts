import { expect, it } from 'vitest';
import { nameOfAddress } from './address.ts';

it('is the same for every way to a repository', () => {
  for (const address of [
    'https://host.example/owner/name',
    'https://host.example/owner/name.git',
    'HTTPS://user:token@host.example:443/owner/name/',
    'ssh://git@host.example:22/owner/name.git',
    'git://host.example/owner/name',
    'git@host.example:owner/name.git',
  ])
    expect(nameOfAddress(address)).toBe('host.example/owner/name');
});

it('leaves paths', () => {
  for (const path of ['../Local', '/srv/a@b/c', 'file:///srv/Package', './a:b@c'])
    expect(nameOfAddress(path)).toBe(path);
});
