/**
 * opam's versions, in Debian's order (https://opam.ocaml.org/doc/Manual.html#version-ordering), with hyphens as Debian reads
 * them: what follows the last one counts after all else (https://github.com/ocaml/opam/issues/4272).
 *
 * opam's manual has the tilde for pre-releases, and the OCaml repository uses it for them (`5.2.0~beta1`): a version with
 * one is a pre-release.
 */
import { defineScheme } from '../scheme.ts';
import { debianKey } from './shared/debian-key.ts';
import { leadingRelease } from './shared/leading-release.ts';
import { parseFormula } from './shared/opam-formula.ts';
import { type Keyed, orderKeys } from './shared/sort-key.ts';

export interface OpamVersion extends Keyed {
  text: string;
}

const GRAMMAR = /^[A-Za-z0-9_+.~-]+$/;

export const opam = defineScheme<OpamVersion>({
  id: 'opam',
  aliases: ['ocaml', 'opam.ocaml.org'],
  source: 'https://opam.ocaml.org/doc/Manual.html#version-ordering',
  parse: parseVersion,
  order: orderKeys,
  print: ({ text }) => text,
  isStable: ({ text }) => !text.includes('~'),
  release: ({ text }) => leadingRelease(text.startsWith('v') ? text.slice(1) : text),
  parseRange: text => parseFormula(text, { id: 'opam', parse: parseVersion, order: orderKeys }),
});

function parseVersion(text: string): OpamVersion | null {
  return GRAMMAR.test(text) ? { text, key: debianKey(text, 0) } : null;
}
