/**
 * Restrictions of Debian's build relations: architectures in brackets (Policy 7.1 and 11.1,
 * https://www.debian.org/doc/debian-policy/ch-relationships.html) and build profiles in angle brackets
 * (https://wiki.debian.org/BuildProfileSpec).
 */
import { InputError } from '../../core/errors.ts';
import { tupleOf, wildcardTuple } from './debian-architectures.ts';

export interface RestrictionTerm {
  name: string;
  /** Written with `!`. */
  isNegated: boolean;
}

/** One of the lists holds, and of that all terms. Nothing at all is no restriction. */
export type ProfileFormula = readonly (readonly RestrictionTerm[])[];

/** In UTF-16 code units. */
export const MAX_RESTRICTION_LENGTH = 8_192;
const TERM = /^!?[a-z0-9][a-z0-9.+/-]{0,127}$/;

/**
 * Reads `[amd64 !i386 linux-any]`; nothing at all is no restriction.
 * @throws InputError with field `architectures`.
 */
export function parseArchitectures(text: string): RestrictionTerm[] {
  const lists = readLists(text, '[', ']', 'architectures');
  if (lists.length > 1) throw bad('architectures', text, 'there is one list');
  return lists[0] ?? [];
}

/**
 * True where a relation with this restriction counts on `architecture`, a name like `amd64` or `hurd-i386`. Policy wants
 * all names of a list to have a `!` or none. In a mixed list the first name that fits decides, as in dpkg; where none
 * fits, the relation counts if there was a `!`.
 */
export function countsOnArchitecture(terms: readonly RestrictionTerm[], architecture: string): boolean {
  const decisive = terms.find(({ name }) => isArchitecture(architecture, name));
  if (decisive !== undefined) return !decisive.isNegated;
  return terms.length === 0 || terms.some(({ isNegated }) => isNegated);
}

/** True where `architecture` is the one called `name`, or one of those that the wildcard `name` stands for. */
export function isArchitecture(architecture: string, name: string): boolean {
  if (architecture === name) return true;
  const wildcard = wildcardTuple(name);
  const tuple = tupleOf(architecture);
  if (tuple === null) return false;
  if (wildcard !== null) return wildcard.every((part, i) => part === 'any' || part === tuple[i]);
  const named = tupleOf(name);
  return named?.every((part, i) => part === tuple[i]) ?? false;
}

/**
 * Reads `<!nocheck> <cross>`; nothing at all is no restriction.
 * @throws InputError with field `profiles`.
 */
export function parseProfiles(text: string): ProfileFormula {
  return readLists(text, '<', '>', 'profiles');
}

/** True where a relation, or a package, with this formula counts when these profiles are active. */
export function countsInProfiles(formula: ProfileFormula, active: readonly string[]): boolean {
  if (formula.length === 0) return true;
  return formula.some(list => list.every(({ name, isNegated }) => active.includes(name) !== isNegated));
}

/** Lists of terms, each in its brackets, with white space between. */
function readLists(
  text: string,
  open: string,
  close: string,
  field: 'architectures' | 'profiles',
): RestrictionTerm[][] {
  if (text.length > MAX_RESTRICTION_LENGTH)
    throw bad(field, text, `there are at most ${MAX_RESTRICTION_LENGTH} characters`);
  const lists: RestrictionTerm[][] = [];
  let rest = text.trim();
  while (rest !== '') {
    const end = rest.indexOf(close);
    if (!rest.startsWith(open) || end === -1)
      throw bad(field, text, `a list is enclosed in "${open}" and "${close}"`);
    const words = rest
      .slice(1, end)
      .split(/\s/)
      .filter(word => word !== '');
    const wrong = words.find(word => !TERM.test(word));
    if (words.length === 0 || wrong !== undefined)
      throw bad(field, text, wrong === undefined ? 'a list is empty' : `"${wrong.slice(0, 40)}" is no name`);
    lists.push(words.map(word => ({ name: word.replace('!', ''), isNegated: word.startsWith('!') })));
    const after = rest.slice(end + 1);
    rest = after.trimStart();
    if (rest !== '' && rest === after) throw bad(field, text, 'white space separates lists');
  }
  return lists;
}

function bad(field: 'architectures' | 'profiles', text: string, why: string): InputError {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return new InputError(field, `"${shown}" restricts no ${field}: ${why}`, 422);
}
