import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { infoRkt } from './info-rkt.ts';

const read = (text: string) => infoRkt.parse(manifestInput('info.rkt', Buffer.from(text)));

test('packages with and without versions, for platforms, from repositories', () => {
  const parsed = read(`#lang info
(define collection "my-lib")
(define version "1.2")
(define license '(Apache-2.0 OR MIT))
(define deps '("base"
               ("gui-lib" #:version "1.5")
               ("old" "2.0")
               ("win" #:platform 'windows)
               "git://github.com/owner/other.git?path=x"))
(define build-deps (list "scribble-lib" (string-append "rack" "unit")))
; (define deps '("no"))
`);
  expect(parsed.project).toEqual({ name: 'my-lib', version: '1.2', license: 'Apache-2.0 OR MIT' });
  expect(
    parsed.dependencies.map(one => [one.name, one.requirement, one.type, one.condition, one.source]),
  ).toEqual([
    ['base', '*', 'runtime', null, null],
    ['gui-lib', '1.5', 'runtime', null, null],
    ['old', '2.0', 'runtime', null, null],
    ['win', '*', 'runtime', 'windows', null],
    ['other', '*', 'runtime', null, 'git://github.com/owner/other.git?path=x'],
    ['scribble-lib', '*', 'build', null, null],
  ]);
  expect(parsed.unresolved).toEqual([{ what: 'an entry of "build-deps" is computed', line: 10 }]);
});

test('the old module form, and a computed list', () => {
  expect(read(`(module info setup/infotab (define deps '("base")))`).dependencies).toMatchObject([
    { name: 'base' },
  ]);
  const computed = read('(define deps (append a b))');
  expect(computed.dependencies).toEqual([]);
  expect(computed.unresolved).toHaveLength(1);
});
