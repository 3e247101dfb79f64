import { describe, expect, it } from 'vitest';
import { github } from '../../../versions/schemes/github.ts';
import { newestOf } from './ask.ts';
import { fileUrl } from './files.ts';
import { fundingLinksOf } from './funding.ts';
import { tagDownload } from './links.ts';
import { githubNameProblem, normaliseGithubName, respelled } from './names.ts';
import { commitOf, parseRepository, parseTags, versionsOf } from './repository.ts';

describe('files of a repository', () => {
  it('have an address at each forge', () => {
    const file = (repository: string, ref: Parameters<typeof fileUrl>[1]) =>
      fileUrl(repository, ref, 'a b/c.yml');
    const tag = { tag: 'v1+x' };
    expect(file('https://github.com/o/r', tag)).toBe(
      'https://raw.githubusercontent.com/o/r/refs/tags/v1%2Bx/a%20b/c.yml',
    );
    expect(file('https://github.com/o/r', { branch: 'feature/x' })).toBe(
      'https://raw.githubusercontent.com/o/r/refs/heads/feature/x/a%20b/c.yml',
    );
    expect(file('https://github.com/o/r', null)).toBe(
      'https://raw.githubusercontent.com/o/r/HEAD/a%20b/c.yml',
    );
    expect(file('https://gitlab.com/g/s/r', tag)).toBe('https://gitlab.com/g/s/r/-/raw/v1%2Bx/a%20b/c.yml');
    expect(file('https://bitbucket.org/o/r', tag)).toBe('https://bitbucket.org/o/r/raw/v1%2Bx/a%20b/c.yml');
    expect(file('https://codeberg.org/o/r', tag)).toBe('https://codeberg.org/o/r/raw/tag/v1%2Bx/a%20b/c.yml');
    expect(file('https://codeberg.org/o/r', { branch: 'main' })).toBe(
      'https://codeberg.org/o/r/raw/branch/main/a%20b/c.yml',
    );
    expect(file('https://git.example.org/o/r', tag)).toBeNull();
    expect(file('https://gitlab.com/o/r', null)).toBeNull();
  });

  it('come with an archive of the tag', () => {
    expect(tagDownload('o/r', 'a/b?c', {})).toBe('https://codeload.github.com/o/r/tar.gz/refs/tags/a/b%3Fc');
    expect(tagDownload('o/r', 'v1', { download_url: 'https://example.org/v1.zip' })).toBe(
      'https://example.org/v1.zip',
    );
    expect(tagDownload('o/r', 'v1', { download_url: 'javascript:x' })).toBe(
      'https://codeload.github.com/o/r/tar.gz/refs/tags/v1',
    );
  });
});

describe('a repository', () => {
  const parse = (document: object) => parseRepository(Buffer.from(JSON.stringify(document)), 'x');
  const host = { name: 'GitHub', url: 'https://github.com' };

  it('has a name and a host', () => {
    expect(parse({ full_name: 'o/r', host })).toMatchObject({
      url: 'https://github.com/o/r',
      host: 'GitHub',
    });
    expect(parse({ full_name: 'o/r', host: { name: 'own', url: 'javascript:x' } }).url).toBeNull();
    for (const document of [
      { host },
      { full_name: 'o/r' },
      { full_name: 'o/../r', host },
      { full_name: 'o//r', host },
    ])
      expect(() => parse(document)).toThrow(expect.objectContaining({ code: 'malformed' }));
  });

  it('has each tag once, and commits that are such', () => {
    const tags = [{ name: 'v1', sha: 'A'.repeat(40) }, { name: 'v1' }, { name: '' }, { name: 'a b' }, null];
    const versions = versionsOf(parseTags(Buffer.from(JSON.stringify(tags)), 'x'));
    expect(versions).toMatchObject([{ number: 'v1', metadata: { sha: 'a'.repeat(40) } }]);
    for (const value of ['abc', 'g'.repeat(40), 40, null]) expect(commitOf(value)).toBeNull();
  });

  it('has files that are read at the latest version first', () => {
    const tag = (name: string) => ({ name, sha: null, publishedAt: null, downloadUrl: null });
    const versions = versionsOf(['v1.0.0', 'v3.0.0-rc.1', 'v2.0.0', 'main', 'v0.9.0'].map(tag));
    expect(newestOf(versions, github, 4).map(({ number }) => number)).toEqual([
      'v2.0.0',
      'v3.0.0-rc.1',
      'v1.0.0',
      'v0.9.0',
    ]);
  });
});

describe('funding', () => {
  it('is by account or by address', () => {
    const funding = {
      github: ['octocat', 'a/b', ''],
      patreon: 'octocat',
      tidelift: 'npm/@octo',
      ko_fi: 42,
      custom: ['https://example.org/pay', 'example.org', 'javascript:x'],
      unknown: 'x',
    };
    expect(fundingLinksOf(funding)).toEqual([
      'https://github.com/sponsors/octocat',
      'https://www.patreon.com/octocat',
      'https://example.org/pay',
    ]);
    expect(fundingLinksOf({ tidelift: 'npm/octo' })).toEqual([
      'https://tidelift.com/funding/github/npm/octo',
    ]);
    for (const none of [null, [], 'x', {}]) expect(fundingLinksOf(none)).toEqual([]);
  });
});

describe('names on GitHub', () => {
  it('are owner and repository', () => {
    expect(normaliseGithubName('https://www.github.com/o/r.git/')).toBe('o/r');
    expect(githubNameProblem('o/r', 0)).toBeNull();
    expect(githubNameProblem('o/r/p', 0)).not.toBeNull();
    expect(githubNameProblem('o/r/p', 1)).toBeNull();
    expect(normaliseGithubName('github.com/'.repeat(10_000))).toHaveLength(110_000);
  });

  it('have the spelling of the forge, unless the repository was renamed', () => {
    expect(respelled('o/r/p', 'O/R')).toBe('O/R/p');
    expect(respelled('o/r', 'O/other')).toBe('o/r');
  });
});
