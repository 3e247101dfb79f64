/**
 * Reads a declared licence as people and registries write it: names instead of identifiers, `and` and `or`, commas and
 * slashes. The longest run of words that is one licence's name is taken; what is no name stays unknown. No likeness is
 * measured and nothing is looked for inside other words.
 */
import { conventionsOf } from './conventions.ts';
import type { Declaration } from './declaration.ts';
import { combine, type Separator, separatorOf, tokenise } from './declaration-signs.ts';
import { isCompound, type LicenseExpression, tryParseExpression } from './expression.ts';
import { exceptionByName, isUnstated, licenseByName } from './license-name.ts';

/** Longer declarations that are no expression are texts, not names. */
export const MAX_DECLARATION_LENGTH = 2000;
/** More words and signs than any real list of licences has. */
const MAX_TOKENS = 256;
/** Words of the longest name, signs included. */
const MAX_RUN = 24;
const MAX_DEPTH = 20;

/** R packages declare these with a file that only fills in the template's blanks; with others it holds further terms. */
const TEMPLATES = new Set(['MIT', 'BSD-2-Clause', 'BSD-3-Clause']);

/** `text` has no blanks at its ends and single ones inside. */
export function readDeclaration(text: string, ecosystem: string | undefined): Declaration {
  if (isUnstated(text)) return { kind: 'unstated', text };
  const whole = tryParseExpression(text);
  if (whole !== null) return { kind: 'known', expression: whole };
  if (text.length > MAX_DECLARATION_LENGTH || /^see licen[cs]e/i.test(text)) return { kind: 'unknown', text };
  const name = licenseByName(text, ecosystem);
  if (name !== null) return { kind: 'known', expression: name };
  if (/^License :: [^,;|]+$/i.test(text)) return { kind: 'unknown', text };
  // "+ file" is set apart: `MIT+file LICENSE` is common.
  const spaced = text.replaceAll(/ ?\+ ?file (?=licen[cs]e)/gi, ' + file ');
  return readParts(spaced, ecosystem) ?? { kind: 'unknown', text };
}

/** Null when the parentheses do not match, or when there are too many words. */
function readParts(text: string, ecosystem: string | undefined): Declaration | null {
  const conventions = conventionsOf(ecosystem);
  const tokens = tokenise(text);
  if (tokens.length > MAX_TOKENS) return null;
  let at = 0;

  const sliceOf = (from: number, to: number) => text.slice(tokens[from]?.start, tokens[to - 1]?.end);
  const isWord = (index: number, word: string) => tokens[index]?.text.toLowerCase() === word;
  const separates = (index: number) =>
    tokens[index]?.kind === 'sign' || isWord(index, 'and') || isWord(index, 'or');
  /** True where a part may end: the end, a closing parenthesis, a separator. */
  const ends = (index: number) =>
    index >= tokens.length || tokens[index]?.kind === 'close' || separates(index);
  const addsFile = (index: number) => isWord(index, '+') && isWord(index + 1, 'file');

  const sequence = (depth: number): Declaration => {
    const parts = [part(depth)];
    const separators: Separator[] = [];
    while (separates(at)) {
      const from = at;
      while (separates(at)) at++;
      separators.push(separatorOf(tokens.slice(from, at), conventions));
      parts.push(part(depth));
    }
    return combine(parts, separators);
  };

  const part = (depth: number): Declaration => {
    const start = at;
    if (ends(at)) return { kind: 'unstated', text: '' };
    if (tokens[at]?.kind !== 'open') return named() ?? unknown(start);
    if (depth < MAX_DEPTH) {
      at++;
      const inner = sequence(depth + 1);
      if (tokens[at]?.kind === 'close' && ends(at + 1)) {
        at++;
        return inner;
      }
    }
    return unknown(start);
  };

  /** The longest run from here that is a name, with what is added to it. */
  const named = (): Declaration | null => {
    const start = at;
    for (const end of runEnds(start)) {
      const words = sliceOf(start, end);
      if (isUnstated(words) && ends(end)) {
        at = end;
        return { kind: 'unstated', text: words };
      }
      const expression = licenseByName(words, ecosystem);
      if (expression === null) continue;
      at = end;
      if (isWord(at, 'with')) return withException(expression);
      if (!addsFile(at)) return { kind: 'known', expression };
      at += 3;
      if (!ends(at)) return null;
      const template = !isCompound(expression) && TEMPLATES.has(expression.id);
      return { kind: template ? 'known' : 'amended', expression };
    }
    return null;
  };

  const withException = (expression: LicenseExpression): Declaration | null => {
    let end = at + 1;
    while (!ends(end)) end++;
    const addition = exceptionByName(sliceOf(at + 1, end));
    if (addition === null || isCompound(expression) || expression.addition !== null) return null;
    at = end;
    return { kind: 'known', expression: { ...expression, addition } };
  };

  /** Where runs from `start` may end, the longest first: outside of parentheses, not on a separator, before a new part. */
  const runEnds = (start: number): number[] => {
    const found: number[] = [];
    let open = 0;
    for (let index = start; index < Math.min(tokens.length, start + MAX_RUN); index++) {
      if (tokens[index]?.kind === 'open') open++;
      if (tokens[index]?.kind === 'close') open--;
      if (open < 0) break;
      const next = index + 1;
      if (open > 0 || separates(index)) continue;
      if (ends(next) || isWord(next, 'with') || addsFile(next)) found.push(next);
    }
    return found.reverse();
  };

  /** What is no name goes on to the next separator outside of its parentheses. */
  const unknown = (start: number): Declaration => {
    at = start;
    for (let open = 0; at < tokens.length && (open > 0 || !ends(at)); at++) {
      if (tokens[at]?.kind === 'open') open++;
      if (tokens[at]?.kind === 'close') open--;
    }
    return { kind: 'unknown', text: sliceOf(start, at) };
  };

  const declaration = sequence(0);
  return at === tokens.length ? declaration : null;
}
