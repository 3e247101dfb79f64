import { expect, test } from 'vitest';
import { upstreamVersionsOf } from './upstream-versions.ts';

// The forms are those of apk-package(5).
test.each([
  ['1.26.18-r0', ['1.26.18']],
  ['2.0', ['2.0']],
  ['1.0b-r2', ['1.0b']],
  ['2.0.0_rc1-r0', ['2.0.0-rc1', '2.0.0.rc1', '2.0.0rc1']],
  ['2.0.0_alpha-r0', ['2.0.0-alpha', '2.0.0.alpha', '2.0.0alpha']],
  ['1.0_p1-r0', []],
  ['1.0_git20240101-r0', []],
  ['1.0~abc-r0', []],
  ['latest', []],
  ['', []],
])('%s was upstream %j', (version, expected) => {
  expect(upstreamVersionsOf(version)).toEqual(expected);
});
