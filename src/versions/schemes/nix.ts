/**
 * Nix: the order of `builtins.compareVersions` (https://nix.dev/manual/nix/stable/command-ref/nix-env/upgrade#versions).
 * Numbers and words alternate; dots and dashes only separate. At each place `pre` is older than the end of the version,
 * which is older than any other word, which is older than a number.
 *
 * Nix has no requirements; what is read are comparators (`shared/comparators.ts`), where no text is every version. `pre` is
 * its only word for pre-releases: 1.0rc1 is newer than 1.0.
 */
import { isDigit } from '../numeric.ts';
import { defineScheme } from '../scheme.ts';
import { parseComparators } from './shared/comparators.ts';
import { leadingRelease } from './shared/leading-release.ts';
import { type Keyed, numberKey, orderKeys } from './shared/sort-key.ts';

export interface NixVersion extends Keyed {
  text: string;
  isStable: boolean;
}

/** What the name of a store path may have: https://nix.dev/manual/nix/stable/store/store-path. `=` starts a comparator. */
const GRAMMAR = /^[A-Za-z0-9+._?-][A-Za-z0-9+._?=-]*$/;

const PRE = '\x01';
const END = '\x02';
const WORD = '\x03';
const NUMBER = '\x04';

export const nix = defineScheme<NixVersion>({
  id: 'nix',
  aliases: ['nixpkgs', 'nixos'],
  source: 'https://nix.dev/manual/nix/stable/command-ref/nix-env/upgrade#versions',
  parse: parseVersion,
  order: orderKeys,
  print: ({ text }) => text,
  isStable: version => version.isStable,
  release: ({ text }) => leadingRelease(text),
  parseRange: text => parseComparators(text, { id: 'nix', parse: parseVersion, order: orderKeys }),
});

function parseVersion(text: string): NixVersion | null {
  if (!GRAMMAR.test(text)) return null;
  let key = '';
  let isStable = true;
  for (let at = 0; at < text.length; ) {
    let end = at + 1;
    if (isDigit(text.charCodeAt(at))) {
      while (isDigit(text.charCodeAt(end))) end++;
      key += NUMBER + numberKey(text, at, end);
    } else if (isWordAt(text, at)) {
      while (isWordAt(text, end)) end++;
      const word = text.slice(at, end);
      isStable &&= word !== 'pre';
      key += word === 'pre' ? PRE : `${WORD + word}\0`;
    }
    at = end;
  }
  return { text, isStable, key: key + END };
}

function isWordAt(text: string, at: number): boolean {
  const character = text[at];
  return (
    character !== undefined && character !== '.' && character !== '-' && !isDigit(character.charCodeAt(0))
  );
}
