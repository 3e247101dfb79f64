import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declaredUrl, normaliseRepositoryUrl } from './repository-url.ts';

const same = (expected: string | null, spellings: string[]) => {
  for (const raw of spellings) expect(normaliseRepositoryUrl(raw), raw).toBe(expected);
};

describe('normaliseRepositoryUrl', () => {
  it('reads every spelling of a GitHub repository', () => {
    same('https://github.com/facebook/react', [
      'https://github.com/facebook/react',
      'http://github.com/facebook/react/',
      'https://www.github.com/facebook/react.git',
      'HTTPS://GitHub.com/facebook/react',
      'git+https://github.com/facebook/react.git',
      'git://github.com/facebook/react.git',
      'git+git://github.com/facebook/react.git#main',
      'git+ssh://git@github.com/facebook/react.git',
      'git+ssh://git@github.com:facebook/react.git',
      'ssh://git@github.com:22/facebook/react.git',
      'ssh://git@ssh.github.com:443/facebook/react.git',
      'git@github.com:facebook/react.git',
      'github.com:facebook/react',
      'github.com/facebook/react',
      '//github.com/facebook/react',
      'github:facebook/react',
      'github:facebook/react#v18',
      'facebook/react',
      'facebook/react#semver:^18',
      'https://user:secret@github.com:443/facebook/react.git',
      'https://github.com/facebook/react/tree/main/packages/react-dom',
      'https://github.com/facebook/react/issues?q=is%3Aopen#top',
      'https://github.com/facebook/react#readme',
      'https://github.com//facebook//react',
      'https://raw.githubusercontent.com/facebook/react/main/LICENSE',
      'scm:git:git://github.com/facebook/react.git',
      'scm:git:git@github.com:facebook/react.git',
      'scm:https://github.com/facebook/react',
      'git:https://github.com/facebook/react',
      'git:git@github.com:facebook/react.git',
      ' <https://github.com/facebook/react> ',
      '"https://github.com/facebook/react"',
      'https://github.com/facebook/react.git -b main',
      'https://github.com/facebook/react.git [packages/react]',
    ]);
  });

  it('keeps the case of owner and name, and dots and hyphens in them', () => {
    same('https://github.com/Microsoft/TypeScript.js-lib_2', [
      'git@GitHub.com:Microsoft/TypeScript.js-lib_2.git',
    ]);
  });

  it('reads nested groups of GitLab', () => {
    same('https://gitlab.com/group/sub/deeper/project', [
      'https://gitlab.com/group/sub/deeper/project',
      'https://gitlab.com/group/sub/deeper/project.git',
      'git@gitlab.com:group/sub/deeper/project.git',
      'gitlab:group/sub/deeper/project',
      'https://gitlab.com/group/sub/deeper/project/-/tree/main/src',
      'https://gitlab.com/group/sub/deeper/project/tree/main',
      'https://gitlab.com/group/sub/deeper/project.git/info/refs',
    ]);
    same('https://salsa.debian.org/debian/curl', [
      'https://salsa.debian.org/debian/curl.git -b debian/unstable',
      'https://salsa.debian.org/debian/curl/-/blob/debian/unstable/debian/copyright',
    ]);
  });

  it('reads other forges', () => {
    same('https://bitbucket.org/owner/name', [
      'bitbucket:owner/name',
      'https://user@bitbucket.org/owner/name/src/main/',
    ]);
    same('https://codeberg.org/forgejo/forgejo', ['https://codeberg.org/forgejo/forgejo/src/branch/main']);
    same('https://git.sr.ht/~sircmpwn/scdoc', [
      'https://git.sr.ht/~sircmpwn/scdoc/tree',
      'git@git.sr.ht:~sircmpwn/scdoc',
      'https://git.sr.ht/%7Esircmpwn/scdoc',
      'sourcehut:~sircmpwn/scdoc',
    ]);
    same('https://gitea.com/gitea/tea', [
      'https://gitea.com/gitea/tea.git',
      'https://gitea.com/gitea/tea/src/branch/main/README.md',
      'git@gitea.com:gitea/tea.git',
    ]);
  });

  it('reads Mercurial in the words of Maven', () => {
    same('https://hg.sr.ht/~example/tool', [
      'scm:hg:https://hg.sr.ht/~example/tool',
      'hg:hg.sr.ht/~example/tool',
    ]);
    same('https://foss.heptapod.net/group/tool', ['scm:hg:ssh://hg@foss.heptapod.net/group/tool']);
  });

  it('takes pages at another port for those of another host', () => {
    same('https://github.com/a/b', [
      'https://github.com:443/a/b',
      'http://github.com:80/a/b',
      'git://github.com:9418/a/b',
    ]);
    same(null, ['https://github.com:8443/a/b', 'git+http://github.com:3000/a/b']);
  });

  it('gives null for pages of a forge that are no repository', () => {
    same(null, [
      'https://github.com/sponsors/someone',
      'https://github.com/Sponsors/someone',
      'https://github.com/orgs/nodejs/discussions',
      'https://github.com/users/someone/projects',
      'https://github.com/apps/renovate',
      'https://github.com/facebook',
      'https://github.com/',
      'github.com',
      'https://github.com/facebook/react.wiki.git',
      'https://gitlab.com/groups/gitlab-org/-/epics',
      'https://gitlab.com/explore/projects',
      'https://gitlab.com/group/-/issues',
      'https://codeberg.org/user/login',
      'https://bitbucket.org/product/features',
      'https://git.sr.ht/owner/name',
      'https://gist.github.com/someone/0123456789abcdef',
      'gist:0123456789abcdef',
      'https://someone.github.io/project',
    ]);
  });

  it('gives null for what only looks like a forge', () => {
    same(null, [
      'https://github.com.example.org/owner/name',
      'https://github.com@example.org/owner/name',
      'https://example.org/github.com/owner/name',
      'https://example.org\\@github.com/owner/name',
      'https://example.org?https://github.com/owner/name',
      'https://github.com/../etc/passwd',
      'https://github.com/%2e%2e/name',
      'https://github.com/owner/..',
      'https://github.com/owner/na%2Fme',
      'https://github.com/owner/%zz',
      'https://github.com/own er/name',
      'https://github.com/-owner/name',
      'https://github.com/owner/name,',
      'javascript://github.com/owner/name',
      'file:///github.com/owner/name',
      'svn://github.com/owner/name',
      'https://localhost/owner/name',
      'example.org/name',
      './packages/name',
      'owner/sub/name',
      'see https://github.com/owner/name',
      'none',
      '',
      '   ',
      'a/',
      '/a',
      '@scope/name',
      'https://github.com/owner/name\0',
      `https://github.com/owner/${'x'.repeat(101)}`,
      `https://github.com/owner/name?${'x'.repeat(3000)}`,
    ]);
  });

  it('is idempotent and never throws', () => {
    const piece = fc.constantFrom(
      'https://',
      'git+',
      'scm:',
      'git@',
      'github.com',
      'gitlab.com',
      ':',
      '/',
      'a',
      '.git',
      '#',
      '%',
      '~',
      ' ',
      '-',
      '@',
      '\\',
      'tree',
    );
    const address = fc.oneof(
      fc.array(piece, { maxLength: 10 }).map(parts => parts.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(address, raw => {
        const url = normaliseRepositoryUrl(raw);
        if (url === null) return;
        expect(normaliseRepositoryUrl(url)).toBe(url);
        expect(url).toMatch(
          /^https:\/\/[a-z0-9.]+(\/~?\w[\w.-]*)+$|^https:\/\/github\.com\/[\w-]+\/[\w.-]+$/,
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('is the same whether an address is plain or has to be trimmed', () => {
    const piece = fc.constantFrom(
      'github.com',
      'gitlab.com',
      '/',
      'a',
      '.git',
      '#',
      '?',
      '%41',
      '%',
      '-',
      '@',
      ':',
      '\\',
    );
    const address = fc.tuple(
      fc.constantFrom('https://', 'http://', 'HTTPS://', 'https://GitHub.com/', 'https://www.gitlab.com/'),
      fc.array(piece, { maxLength: 8 }),
    );
    fc.assert(
      fc.property(address, ([start, pieces]) => {
        const raw = start + pieces.join('');
        expect(normaliseRepositoryUrl(raw)).toBe(normaliseRepositoryUrl(` <${raw}>`));
        expect(declaredUrl(raw)).toBe(declaredUrl(` <${raw}>`));
      }),
      { numRuns: 2000 },
    );
  });

  it('answers for long input', { timeout: 5000 }, () => {
    for (const unit of ['/', ':', '@', 'git:', 'scm:', '%2F', ' ', '<', 'a/', 'github.com/'])
      expect(normaliseRepositoryUrl(unit.repeat(1_000_000))).toBeNull();
  });
});

describe('declaredUrl', () => {
  it('keeps usable addresses and drops credentials', () => {
    expect(declaredUrl('git+https://git.example.org/x.git')).toBe('https://git.example.org/x.git');
    expect(declaredUrl('https://token@git.example.org/x.git')).toBe('https://git.example.org/x.git');
    expect(declaredUrl('git+ssh://git@git.example.org/x.git')).toBe('ssh://git@git.example.org/x.git');
    expect(declaredUrl('ssh://git:secret@git.example.org/x.git')).toBe('ssh://git.example.org/x.git');
    expect(declaredUrl('git@git.example.org:owner/x.git')).toBe('ssh://git@git.example.org/owner/x.git');
  });

  it('refuses the rest', () => {
    for (const raw of [
      '',
      'none',
      'javascript:alert(1)',
      'data:text/html,x',
      'https://',
      'http://localhost/x',
      'a b',
    ])
      expect(declaredUrl(raw), raw).toBeNull();
  });
});
