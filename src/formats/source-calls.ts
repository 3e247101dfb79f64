/** Brackets and arguments among the tokens of a program's text: what stands in a call, without evaluating it. */
import { type SourceSyntax, type SourceToken, tokensOf } from './source-tokens.ts';

export interface Source {
  tokens: SourceToken[];
  /** Of each opening bracket the position of its closing one in `tokens`, and the other way round; -1 for all else. */
  partner: Int32Array;
}

/** One argument of a call, or one item of a list. */
export interface Argument {
  /** The name before `:` or `=`; null where there is none. */
  label: string | null;
  /** Positions of its value in `tokens`: from the first, up to and without the second. */
  from: number;
  to: number;
}

const OPENING = '([{';
const CLOSING = ')]}';

/** @throws UpstreamError `too-large` for more than 8 MiB or 250,000 tokens. `what` names the file. */
export function sourceOf(text: string, syntax: SourceSyntax, what: string): Source {
  const tokens = tokensOf(text, syntax, what);
  return { tokens, partner: partnersIn(tokens) };
}

/**
 * What stands, separated by commas, in the bracket that opens at `open`; brackets inside are passed over, so that it takes no
 * longer than the arguments are many. Where the bracket is not closed, all up to the first that is not closed either.
 */
export function argumentsOf(source: Source, open: number): Argument[] {
  const found: Argument[] = [];
  const end = source.partner[open] === -1 ? source.tokens.length : (source.partner[open] as number);
  let from = open + 1;
  let at = from;
  for (; at < end; at = after(source, at)) {
    if (!isSign(source.tokens[at], ',')) continue;
    if (at > from) found.push(argument(source, from, at));
    from = at + 1;
  }
  if (end > from) found.push(argument(source, from, end));
  return found;
}

/** The arguments by their names. */
export function labelled(found: readonly Argument[]): ReadonlyMap<string, Argument> {
  const byLabel = new Map<string, Argument>();
  for (const one of found) if (one.label !== null) byLabel.set(one.label, one);
  return byLabel;
}

/** The token that an argument consists of; null where it is missing or made of several. */
export function onlyToken(source: Source, of: Argument | undefined): SourceToken | null {
  return of !== undefined && of.to === of.from + 1 ? (source.tokens[of.from] ?? null) : null;
}

/** The text that an argument consists of, as written; null for all else. */
export function textIn(source: Source, of: Argument | undefined): string | null {
  const token = onlyToken(source, of);
  return token?.kind === 'text' ? token.value : null;
}

/** The position after the token at `at`, or after the bracket that it opens. */
export function after(source: Source, at: number): number {
  const partner = source.partner[at] as number;
  if (partner > at) return partner + 1;
  const token = source.tokens[at];
  // Nothing can be said of what follows a bracket that is not closed.
  return token?.kind === 'sign' && OPENING.includes(token.value) ? source.tokens.length : at + 1;
}

export function isSign(token: SourceToken | undefined, value: string): boolean {
  return token?.kind === 'sign' && token.value === value;
}

export function isWord(token: SourceToken | undefined, value: string): boolean {
  return token?.kind === 'word' && token.value === value;
}

function argument({ tokens }: Source, from: number, to: number): Argument {
  const name = tokens[from] as SourceToken;
  const sign = tokens[from + 1];
  const isLabelled =
    name.kind !== 'sign' &&
    to > from + 2 &&
    (isSign(sign, ':') || isSign(sign, '=')) &&
    !isDoubled(tokens, from + 1);
  return isLabelled ? { label: name.value, from: from + 2, to } : { label: null, from, to };
}

/** `==` compares. */
function isDoubled(tokens: readonly SourceToken[], at: number): boolean {
  const [sign, next] = [tokens[at], tokens[at + 1]];
  return isSign(sign, '=') && isSign(next, '=') && sign?.end === next?.at;
}

function partnersIn(tokens: readonly SourceToken[]): Int32Array {
  const partner = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const { kind, value } = tokens[i] as SourceToken;
    if (kind !== 'sign') continue;
    if (OPENING.includes(value)) open.push(i);
    else if (CLOSING.includes(value)) {
      const start = open.at(-1);
      if (start === undefined) continue;
      const isPair = OPENING.indexOf((tokens[start] as SourceToken).value) === CLOSING.indexOf(value);
      if (!isPair) continue;
      open.pop();
      partner[start] = i;
      partner[i] = start;
    }
  }
  return partner;
}
