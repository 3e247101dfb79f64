/** What incompatibilities say, in words. */
import { type Fact, type Incompatibility, isFailure, type PackageId, ROOT } from './incompatibility.ts';
import { has, type Positions, without } from './positions.ts';

/** The names behind the solver's numbers. */
export interface Vocabulary {
  label(id: PackageId): string;
  countOf(id: PackageId): number;
  /** The version at a position. */
  number(id: PackageId, position: number): string;
  /** A requirement that somebody wrote which takes exactly these versions; null where there was none. */
  requirementOf(id: PackageId, versions: Positions): string | null;
}

/** Ranges shown of a set; further ones are counted. */
const MOST_RANGES = 4;

/** `every version of b`, `b 1.0.0`, `b >=2`. */
function versionsInWords(
  words: Vocabulary,
  id: PackageId,
  versions: Positions,
  { all = 'every version of ', feature = null }: { all?: string; feature?: PackageId | null } = {},
): string {
  if (id === ROOT) return 'the project';
  const label = words.label(feature ?? id);
  const count = words.countOf(id);
  if (versions.length === 2 && versions[0] === 0 && versions[1] === count) {
    return count === 1 && all !== '' && words.number(id, 0) !== ''
      ? `${label} ${words.number(id, 0)}`
      : count === 1
        ? label
        : all + label;
  }
  // Who needs something is best known by its version, what is needed by what was asked for.
  const isOne = versions.length === 2 && versions[1]! - versions[0]! === 1;
  const requirement = isOne && all !== '' ? null : words.requirementOf(id, versions);
  return `${label} ${requirement ?? rangesInWords(words, id, versions)}`;
}

function rangesInWords(words: Vocabulary, id: PackageId, versions: Positions): string {
  if (versions.length === 0) return '(no version)';
  const count = words.countOf(id);
  const ranges: string[] = [];
  for (let i = 0; i < versions.length && ranges.length < MOST_RANGES; i += 2) {
    const from = versions[i]!;
    const to = versions[i + 1]!;
    if (to - from === 1) ranges.push(words.number(id, from));
    else {
      const lower = from === 0 ? '' : `>=${words.number(id, from)}`;
      const upper = to === count ? '' : `<${words.number(id, to)}`;
      ranges.push([lower, upper].filter(Boolean).join(' '));
    }
  }
  const more = versions.length / 2 - ranges.length;
  if (more > 0) ranges.push(`${more} more ranges`);
  return ranges.join(' or ');
}

/** True for a term that holds where the package is not selected. */
function isNegative(words: Vocabulary, id: PackageId, term: Positions): boolean {
  return has(term, words.countOf(id));
}

function termInWords(words: Vocabulary, id: PackageId, term: Positions, all?: string): string {
  const count = words.countOf(id);
  return versionsInWords(words, id, isNegative(words, id, term) ? without(term, count + 1) : term, { all });
}

/** The sentence that an incompatibility says, without a capital and a full stop. */
export function sentence(words: Vocabulary, one: Incompatibility): string {
  if ('fact' in one.cause) return factInWords(words, one, one.cause.fact);
  if (isFailure(one)) return 'there is no solution';
  const holds: string[] = [];
  const fails: string[] = [];
  one.packages.forEach((id, i) => {
    const isFailing = isNegative(words, id, one.terms[i]!);
    const isAlone = holds.length > 0 || isFailing;
    (isFailing ? fails : holds).push(termInWords(words, id, one.terms[i]!, isAlone ? '' : undefined));
  });
  if (holds.length === 0)
    return fails.length === 1 ? `${fails[0]} is required` : `one of ${fails.join(' and ')} is required`;
  if (fails.length === 0) {
    const beside = holds.length === 1 ? '' : ` together with ${holds.slice(1).join(' and ')}`;
    const [first = ''] = holds;
    return first.startsWith('every ')
      ? `no ${first.slice(6)} can be used${beside}`
      : `${first} cannot be used${beside}`;
  }
  const [first, ...others] = holds;
  const beside = others.length > 0 ? ` together with ${others.join(' and ')}` : '';
  return `${first}${beside} requires ${fails.join(' or ')}`;
}

function factInWords(words: Vocabulary, one: Incompatibility, fact: Fact): string {
  if (fact.kind === 'root') return 'the project is to be resolved';
  const subject = subjectInWords(words, one, fact);
  if (fact.kind === 'refused') return `${subject} ${fact.because}`;
  if (fact.kind === 'conflicts') return `${subject} conflicts with ${fact.with.words}`;
  return `${subject} depends on ${dependedInWords(fact)}`;
}

function subjectInWords(
  words: Vocabulary,
  one: Incompatibility,
  fact: Exclude<Fact, { kind: 'root' }>,
): string {
  const at = one.packages.indexOf(fact.subject);
  if (at < 0)
    return versionsInWords(words, fact.subject, [0, words.countOf(fact.subject)], { feature: fact.feature });
  const term = one.terms[at]!;
  const count = words.countOf(fact.subject);
  const versions = has(term, count) ? without(term, count + 1) : term;
  return versionsInWords(words, fact.subject, versions, { feature: fact.feature });
}

function dependedInWords({ options, note }: Extract<Fact, { kind: 'depends' }>): string {
  const list = options.map(option => option.words).join(' or ');
  return note === null ? list : `${list}, ${note},`;
}

/** `a depends on b >=2 which depends on c <1`, or `a depends on both b and c`, where two facts join so. */
export function joined(words: Vocabulary, one: Incompatibility, two: Incompatibility): string | null {
  if (!('fact' in one.cause) || !('fact' in two.cause)) return null;
  const first = one.cause.fact;
  const second = two.cause.fact;
  if (first.kind !== 'depends' || (second.kind !== 'depends' && second.kind !== 'refused')) return null;
  if (first.note !== null || first.options.length !== 1) return null;
  const [option] = first.options;
  const at = two.packages.indexOf(second.subject);
  if (option!.package !== second.subject || at < 0 || second.feature !== null) return null;
  const term = two.terms[at]!;
  // All that the first asks for is what the second is about.
  for (let i = 0; i < option!.versions.length; i += 2)
    if (!has(term, option!.versions[i]!) || !has(term, option!.versions[i + 1]! - 1)) return null;
  const what = second.kind === 'depends' ? `depends on ${dependedInWords(second)}` : second.because;
  return `${sentence(words, one)} which ${what}`;
}
