import { describe, expect, it } from 'vitest';
import { fromGhsa, fromOsv, type OsvEvent } from './advisories.ts';

const osv = (events: OsvEvent[], versions: string[] = [], type = 'SEMVER') =>
  fromOsv({ package: { ecosystem: 'npm' }, ranges: [{ type, events }], versions }).vers;

// https://ossf.github.io/osv-schema/#affectedrangesevents-fields and #evaluation
describe('fromOsv', () => {
  it.each<[string, OsvEvent[], string | null]>([
    ['all versions', [{ introduced: '0' }], 'vers:npm/*'],
    ['until a fix', [{ introduced: '0' }, { fixed: '1.2.3' }], 'vers:npm/<1.2.3'],
    ['from and until', [{ introduced: '1.0.0' }, { fixed: '1.2.3' }], 'vers:npm/>=1.0.0|<1.2.3'],
    ['last affected', [{ introduced: '1.0.0' }, { last_affected: '1.2.3' }], 'vers:npm/>=1.0.0|<=1.2.3'],
    ['one version', [{ introduced: '1.0.0' }, { last_affected: '1.0.0' }], 'vers:npm/1.0.0'],
    ['never fixed', [{ introduced: '1.0.0' }], 'vers:npm/>=1.0.0'],
    [
      'in any order',
      [{ fixed: '3.0.1' }, { introduced: '1.0.0' }, { fixed: '1.10.0' }, { introduced: '3.0.0' }],
      'vers:npm/>=1.0.0|<1.10.0|>=3.0.0|<3.0.1',
    ],
    [
      'fixed and introduced again at once',
      [{ introduced: '0' }, { fixed: '1.0.0' }, { introduced: '1.0.0' }, { fixed: '2.0.0' }],
      'vers:npm/<2.0.0',
    ],
    ['a limit', [{ introduced: '1.0.0' }, { limit: '2.0.0' }], 'vers:npm/>=1.0.0|<2.0.0'],
    [
      'the widest of limits',
      [{ introduced: '0' }, { limit: '2.0.0' }, { limit: '3.0.0' }],
      'vers:npm/<3.0.0',
    ],
    ['no limit', [{ introduced: '1.0.0' }, { limit: '*' }], 'vers:npm/>=1.0.0'],
    ['a fix without a start', [{ fixed: '1.0.0' }], null],
  ])('%s', (_name, events, vers) => {
    expect(osv(events)).toBe(vers);
  });

  it('joins ranges and listed versions, and passes over commits', () => {
    expect(osv([{ introduced: '1.0.0' }, { fixed: '1.2.0' }], ['1.1.0', '2.0.0', '0.9.0'])).toBe(
      'vers:npm/0.9.0|>=1.0.0|<1.2.0|2.0.0',
    );
    expect(osv([{ introduced: '0' }], ['1.0.0'], 'GIT')).toBe('vers:npm/1.0.0');
    expect(osv([], [])).toBeNull();
  });

  it('tells what it could not read', () => {
    const { vers, unread, scheme } = fromOsv(
      { ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: 'soon' }] }], versions: ['1.x'] },
      'npm',
    );
    expect([vers, unread, scheme.id]).toEqual(['vers:npm/*', ['soon', '1.x'], 'npm']);
  });

  it('reads the versions of other ecosystems as OSV writes them', () => {
    const range = (ecosystem: string, events: OsvEvent[]) =>
      fromOsv({ package: { ecosystem }, ranges: [{ type: 'ECOSYSTEM', events }] }).vers;
    const events = [{ introduced: '0' }, { fixed: '1.2.3' }];
    expect(range('Go', events)).toBe('vers:golang/<1.2.3');
    expect(range('PyPI', [{ introduced: '1.0rc1' }, { fixed: '1.0.post1' }])).toBe(
      'vers:pypi/>=1.0rc1|<1.0.post1',
    );
    expect(range('Debian:12', [{ introduced: '0' }, { fixed: '1:2.3-4+deb12u1' }])).toBe(
      'vers:deb/<1:2.3-4+deb12u1',
    );
    expect(range('Maven', events)).toBe('vers:maven/<1.2.3');
    expect(range('crates.io', events)).toBe('vers:cargo/<1.2.3');
  });

  it('refuses an ecosystem that nobody knows', () => {
    expect(() => fromOsv({ package: { ecosystem: 'Nowhere' } })).toThrow(
      expect.objectContaining({ code: 'input', field: 'ecosystem' }),
    );
  });
});

// https://docs.github.com/en/rest/security-advisories/global-advisories: `vulnerable_version_range`
describe('fromGhsa', () => {
  it.each([
    ['>= 1.0.0, < 2.0.0', 'vers:npm/>=1.0.0|<2.0.0'],
    ['>= 1, < 2', 'vers:npm/>=1.0.0|<2.0.0'],
    ['<= 1.0.8', 'vers:npm/<=1.0.8'],
    ['< 0.1.11', 'vers:npm/<0.1.11'],
    ['= 0.2.0', 'vers:npm/0.2.0'],
    ['> 1.0, <= 1.2', 'vers:npm/>1.0.0|<=1.2.0'],
    ['>= 0', 'vers:npm/*'],
    ['>= 0, < 4.3.0', 'vers:npm/<4.3.0'],
    ['> 2, < 1', null],
  ])('%s', (range, vers) => expect(fromGhsa(range, 'npm')).toBe(vers));

  it('knows the names of ecosystems that GitHub has', () => {
    const names = [
      'actions',
      'composer',
      'erlang',
      'go',
      'maven',
      'npm',
      'nuget',
      'pip',
      'pub',
      'rubygems',
      'rust',
      'swift',
    ];
    expect(names.map(name => fromGhsa('>= 1.0.0, < 1.2.3', name)?.split('/')[0])).toEqual(
      [
        'github',
        'composer',
        'hex',
        'golang',
        'maven',
        'npm',
        'nuget',
        'pypi',
        'pub',
        'gem',
        'cargo',
        'swift',
      ].map(id => `vers:${id}`),
    );
  });

  it.each(['', '1.0.0', '>= 1.0.0,', '^1.0.0', '>= one', '> = 1.0.0', `${'>= 1,'.repeat(20_000)}`])(
    'refuses %j',
    range =>
      expect(() => fromGhsa(range, 'npm')).toThrow(
        expect.objectContaining({ code: 'input', field: 'range' }),
      ),
  );
});
