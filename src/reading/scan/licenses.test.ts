import { describe, expect, it } from 'vitest';
import { judgeLicense, projectLicense } from './licenses.ts';

const judge = (project: string | null, dependency: string | null) => {
  const found = judgeLicense(projectLicense(project, 'npm'), dependency, 'npm');
  return found && `${found.verdict} ${found.rule}`;
};

describe('a licence beside the project', () => {
  it.each([
    ['MIT', 'ISC', null],
    ['MIT', 'LGPL-2.1-only', null],
    ['MIT', 'GPL-3.0-only', 'review copyleft'],
    ['MIT', 'AGPL-3.0-or-later', 'review copyleft'],
    [null, 'GPL-3.0-only', 'review copyleft'],
    [null, 'MIT', null],
    ['UNLICENSED', 'GPL-2.0-or-later', 'review copyleft'],
    ['GPL-3.0-or-later', 'GPL-3.0-only', null],
    ['GPL-3.0-only', 'GPL-2.0-or-later', null],
    ['GPL-3.0-only', 'AGPL-3.0-only', 'review copyleft'],
    ['AGPL-3.0-or-later', 'GPL-3.0-or-later', null],
    ['MIT', 'BUSL-1.1', 'review source-available'],
    ['MIT', null, 'review unknown-license'],
    ['MIT', 'see the file', 'review unknown-license'],
    ['MIT', 'LicenseRef-house', 'review unknown-license'],
    ['MIT', 'GPL-2.0-only WITH Classpath-exception-2.0', 'review copyleft'],
  ])('%s takes %s: %s', (project, dependency, expected) => {
    expect(judge(project, dependency)).toBe(expected);
  });

  it.each([
    ['GPL-2.0-only', 'Apache-2.0'],
    ['GPL-2.0-only', 'GPL-3.0-or-later'],
    ['GPL-2.0-only', 'LGPL-3.0-only'],
    ['GPL-3.0-or-later', 'GPL-2.0-only'],
    ['AGPL-3.0-only', 'GPL-2.0-only'],
  ])('%s cannot be combined with %s', (project, dependency) => {
    expect(judge(project, dependency)).toBe('conflict incompatible');
  });

  it('is certain only of an explicit version', () => {
    expect(judge('GPL-2.0-or-later', 'Apache-2.0')).toBeNull();
    expect(judge('GPL-2.0-or-later', 'GPL-3.0-only')).toBeNull();
    expect(judge('GPLv2', 'Apache-2.0')).toBeNull();
  });

  it('takes the choice that asks least, and all of what is joined', () => {
    expect(judge('MIT', 'GPL-3.0-only OR MIT')).toBeNull();
    expect(judge('MIT', 'MIT AND GPL-3.0-only')).toBe('review copyleft');
    expect(judge('GPL-2.0-only OR MIT', 'Apache-2.0')).toBeNull();
    expect(judge('GPL-2.0-only AND MIT', 'Apache-2.0')).toBe('conflict incompatible');
  });

  it('says which', () => {
    expect(judgeLicense(projectLicense('MIT'), 'GPL-3.0-only', 'npm')?.why).toBe(
      'GPL-3.0-only asks that a whole work based on it keeps its terms, and the project is under MIT',
    );
  });
});
