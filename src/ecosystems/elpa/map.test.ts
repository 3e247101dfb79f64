/** Expected values are worked out by hand from the contents in fixtures/, and compared with the recorded web page. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chosen } from '../conformance/candidates.ts';
import { hasSharedRecordings, shared } from '../conformance/recordings.ts';
import { between, textOfHtml } from '../families/web-page/text.ts';
import { mapContents, versionText } from './map.ts';
import { readSexp } from './sexp.ts';

if (!hasSharedRecordings)
  console.warn('elpa: the shared recordings are absent, so the web page is not compared');

const contents = readFileSync(new URL('fixtures/archive-contents', import.meta.url), 'utf8');

describe('the contents of an archive', () => {
  const [ample, sink, things, ...others] = mapContents(contents);

  it('have an ordinary package', () => {
    expect(ample).toEqual({
      name: 'ample-theme',
      namespace: null,
      description: 'Calm Dark Theme for Emacs',
      homepage: 'https://github.com/jordonbiondo/ample-theme',
      repositoryUrl: 'https://github.com/jordonbiondo/ample-theme',
      repositoryCandidates: [chosen('url', 'https://github.com/jordonbiondo/ample-theme')],
      licenses: null,
      keywords: [],
      status: null,
      downloads: null,
      fundingLinks: [],
      metadata: {},
      latestVersion: '0.3.0',
      versions: [
        {
          number: '0.3.0',
          publishedAt: null,
          licenses: null,
          integrity: null,
          status: null,
          metadata: { kind: 'tar' },
          dependencies: [],
        },
      ],
      versionsComplete: false,
      maintainers: [
        {
          uuid: 'jordonbiondo@gmail.com',
          login: null,
          name: 'Jordon Biondo',
          email: 'jordonbiondo@gmail.com',
          url: null,
          role: null,
        },
      ],
    });
  });

  it.skipIf(!hasSharedRecordings)('say what the web page says', () => {
    const page = readFileSync(shared('elpa/ample-theme.html'), 'utf8');
    const entry = (label: string) =>
      textOfHtml(between(page, '<dd>', '</dd>', page.indexOf(`<dt>${label}</dt>`)) ?? '');
    expect(entry('Description')).toBe(ample?.description);
    expect(entry('Home page')).toBe(ample?.homepage);
    expect(entry('Latest')?.startsWith(`ample-theme-${ample?.latestVersion}.tar,`)).toBe(true);
    expect(entry('Maintainer')).toBe(`${ample?.maintainers?.[0]?.name} <${ample?.maintainers?.[0]?.email}>`);
  });

  it('have packages of one file, with dependencies and several maintainers', () => {
    expect(sink).toMatchObject({
      description: 'Everything "and" the\nsink \\',
      homepage: 'http://elpa.gnu.org/packages/kitchen-sink.html',
      repositoryUrl: null,
      keywords: ['tools', 'sinks'],
      metadata: { authors: ['Ada Example', 'Bob'] },
      versions: [
        {
          number: '1.0beta1',
          metadata: { kind: 'single', commit: '0123456789abcdef0123456789abcdef01234567' },
          dependencies: [
            { name: 'emacs', requirement: '>= 27.1', kind: 'runtime', optional: false },
            { name: 'compat', requirement: '>= 30.0.0.0', kind: 'runtime', optional: false },
            { name: 'cl-lib', requirement: null, kind: 'runtime', optional: false },
          ],
        },
      ],
      maintainers: [
        { uuid: 'ada@example.org', name: 'Ada Example' },
        { uuid: 'bob@example.org', name: 'Bob', email: 'BOB@example.org' },
      ],
    });
  });

  it('have packages of odd names that say little, and none twice', () => {
    expect(things).toMatchObject({
      name: 'c++-things',
      latestVersion: '20211022.1200',
      metadata: {},
      keywords: [],
      maintainers: null,
    });
    expect(others).toEqual([]);
  });

  it.each(['(2)', 'nil', '"1"', '()', '[2 1]'])('%s are of another format', text => {
    expect(() => [...mapContents(text)]).toThrow(/version 1 of the format/);
  });
});

it.each([
  ['(1 2 3)', '1.2.3'],
  ['(0)', '0'],
  ['(1 0 -1 2)', '1.0pre2'],
  ['(1 0 -3)', '1.0alpha'],
  ['(2 -4)', '2snapshot'],
  ['(-1 2)', null],
  ['(1 -5)', null],
  ['(1 a)', null],
  ['()', null],
  ['nil', null],
  [`(${'1 '.repeat(31)})`, null],
])('the version %s is %j', (list, text) => {
  expect(versionText(readSexp(list))).toBe(text);
});
