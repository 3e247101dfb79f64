import { afterEach, describe, expect, it } from 'vitest';
import { configureForges } from './known-forges.ts';
import { normaliseRepositoryUrl } from './repository-url.ts';

afterEach(() => configureForges({}));

describe('configureForges', () => {
  it('makes hosts known until it is called again', () => {
    const url = 'https://git.example.org/group/sub/tool/-/tree/main';
    expect(normaliseRepositoryUrl(url)).toBeNull();
    configureForges({ 'git.example.org': 'gitlab' });
    expect(normaliseRepositoryUrl(url)).toBe('https://git.example.org/group/sub/tool');
    expect(normaliseRepositoryUrl('https://git.example.net/group/tool')).toBeNull();
    configureForges({ 'git.example.net': 'gitea' });
    expect(normaliseRepositoryUrl(url)).toBeNull();
    expect(normaliseRepositoryUrl('https://www.git.example.net/group/tool/src/branch/main')).toBe(
      'https://git.example.net/group/tool',
    );
  });

  it('leaves the known hosts as they are', () => {
    configureForges({ 'git.example.org': 'gitlab' });
    expect(normaliseRepositoryUrl('https://github.com/a/b/tree/main')).toBe('https://github.com/a/b');
  });

  it.each([
    ['github', 'git@code.example.org:Owner/tool.git', 'https://code.example.org/Owner/tool'],
    ['github', 'https://code.example.org/orgs/Owner', null],
    ['gitlab', 'ssh://git@code.example.org:2222/a/b/c.git', 'https://code.example.org/a/b/c'],
    ['gitea', 'https://code.example.org/a/b/issues/1', 'https://code.example.org/a/b'],
    ['forgejo', 'https://code.example.org/explore/repos', null],
    ['forgejo', 'git+ssh://git@code.example.org/a/b.git', 'https://code.example.org/a/b'],
    ['sourcehut', 'https://code.example.org/~someone/tool/log', 'https://code.example.org/~someone/tool'],
    ['sourcehut', 'https://code.example.org/someone/tool', null],
  ] as const)('reads %s: %s', (kind, raw, expected) => {
    configureForges({ 'code.example.org': kind });
    expect(normaliseRepositoryUrl(raw)).toBe(expected);
  });

  it('knows a host at one port and not at the others', () => {
    configureForges({ 'code.example.org:3000': 'gitea' });
    expect(normaliseRepositoryUrl('https://code.example.org:3000/a/b.git')).toBe(
      'https://code.example.org:3000/a/b',
    );
    expect(normaliseRepositoryUrl('https://code.example.org/a/b')).toBeNull();
    expect(normaliseRepositoryUrl('https://code.example.org:3001/a/b')).toBeNull();
  });
});

describe('Bitbucket Data Center', () => {
  it.each([
    [
      'https://bb.example.org/projects/KEY/repos/tool/browse/src',
      'https://bb.example.org/projects/KEY/repos/tool',
    ],
    ['https://bb.example.org/scm/key/tool.git', 'https://bb.example.org/projects/KEY/repos/tool'],
    ['ssh://git@bb.example.org:7999/key/tool.git', 'https://bb.example.org/projects/KEY/repos/tool'],
    ['git@bb.example.org:key/tool.git', 'https://bb.example.org/projects/KEY/repos/tool'],
    ['https://bb.example.org/users/someone/repos/tool', 'https://bb.example.org/users/someone/repos/tool'],
    ['https://bb.example.org/scm/~someone/tool.git', 'https://bb.example.org/users/someone/repos/tool'],
    ['ssh://git@bb.example.org/~someone/tool.git', 'https://bb.example.org/users/someone/repos/tool'],
    ['https://bb.example.org/projects/KEY', null],
    ['https://bb.example.org/projects/KEY/repos', null],
    ['https://bb.example.org/projects/KEY/repos/..', null],
    ['https://bb.example.org/projects/K%2FY/repos/tool', null],
    ['https://bb.example.org/users/someone', null],
    ['https://bb.example.org/plugins/servlet', null],
    ['https://bb.example.org/scm/tool.git', null],
  ])('%s', (raw, expected) => {
    configureForges({ 'bb.example.org': 'bitbucket' });
    expect(normaliseRepositoryUrl(raw)).toBe(expected);
    if (expected !== null) expect(normaliseRepositoryUrl(expected)).toBe(expected);
  });
});
