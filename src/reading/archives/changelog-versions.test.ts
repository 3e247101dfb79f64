import { describe, expect, test } from 'vitest';
import { dateIn, versionHeading } from './changelog-headings.ts';
import { versionNotes } from './changelog-versions.ts';

const brief = (text: string) => versionNotes(text).map(({ version, date, text }) => [version, date, text]);

describe('forms of changelogs', () => {
  test('Keep a Changelog', () => {
    const text = `# Changelog
All notable changes of 2.0 and later.

## [Unreleased]

### Added
- 3.0.0 will be great

## [1.1.1] - 2023-03-05 [YANKED]

### Fixed
- Ukrainian

\`\`\`
## 0.0.1
\`\`\`

## [1.0.0] - 2017-06-20

- First

[unreleased]: https://example.org/compare/v1.1.1...HEAD
[1.1.1]: https://example.org/compare/v1.0.0...v1.1.1
`;
    expect(brief(text)).toEqual([
      ['Unreleased', null, '### Added\n- 3.0.0 will be great'],
      ['1.1.1', '2023-03-05', '### Fixed\n- Ukrainian\n\n```\n## 0.0.1\n```'],
      ['1.0.0', '2017-06-20', '- First'],
    ]);
  });

  test('conventional-changelog, with headings of several levels', () => {
    const text = `# [2.0.0](https://example.org/compare/v1.1.0...v2.0.0) (2024-01-02)

### BREAKING CHANGES

* x

## [1.1.0](https://example.org/compare/v1.0.0...v1.1.0) (2023-12-31)

### Features

* support 1.0.0

### [1.0.1](https://example.org/x) (2023-01-01)

* fix
`;
    expect(brief(text)).toEqual([
      ['2.0.0', '2024-01-02', '### BREAKING CHANGES\n\n* x'],
      ['1.1.0', '2023-12-31', '### Features\n\n* support 1.0.0'],
      ['1.0.1', '2023-01-01', '* fix'],
    ]);
  });

  test('underlined headings', () => {
    const text = `5.0.0 / 2024-09-10
==================

* remove x

4.19.1 / 2024-03-29
-------------------

  * fix
`;
    expect(brief(text)).toEqual(
      [
        ['5.0.0', '2024-09-10', '* remove x'],
        ['4.19.1', '2024-03-29', '* fix'],
      ].map(([v, d, t]) => [v, d, v === '4.19.1' ? '  * fix' : t]),
    );
  });

  test('reStructuredText, the date below the heading', () => {
    const text = `.. currentmodule:: x

Version 3.0.3
-------------

Released 2024-04-07

-   Fix it. :issue:\`1\`

***************
Version 3.0.2
***************

Unreleased

-   x
`;
    expect(brief(text)).toEqual([
      ['3.0.3', '2024-04-07', 'Released 2024-04-07\n\n-   Fix it. :issue:`1`'],
      ['3.0.2', null, 'Unreleased\n\n-   x'],
    ]);
  });

  test('AsciiDoc and RDoc', () => {
    expect(brief('= Changes\n\n== 1.2.0 (2020-05-06)\n* x\n\n=== v1.1\n* y\n')).toEqual([
      ['1.2.0', '2020-05-06', '* x'],
      ['1.1', null, '* y'],
    ]);
  });

  test('plain lines, as of CPAN and GNU', () => {
    const text = `Revision history for X

1.002     2021-02-03 10:00:00+01:00 Europe/Berlin
    - second, see 1.001

1.001     2021-01-02
    - first
`;
    expect(brief(text)).toEqual([
      ['1.002', '2021-02-03', '    - second, see 1.001'],
      ['1.001', '2021-01-02', '    - first'],
    ]);
    expect(
      brief(
        'Changes in version 0.4.8 - 2023-08-23:\n  o x\n\nChanges in version 0.4.7 - 2022-04-27\n  o y\n',
      ),
    ).toEqual([
      ['0.4.8', '2023-08-23', '  o x'],
      ['0.4.7', '2022-04-27', '  o y'],
    ]);
  });

  test('Debian', () => {
    const text = `example (1:2.0-1) unstable; urgency=medium

  * New upstream release 2.0.

 -- A Maintainer <maintainer@example.org>  Mon, 05 Feb 2024 10:00:00 +0100

example (1.9-3+b1) unstable; urgency=low

  * y

 -- A Maintainer <maintainer@example.org>  Fri, 01 Dec 2023 10:00:00 +0100
`;
    expect(versionNotes(text).map(({ version, date }) => [version, date])).toEqual([
      ['1:2.0-1', '2024-02-05'],
      ['1.9-3+b1', '2023-12-01'],
    ]);
  });

  test('bold lines', () => {
    expect(brief('**1.1.0** (2020-01-01)\n- a\n\n**1.0.0**\n- b **1.5.0** c\n')).toEqual([
      ['1.1.0', '2020-01-01', '- a'],
      ['1.0.0', null, '- b **1.5.0** c'],
    ]);
  });

  test('a version twice, and prose without any', () => {
    expect(brief('# 1.0\na\n# 1.0\nb\n')).toEqual([['1.0', null, 'a\n\nb']]);
    expect(brief('We follow 1.0 of the rules.\nNothing else.\n')).toEqual([]);
    expect(brief('')).toEqual([]);
  });
});

test('headings', () => {
  const version = (text: string) => versionHeading(text)?.version ?? null;
  expect(version('v1.2.3-rc.1+build')).toBe('1.2.3-rc.1+build');
  expect(version('Release v20240101')).toBe('20240101');
  expect(version('Version 7')).toBe('7');
  expect(version('some-package 1.2.3')).toBe('1.2.3');
  expect(version('2024.1.0')).toBe('2024.1.0');
  expect(version('2024-01-01')).toBe(null);
  expect(version('7 things')).toBe(null);
  expect(version('Added')).toBe(null);
  expect(version('x'.repeat(400))).toBe(null);
});

test('dates', () => {
  expect(dateIn('on March 5th, 2021')).toBe('2021-03-05');
  expect(dateIn('5 Mar 2021')).toBe('2021-03-05');
  expect(dateIn('2021/3/5')).toBe('2021-03-05');
  expect(dateIn('2021-02-30')).toBe(null);
  expect(dateIn('may 2021')).toBe(null);
  expect(dateIn('marching 5 2021')).toBe(null);
});
