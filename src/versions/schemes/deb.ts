/**
 * Debian's version scheme: `[epoch:]upstream_version[-debian_revision]`, ordered as Debian Policy 5.6.12 says, with the
 * relations of Policy 7.1 (https://www.debian.org/doc/debian-policy/ch-relationships.html). Ubuntu and their kin have it too.
 *
 * There are no pre-releases in this scheme: `2.0~rc1-1` in a stable suite is what its users get, so every version is
 * stable and the tilde only orders.
 */
import type { Intervals } from '../intervals.ts';
import { defineScheme } from '../scheme.ts';
import { debianKey } from './shared/debian-key.ts';
import { leadingRelease } from './shared/leading-release.ts';
import { compared, parseRelations } from './shared/relations.ts';
import { type Keyed, numberKey, orderKeys } from './shared/sort-key.ts';

export interface DebVersion extends Keyed {
  /** Upstream version and revision: all but the epoch. */
  rest: string;
  /** Without leading zeros; empty for 0. */
  epoch: string;
}

const MAX_EPOCH = 2_147_483_647;
/** No part is empty; the upstream version starts with a digit; a hyphen is followed by the revision or by another part. */
const REST = /^[0-9][A-Za-z0-9.+~:-]*$/;
const EPOCH = /^[0-9]{1,10}$/;

/**
 * `<` and `>` are the obsolete spellings of `<=` and `>=`: "confusingly defined" says the policy, but dpkg still reads
 * them so (https://manpages.debian.org/stable/dpkg/dpkg.1.en.html, --compare-versions).
 */
const OPERATORS: Record<string, string> = {
  '': '=',
  '=': '=',
  '<<': '<',
  '<=': '<=',
  '<': '<=',
  '>>': '>',
  '>=': '>=',
  '>': '>=',
};

export const deb = defineScheme<DebVersion>({
  id: 'deb',
  aliases: ['debian', 'ubuntu', 'dpkg', 'apt', 'echo'],
  source: 'https://www.debian.org/doc/debian-policy/ch-controlfields.html#version',
  maxLength: 512,
  parse: parseVersion,
  order: orderKeys,
  print: ({ epoch, rest }) => (epoch === '' && !rest.includes(':') ? rest : `${epoch || '0'}:${rest}`),
  isStable: () => true,
  release: ({ rest }) => leadingRelease(rest),
  parseRange: text => parseRelations(text, { id: 'deb', order: orderKeys, relation }),
});

/**
 * What `dpkg --validate-version` accepts without complaint: an epoch below 2^31, an upstream version that starts with a
 * digit, and no empty part.
 */
function parseVersion(text: string): DebVersion | null {
  const colon = text.indexOf(':');
  const digits = text.slice(0, Math.max(colon, 0));
  if (colon !== -1 && (!EPOCH.test(digits) || Number(digits) > MAX_EPOCH)) return null;
  const rest = text.slice(colon + 1);
  if (!REST.test(rest)) return null;
  const hyphen = rest.lastIndexOf('-');
  if (hyphen !== -1 && (hyphen === rest.length - 1 || rest.includes(':', hyphen))) return null;
  // Only an epoch lets an upstream version have a colon, and without one the first colon ended the epoch.
  const key = numberKey(digits) + debianKey(rest, 0);
  return { rest, epoch: digits.replace(/^0+/, ''), key };
}

/** One relation of a control field, with or without its parentheses; no operator is `=`, as dpkg reads it. */
function relation(operator: string, text: string): Intervals<DebVersion> | null {
  const version = parseVersion(text);
  const meaning = OPERATORS[operator];
  return version === null || meaning === undefined ? null : compared(meaning, version, text);
}
