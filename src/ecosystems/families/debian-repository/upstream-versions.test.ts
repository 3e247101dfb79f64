import { expect, test } from 'vitest';
import { upstreamVersionsOf } from './upstream-versions.ts';

// The forms are those of the Policy and the Developer's Reference; the numbers are made up.
test.each([
  ['1.26.12-1', ['1.26.12']],
  ['1.26.12-1+deb12u1', ['1.26.12']],
  ['1:2.0-3ubuntu1.2', ['2.0']],
  ['2.0', ['2.0']],
  ['1.2-3-1', ['1.2-3']],
  ['4.17.21+dfsg-1', ['4.17.21']],
  ['4.17.21+dfsg.2-1', ['4.17.21']],
  ['4.17.21+dfsg+~cs8.31.198.20210220-9', ['4.17.21']],
  ['7.5.4+~7.3.9-1', ['7.5.4']],
  ['1.0~ds1-1', ['1.0']],
  ['1.0+repack-1', ['1.0']],
  ['2.0+really1.9-1', ['1.9']],
  ['2.0.0~rc1-1', ['2.0.0-rc1', '2.0.0.rc1', '2.0.0rc1']],
  ['3.0~beta.2+dfsg-1', ['3.0-beta.2', '3.0.beta.2', '3.0beta.2']],
  ['1.2.3+git20240101.abcdef0-1', []],
  ['0.0~git20200101.abcdef0-1', []],
  ['-1', []],
  ['', []],
])('%s was upstream %j', (version, expected) => {
  expect(upstreamVersionsOf(version)).toEqual(expected);
});
