/**
 * Patterns of packages (PACKAGE WILDCARDS in https://man.netbsd.org/pkg_info.1) as dependencies: `zlib>=1.2`,
 * `{cdrtools,cdrtools-ossdvd}>=1.10`, `perl-[0-9]*`, `curl-8.1{,nb*}`.
 */
import type { DependencyRecord } from '../../core/records.ts';

const MAX_ALTERNATIVES = 16;

interface Pattern {
  base: string;
  /** As written; null for any version. */
  requirement: string | null;
}

/** Paths of the packages that are built under a name, from the whole index. */
export type PathsOf = (base: string) => readonly string[];

/**
 * The dependencies that the patterns state. A name is that of a package's path where the index has one built under it; the
 * name itself is then in the qualifier `pkgbase`, since one path may be built under several.
 */
export function dependenciesOf(patterns: readonly string[], pathsOf: PathsOf): DependencyRecord[] {
  const records: DependencyRecord[] = [];
  const seen = new Set<string>();
  for (const text of patterns) {
    const group = groupOf(parsePatterns(text), pathsOf);
    const key = group.map(keyOf).join('\n');
    if (seen.has(key)) continue;
    seen.add(key);
    for (const record of group) records.push(record);
  }
  return records;
}

/** None of the three holds a space. */
function keyOf({ name, requirement, qualifiers }: DependencyRecord): string {
  return `${name} ${qualifiers?.pkgbase ?? ''} ${requirement ?? ''}`;
}

function groupOf(patterns: readonly Pattern[], pathsOf: PathsOf): DependencyRecord[] {
  const group: DependencyRecord[] = [];
  for (const { base, requirement } of patterns) {
    const paths = pathsOf(base);
    if (paths.length === 0) addTo(group, { name: base, requirement, kind: 'runtime', optional: false });
    for (const name of paths) {
      const qualifiers = { pkgbase: base };
      if (group.length === MAX_ALTERNATIVES) break;
      addTo(group, { name, requirement, kind: 'runtime', optional: false, qualifiers });
    }
  }
  return group;
}

function addTo(group: DependencyRecord[], record: DependencyRecord): void {
  if (group.length >= MAX_ALTERNATIVES) return;
  if (group.length > 0) record.alternative = true;
  group.push(record);
}

/** The alternatives of a pattern, in order; of several with one name the braces are in the version, and stay there. */
export function parsePatterns(text: string): Pattern[] {
  if (!text.includes('{')) {
    const pattern = splitPattern(text);
    return pattern === null ? [] : [pattern];
  }
  const expanded = expand(text).flatMap(alternative => splitPattern(alternative) ?? []);
  const [first] = expanded;
  if (first === undefined) return [];
  if (expanded.length > 1 && expanded.every(({ base }) => base === first.base)) {
    return [splitPattern(text) ?? first];
  }
  return [...new Map(expanded.map(pattern => [pattern.base, pattern])).values()];
}

/** Braces as csh has them, at most 16 words; what is not balanced stands for itself. */
function expand(text: string): string[] {
  const done: string[] = [];
  const open = [text];
  while (open.length > 0 && done.length < MAX_ALTERNATIVES) {
    const word = open.shift() as string;
    const braces = firstBraces(word);
    // Behind the name, braces are of the requirement, which stays as written.
    if (braces === null || splitPattern(word.slice(0, braces.start))?.requirement) {
      done.push(word);
      continue;
    }
    const { start, end, parts } = braces;
    open.unshift(
      ...parts.slice(0, MAX_ALTERNATIVES).map(part => word.slice(0, start) + part + word.slice(end + 1)),
    );
  }
  return done;
}

/** The first outermost pair of braces and what stands between its commas. */
function firstBraces(word: string): { start: number; end: number; parts: string[] } | null {
  const start = word.indexOf('{');
  if (start === -1) return null;
  const parts: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let at = start; at < word.length; at++) {
    const character = word[at];
    if (character === '{') depth++;
    else if (character === ',' && depth === 1) {
      parts.push(word.slice(from, at));
      from = at + 1;
    } else if (character === '}' && --depth === 0) {
      parts.push(word.slice(from, at));
      return { start, end: at, parts };
    }
  }
  return null;
}

/** `zlib>=1.2`, `perl-5.*` and `perl-[0-9]*` into name and requirement; null where no name is left. */
function splitPattern(text: string): Pattern | null {
  const operator = text.search(/[<>=!]/);
  if (operator !== -1) return named(text.slice(0, operator), text.slice(operator));
  // The hyphen of a wildcard such as [0-9] is none.
  const bracket = text.indexOf('[');
  const end = bracket === -1 ? text.length : bracket;
  for (let at = text.lastIndexOf('-', end); at > 0; at = text.lastIndexOf('-', at - 1)) {
    const rest = text.slice(at + 1);
    if (/^[0-9[*{]/.test(rest)) return named(text.slice(0, at), rest);
  }
  return named(text, '');
}

function named(base: string, rest: string): Pattern | null {
  // A name with wildcards of its own is none.
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.+-]*$/.test(base)) return null;
  const isAny = rest === '' || rest === '[0-9]*' || rest === '*';
  return { base, requirement: isAny ? null : rest };
}
