/**
 * `conanfile.py` (https://docs.conan.io/2/reference/conanfile.html): a program. What its methods and attributes require is read
 * where it stands as a text; a reference that is computed is marked or, where nothing of it is written out, reported.
 */
import { after, argumentsOf, isSign, type Source, sourceOf } from '../../../formats/source-calls.ts';
import type { SourceSyntax, SourceToken } from '../../../formats/source-tokens.ts';
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';
import { referenceIn } from './reference.ts';

const PYTHON: SourceSyntax = { lineComments: ['#'], quotes: `'"`, longQuotes: `'"` };

const TYPES = new Map([
  ['requires', 'runtime'],
  ['tool_requires', 'development'],
  ['build_requires', 'development'],
  ['python_requires', 'development'],
  ['test_requires', 'test'],
]);
/** What a line begins with that holds its condition and what is done then: `if shared: self.requires(...)`. */
const CONDITIONS = new Set(['if', 'elif', 'else', 'for', 'while']);

interface Scan {
  source: Source;
  dependencies: ManifestDependency[];
  unresolved: Unresolved[];
}

export const conanfilePy: ManifestReader = {
  parse(input) {
    const source = sourceOf(input.text, PYTHON, 'conanfile.py');
    const scan: Scan = { source, dependencies: [], unresolved: [] };
    const attributes = new Map<string, string>();
    let statement = source.tokens[0] as SourceToken;
    /** Columns of statements in the class and in the method; what is further in stands in a condition. */
    let inClass = 4;
    let inMethod = 8;
    for (let at = 0; at < source.tokens.length; at++) {
      const token = source.tokens[at] as SourceToken;
      if (token.first) statement = token;
      if (token.kind !== 'word') continue;
      if (token.first && token.value === 'class') inClass = bodyOf(source, at) ?? inClass;
      else if (token.first && token.value === 'def') inMethod = bodyOf(source, at) ?? inMethod;
      const next = source.tokens[at + 1];
      const method = token.value.startsWith('self.')
        ? TYPES.get(token.value.slice('self.'.length))
        : undefined;
      if (method !== undefined && isSign(next, '(')) {
        const isConditional = statement.column > inMethod || CONDITIONS.has(statement.value);
        readReferences(scan, method, argumentsOf(source, at + 1)[0]?.from ?? at + 2, isConditional, false);
      } else if (token.first && isSign(next, '=') && token.column === inClass) {
        const type = TYPES.get(token.value);
        const value = source.tokens[at + 2];
        if (type !== undefined) readReferences(scan, type, at + 2, false, true);
        else if (value?.kind === 'text' && !attributes.has(token.value))
          attributes.set(token.value, value.value);
      }
    }
    const text = (name: string) => attributes.get(name) ?? null;
    return {
      dependencies: scan.dependencies,
      project: { name: text('name'), version: text('version'), license: text('license') },
      unresolved: scan.unresolved,
    };
  },
};

/** The column of the first statement behind `class X(...):` or `def x(...):`; null where it stands on the same line. */
function bodyOf(source: Source, at: number): number | null {
  let next = isSign(source.tokens[at + 2], '(') ? after(source, at + 2) : at + 2;
  // What is not on the line any more is no colon of this statement.
  while (next < source.tokens.length && !isSign(source.tokens[next], ':') && !source.tokens[next]?.first)
    next++;
  const body = source.tokens[next + 1];
  return isSign(source.tokens[next], ':') && body?.first ? body.column : null;
}

/** One text, or as an attribute also several, in brackets or separated by commas. */
function readReferences(scan: Scan, type: string, at: number, isConditional: boolean, isList: boolean): void {
  const { tokens, partner } = scan.source;
  const first = tokens[at];
  if (first === undefined) return;
  if (isList && (isSign(first, '(') || isSign(first, '['))) {
    const end = partner[at] === -1 ? tokens.length : (partner[at] as number);
    for (let i = at + 1; i < end; i++)
      if ((tokens[i] as SourceToken).kind === 'text')
        readOne(scan, type, tokens[i] as SourceToken, isConditional, i);
    return;
  }
  if (first.kind === 'word' && tokens[at + 1]?.kind === 'text' && tokens[at + 1]?.at === first.end) {
    // A prefix: `f"zlib/{self.version}"`.
    readOne(scan, type, tokens[at + 1] as SourceToken, isConditional, at + 1);
    return;
  }
  if (first.kind !== 'text') {
    scan.unresolved.push({ what: 'a requirement is computed', line: first.line });
    return;
  }
  for (let i = at; ; i += 2) {
    const token = tokens[i];
    if (token?.kind !== 'text') return;
    readOne(scan, type, token, isConditional, i);
    if (!isList || !isSign(tokens[i + 1], ',')) return;
  }
}

function readOne(scan: Scan, type: string, token: SourceToken, isConditional: boolean, at: number): void {
  const { tokens } = scan.source;
  const prefix = tokens[at - 1];
  const isFormat = prefix?.kind === 'word' && prefix.end === token.at && /[fF]/.test(prefix.value);
  const isComputed =
    (isFormat && token.value.includes('{')) || isSign(tokens[at + 1], '%') || isSign(tokens[at + 1], '+');
  const reference = referenceIn(token.value);
  if (reference === null) {
    if (isComputed) scan.unresolved.push({ what: 'a requirement is computed', line: token.line });
    return;
  }
  scan.dependencies.push(
    dependency(reference.name, reference.version, type, {
      direct: true,
      optional: isConditional ? true : null,
      unresolved: isComputed,
    }),
  );
}
