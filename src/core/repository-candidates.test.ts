import { afterEach, describe, expect, it } from 'vitest';
import { configureForges } from './known-forges.ts';
import { chooseRepository } from './repository-candidates.ts';

afterEach(() => configureForges({}));

describe('chooseRepository', () => {
  it('takes the first that is on a known forge, and keeps what disagrees', () => {
    expect(
      chooseRepository(
        [
          ['repository', 'https://example.org/x'],
          ['source', 'git+https://github.com/a/b.git'],
        ],
        [['homepage', 'https://gitlab.com/c/d#readme']],
      ),
    ).toEqual({
      repositoryUrl: 'https://github.com/a/b',
      repositoryCandidates: [
        {
          url: 'https://example.org/x',
          field: 'repository',
          raw: 'https://example.org/x',
          kind: 'declared',
          chosen: false,
        },
        {
          url: 'https://github.com/a/b',
          field: 'source',
          raw: 'git+https://github.com/a/b.git',
          kind: 'forge',
          chosen: true,
        },
        {
          url: 'https://gitlab.com/c/d',
          field: 'homepage',
          raw: 'https://gitlab.com/c/d#readme',
          kind: 'forge',
          chosen: false,
        },
      ],
    });
  });

  it('falls back to the declared repository, never to a mentioned page', () => {
    const url = (...fields: Parameters<typeof chooseRepository>) => chooseRepository(...fields).repositoryUrl;
    const home = ['homepage', 'https://example.org'] as const;
    expect(url([['repository', 'https://git.example.org/x.git']], [home])).toBe(
      'https://git.example.org/x.git',
    );
    expect(url([['repository', null]], [home])).toBeNull();
    expect(url([['repository', 'none']], [home])).toBeNull();
    expect(
      url([
        ['repository', 'none'],
        ['vcs-git', 'https://git.example.org/x'],
      ]),
    ).toBe('https://git.example.org/x');
    expect(chooseRepository([])).toEqual({ repositoryUrl: null, repositoryCandidates: [] });
  });

  it('takes the forge that a page names before a declared address that nobody knows', () => {
    const { repositoryUrl, repositoryCandidates } = chooseRepository(
      [['repository', 'https://git.example.org/x.git']],
      [['homepage', 'https://github.com/a/b']],
    );
    expect(repositoryUrl).toBe('https://github.com/a/b');
    expect(repositoryCandidates.map(({ field, chosen }) => [field, chosen])).toEqual([
      ['repository', false],
      ['homepage', true],
    ]);
  });

  it('reads shorthands where a repository is declared, and nowhere else', () => {
    expect(chooseRepository([['repository', 'a/b']]).repositoryUrl).toBe('https://github.com/a/b');
    for (const page of ['a/b', 'github:a/b', 'git@github.com:a/b.git', 'https://github.com/sponsors/someone'])
      expect(chooseRepository([], [['homepage', page]]).repositoryCandidates, page).toEqual([]);
  });

  it('passes over what is no text', () => {
    const fields = [
      undefined,
      null,
      1,
      true,
      {},
      ['https://github.com/a/b'],
      '',
      'https://x.example/\ud800',
    ].map(value => ['repository', value] as const);
    expect(chooseRepository(fields, fields).repositoryCandidates).toEqual([]);
  });

  it('names the text that an address was read from', () => {
    expect(chooseRepository([['name', 'https://github.com/a/b', 'a/b']]).repositoryCandidates).toEqual([
      { url: 'https://github.com/a/b', field: 'name', raw: 'a/b', kind: 'forge', chosen: true },
    ]);
  });

  it('holds what is said twice once, and agreement in two fields twice', () => {
    const source = ['source', 'https://github.com/a/b'] as const;
    const home = ['homepage', 'https://github.com/a/b'] as const;
    const { repositoryCandidates } = chooseRepository([source], [home, source, home]);
    expect(repositoryCandidates.map(({ field }) => field)).toEqual(['source', 'homepage']);
  });

  it.each([
    ['https://user:secret@github.com/a/b', 'https://***@github.com/a/b'],
    ['git+https://token@github.com/a/b.git', 'git+https://***@github.com/a/b.git'],
    ['https://us%40er:se@cret@github.com/a/b', 'https://***@github.com/a/b'],
    ['ssh://git:secret@github.com/a/b', 'ssh://***@github.com/a/b'],
    ['scm:git:user:secret@github.com:a/b.git', 'scm:git:***@github.com:a/b.git'],
    ['//user:secret@github.com/a/b', '//***@github.com/a/b'],
    ['scm:git:git@github.com:a/b.git', 'scm:git:git@github.com:a/b.git'],
    ['git+ssh://git@github.com/a/b.git', 'git+ssh://git@github.com/a/b.git'],
    ['deploy@github.com:a/b.git', 'deploy@github.com:a/b.git'],
    ['https://github.com/a/b?by=me@example.org', 'https://github.com/a/b?by=me@example.org'],
    ['https://user:secret@github.com/a/b -b main', 'https://***@github.com/a/b -b main'],
  ])('keeps %s without credentials', (raw, kept) => {
    expect(chooseRepository([['repository', raw]]).repositoryCandidates).toEqual([
      { url: 'https://github.com/a/b', field: 'repository', raw: kept, kind: 'forge', chosen: true },
    ]);
  });

  it('drops credentials from a declared address', () => {
    expect(chooseRepository([['repository', 'https://user:secret@git.example.org/x']])).toMatchObject({
      repositoryUrl: 'https://git.example.org/x',
      repositoryCandidates: [{ raw: 'https://***@git.example.org/x', kind: 'declared' }],
    });
  });

  it('bounds what it keeps', { timeout: 5000 }, () => {
    const many = Array.from({ length: 5000 }, (_, i) => [`f${i}`, `https://github.com/a/b${i}`] as const);
    const { repositoryCandidates } = chooseRepository(many, many);
    expect(repositoryCandidates.map(({ field }) => field)).toEqual(many.slice(0, 12).map(([field]) => field));

    const query = `https://github.com/a/b?${'x'.repeat(2000)}`;
    const [long] = chooseRepository([['\ud800f'.repeat(500), query]]).repositoryCandidates;
    expect(long?.raw).toHaveLength(300);
    expect(long?.raw.endsWith('x…')).toBe(true);
    expect(long?.field.length).toBeLessThanOrEqual(100);
    expect(long?.field.isWellFormed()).toBe(true);

    for (const unit of ['//', '//@', '@', ':', '@:', 'scm:', ' @'])
      expect(chooseRepository([['repository', unit.repeat(500_000)]]).repositoryCandidates).toEqual([]);
    const said = '//a'.repeat(500_000);
    expect(chooseRepository([['name', 'https://github.com/a/b', said]]).repositoryCandidates).toHaveLength(1);
  });

  it('never guesses what an unknown host runs', () => {
    const of = () => chooseRepository([['repository', 'https://git.example.org/a/b/-/tree/main']]);
    expect(of()).toMatchObject({
      repositoryUrl: 'https://git.example.org/a/b/-/tree/main',
      repositoryCandidates: [{ kind: 'declared' }],
    });
    configureForges({ 'git.example.org': 'gitlab' });
    expect(of()).toMatchObject({
      repositoryUrl: 'https://git.example.org/a/b',
      repositoryCandidates: [{ kind: 'forge' }],
    });
  });
});
