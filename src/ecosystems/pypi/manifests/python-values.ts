/** Literal values in a Python program, read without running it: lists and dicts of texts, and names that are set to such. */
import {
  type Argument,
  after,
  argumentsOf,
  isSign,
  labelled,
  type Source,
  sourceOf,
} from '../../../formats/source-calls.ts';
import type { SourceSyntax, SourceToken } from '../../../formats/source-tokens.ts';

const PYTHON: SourceSyntax = { lineComments: ['#'], quotes: '"\'', longQuotes: '"\'' };
/** Prefixes of literals that are texts all the same; `f` computes. */
const PLAIN_PREFIX = /^[rRuUbB]{1,2}$/;
/** Methods by which a list or dict grows. */
const ADDING = new Set(['append', 'extend', 'insert', 'update']);
const MAX_NAMES_DEEP = 10;
const MAX_ITEMS = 100_000;

export interface PythonProgram {
  source: Source;
  /** Where the value of each name begins and ends that is set at the margin of the file; the first counts. */
  names: ReadonlyMap<string, Range>;
  /** Names whose lists are added to later: `x += [...]`, `x.append(...)`. */
  changed: ReadonlySet<string>;
}

/** Positions of tokens: from the first, up to and without the second. */
export interface Range {
  from: number;
  to: number;
}

export interface PythonTexts {
  texts: string[];
  /** False where more is computed. */
  isComplete: boolean;
}

/** @throws UpstreamError `too-large` for what no person wrote. */
export function readPython(text: string, what: string): PythonProgram {
  const source = sourceOf(text, PYTHON, what);
  const names = new Map<string, Range>();
  const { tokens } = source;
  for (let at = 0; at + 2 < tokens.length; at++) {
    const token = tokens[at] as SourceToken;
    if (!token.first || token.column > 0 || token.kind !== 'word' || names.has(token.value)) continue;
    if (!isSign(tokens[at + 1], '=') || isSign(tokens[at + 2], '=')) continue;
    let to = at + 2;
    while (to < tokens.length && !(tokens[to] as SourceToken).first) to = after(source, to);
    names.set(token.value, { from: at + 2, to });
  }
  return { source, names, changed: changedIn(source) };
}

function changedIn({ tokens }: Source): Set<string> {
  const changed = new Set<string>();
  for (let at = 0; at + 2 < tokens.length; at++) {
    const { first, kind, value } = tokens[at] as SourceToken;
    if (!first || kind !== 'word') continue;
    const dot = value.lastIndexOf('.');
    if (isSign(tokens[at + 1], '+') && isSign(tokens[at + 2], '=')) changed.add(value);
    else if (dot > 0 && isSign(tokens[at + 1], '(') && ADDING.has(value.slice(dot + 1)))
      changed.add(value.slice(0, dot));
  }
  return changed;
}

/** The arguments of every call of a function, be it `setup(...)` or `x.setup(...)`. */
export function callsOf({ source }: PythonProgram, name: string): ReadonlyMap<string, Argument>[] {
  const found: ReadonlyMap<string, Argument>[] = [];
  for (const [at, { kind, value }] of source.tokens.entries())
    if (
      kind === 'word' &&
      (value === name || value.endsWith(`.${name}`)) &&
      isSign(source.tokens[at + 1], '(')
    )
      if (found.length < 10) found.push(labelled(argumentsOf(source, at + 1)));
  return found;
}

/** The value behind a text as a key of a dict, wherever it stands: `'install_requires': [...]`. */
export function underKey({ source }: PythonProgram, key: string): Range | null {
  const { tokens } = source;
  const at = tokens.findIndex(
    (token, i) => token.kind === 'text' && token.value === key && isSign(tokens[i + 1], ':'),
  );
  if (at < 0) return null;
  let to = at + 2;
  while (to < tokens.length && !isSign(tokens[to], ',') && !isSign(tokens[to], '}')) to = after(source, to);
  return { from: at + 2, to };
}

/** The texts of a list, a tuple, one text, a name set to such, or several of them added. */
export function textsIn(program: PythonProgram, range: Range, depth = 0): PythonTexts {
  const { tokens, partner } = program.source;
  const found: PythonTexts = { texts: [], isComplete: true };
  for (const { from, to } of summandsIn(program.source, range)) {
    const first = tokens[from];
    const text = textOf(program, { from, to });
    if (text !== null) found.texts.push(text);
    else if ((isSign(first, '[') || isSign(first, '(')) && partner[from] === to - 1) {
      for (const item of argumentsOf(program.source, from)) {
        const value = textOf(program, item);
        if (value === null) found.isComplete = false;
        else if (found.texts.length < MAX_ITEMS) found.texts.push(value);
      }
    } else {
      const named = first?.kind === 'word' && to === from + 1 ? program.names.get(first.value) : undefined;
      const inner = named && depth < MAX_NAMES_DEEP ? textsIn(program, named, depth + 1) : null;
      if (inner) for (const value of inner.texts) if (found.texts.length < MAX_ITEMS) found.texts.push(value);
      if (!inner?.isComplete || program.changed.has(first?.value ?? '')) found.isComplete = false;
    }
  }
  return found;
}

/** The entries of `{...}` or `dict(...)`, or of a name set to such; null for anything else. */
export function entriesIn(program: PythonProgram, range: Range, depth = 0): Argument[] | null {
  const { tokens } = program.source;
  const first = tokens[range.from];
  if (isSign(first, '{')) return argumentsOf(program.source, range.from);
  if (first?.kind !== 'word') return null;
  if (first.value === 'dict' && isSign(tokens[range.from + 1], '('))
    return argumentsOf(program.source, range.from + 1);
  const named = range.to === range.from + 1 ? program.names.get(first.value) : undefined;
  return named && depth < MAX_NAMES_DEEP ? entriesIn(program, named, depth + 1) : null;
}

/** One text, or several that Python joins, or a name set to such; null for anything else. */
export function textOf(program: PythonProgram, { from, to }: Range): string | null {
  const { tokens } = program.source;
  const pieces: string[] = [];
  for (let at = from; at < to; at++) {
    const { kind, value, end } = tokens[at] as SourceToken;
    if (kind === 'text') pieces.push(value);
    else if (
      !(
        kind === 'word' &&
        PLAIN_PREFIX.test(value) &&
        tokens[at + 1]?.kind === 'text' &&
        tokens[at + 1]?.at === end
      )
    ) {
      const named = kind === 'word' && to === from + 1 ? program.names.get(value) : undefined;
      const token = named && named.to === named.from + 1 ? tokens[named.from] : undefined;
      return token?.kind === 'text' ? token.value : null;
    }
  }
  return pieces.length > 0 ? pieces.join('') : null;
}

function summandsIn(source: Source, { from, to }: Range): Range[] {
  const found: Range[] = [];
  let start = from;
  for (let at = from; at < to; at = after(source, at)) {
    if (!isSign(source.tokens[at], '+')) continue;
    found.push({ from: start, to: at });
    start = at + 1;
  }
  found.push({ from: start, to });
  return found.filter(one => one.to > one.from);
}
