/** The value of a tag such as Requires: `a, b >= 1.0 c (d or e)`, https://rpm-software-management.github.io/rpm/manual/dependencies.html. */
import { dependency, type ManifestDependency } from '../../manifest.ts';

const OPERATORS: ReadonlySet<string> = new Set(['<', '<=', '=', '==', '>=', '>', '=<', '=>']);

interface Kind {
  type: string;
  optional: boolean | null;
  condition: string | null;
}

/** `found`: what has a name; `computed`: what macros stand for. Paths are requirements of files, not of packages, and left out. */
export function requirementsIn(
  value: string,
  { type, optional, condition }: Kind,
): { found: ManifestDependency[]; computed: string[] } {
  const found: ManifestDependency[] = [];
  const computed: string[] = [];
  const words = wordsOf(value);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const operator = words[i + 1];
    const version = operator !== undefined && OPERATORS.has(operator) ? words[i + 2] : undefined;
    if (version !== undefined) i += 2;
    if (word.startsWith('%')) {
      computed.push(`what ${word.slice(0, 100)} stands for`);
      continue;
    }
    if (word.startsWith('/') || OPERATORS.has(word)) continue;
    const isRich = word.startsWith('(');
    const name = isRich ? firstName(word) : word;
    if (name === '') continue;
    const requirement = version === undefined ? null : `${operator} ${version}`;
    found.push(
      dependency(name, requirement, type, {
        direct: true,
        optional,
        condition: isRich ? [condition, word].filter(Boolean).join(' and ') : condition,
        unresolved: name.includes('%') || version?.includes('%') === true,
      }),
    );
  }
  return { found, computed };
}

/** Words between blanks and commas; a bracket and what is in it belong to one. */
function wordsOf(value: string): string[] {
  const words: string[] = [];
  let start = -1;
  let depth = 0;
  for (let at = 0; at <= value.length; at++) {
    const character = value[at] ?? ' ';
    if (character === '(' || character === '{') depth++;
    else if (character === ')' || character === '}') depth--;
    const isGap =
      (depth <= 0 && (character === ' ' || character === '\t' || character === ',')) || at === value.length;
    if (isGap && start >= 0) {
      words.push(value.slice(start, at));
      start = -1;
    } else if (!isGap && start < 0) start = at;
  }
  return words;
}

/** Of `(a >= 1 or b)` the `a`: which ones are needed depends on what is installed. */
function firstName(rich: string): string {
  return rich.replace(/^\(+/, '').trim().split(/[\s)]/, 1)[0] as string;
}
