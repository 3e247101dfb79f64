import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { cask, eask } from './cask.ts';
import index from './index.ts';
import { definePackage, packageRequires } from './package-el.ts';

const input = (path: string, text: string) => manifestInput(path, Buffer.from(text));
const facts = (parsed: ReturnType<typeof cask.parse>) =>
  parsed.dependencies.map(one => [one.name, one.requirement, one.type, one.source]);

test('headers of a package, over several lines', () => {
  const parsed = packageRequires.parse(
    input(
      'lisp/my-mode.el',
      `;;; my-mode.el --- A mode -*- lexical-binding: t; -*-
;; Version: 1.2
;; Package-Requires: ((emacs "27.1")
;;                    (dash "2.19"))
;; SPDX-License-Identifier: GPL-3.0-or-later
;;; Commentary:
(require 'dash)
`,
    ),
  );
  expect(parsed.project).toEqual({ name: 'my-mode', version: '1.2', license: 'GPL-3.0-or-later' });
  expect(facts(parsed)).toEqual([
    ['emacs', '27.1', 'runtime', null],
    ['dash', '2.19', 'runtime', null],
  ]);
});

test('a package definition', () => {
  const parsed = definePackage.parse(
    input('x-pkg.el', `(define-package "x" "1.0" "Text" '((emacs "24.3") (s "1.9")) :url "u")`),
  );
  expect(parsed.project).toEqual({ name: 'x', version: '1.0', license: null });
  expect(facts(parsed)).toEqual([
    ['emacs', '24.3', 'runtime', null],
    ['s', '1.9', 'runtime', null],
  ]);
});

test('Cask and Eask', () => {
  const parsed = cask.parse(
    input(
      'Cask',
      `(source melpa)
(package-file "x.el")
(depends-on "dash" "2.0")
(development
 (depends-on "ert-runner")
 (depends-on "f" :git "https://example.com/f.git" :ref "abc"))
`,
    ),
  );
  expect(parsed.includes).toEqual(['x.el']);
  expect(facts(parsed)).toEqual([
    ['dash', '2.0', 'runtime', null],
    ['ert-runner', '*', 'development', null],
    ['f', 'abc', 'development', 'https://example.com/f.git'],
  ]);
  expect(eask.parse(input('Eask', '(package "x" "1.0" "d")\n(depends-on "emacs" "26.1")')).project).toEqual({
    name: 'x',
    version: '1.0',
    license: null,
  });
});

test('only files with the header are read', () => {
  const content = index.formats.find(({ id }) => id === 'el')?.content as (head: string) => boolean;
  expect(content(';;; x.el\n;; Package-Requires: ((a "1"))\n')).toBe(true);
  expect(content('(message "Package-Requires:")')).toBe(false);
});
