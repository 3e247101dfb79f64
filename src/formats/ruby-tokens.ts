/**
 * The tokens of Ruby source (https://docs.ruby-lang.org/en/master/syntax_rdoc.html), as far as the files need in which projects state
 * what they depend on: strings of all forms, heredocs, symbols, labels, regular expressions, comments. Nothing is executed.
 *
 * One pass, no backtracking: time is linear in the length of the text, whatever the text is.
 */
import { UpstreamError } from '../core/errors.ts';
import {
  afterBreak,
  heredocEnd,
  heredocStart,
  isBlankAt,
  isBreakAt,
  isDigit,
  isWord,
  lineEnd,
  lineStartingWith,
  linesIn,
  percentLiteral,
  quoteEnd,
  regexpEnd,
  unescaped,
} from './ruby-literals.ts';

export type RubyTokenType =
  | 'identifier'
  | 'keyword'
  /** A string. `computed` where it holds `#{}`, or is run (backticks). */
  | 'text'
  | 'symbol'
  /** `name:` before a value; `text` is without the colon. */
  | 'label'
  /** `%w[a b]` and `%i[a b]`; the words by blanks in `text`. */
  | 'words'
  | 'number'
  | 'regexp'
  | 'operator'
  /** The end of a statement: a line's end that does not go on, or `;`. */
  | 'newline';

export interface RubyToken {
  type: RubyTokenType;
  text: string;
  /** From 1. */
  line: number;
  start: number;
  end: number;
  /** Whether blanks stand before it. */
  spaced: boolean;
  computed: boolean;
}

const MAX_TOKENS = 500_000;
const KEYWORDS = new Set(
  'if unless while until case for begin def class module do end then else elsif when ensure rescue and or not'.split(
    ' ',
  ),
);
/** Operators after which a statement goes on in the next line. */
const GOES_ON = new Set([
  ',',
  '.',
  '&.',
  '&&',
  '||',
  '+',
  '-',
  '*',
  '=',
  '=>',
  '(',
  '[',
  '?',
  ':',
  '::',
  '<<',
  '||=',
  '+=',
]);
const OPERATORS = [
  '<=>',
  '===',
  '**=',
  '||=',
  '&&=',
  '...',
  '<<=',
  '>>=',
  '&.',
  '&&',
  '||',
  '=>',
  '==',
  '!=',
  '=~',
  '!~',
  '<=',
  '>=',
  '<<',
  '>>',
  '::',
  '..',
  '+=',
  '-=',
  '*=',
  '/=',
  '|=',
  '&=',
  '**',
  '->',
];
/** Second characters of those. */
const LONG_ENDS = new Set(OPERATORS.map(one => one[1]));

/**
 * All tokens of a text, comments left out.
 *
 * @throws UpstreamError `too-large` beyond half a million tokens.
 */
export function rubyTokens(text: string): RubyToken[] {
  const tokens: RubyToken[] = [];
  const length = text.length;
  const heredocs: { id: string; token: RubyToken }[] = [];
  let line = 1;
  let spaced = true;
  /** No regular expression ends between here and there. */
  let noRegexpBefore = 0;
  let i = text.charCodeAt(0) === 0xfeff ? 1 : 0;

  const push = (
    type: RubyTokenType,
    from: number,
    to: number,
    value: string,
    computed = false,
  ): RubyToken => {
    if (tokens.length >= MAX_TOKENS) throw new UpstreamError('too-large', `more than ${MAX_TOKENS} tokens`);
    const token = { type, text: value, line, start: from, end: to, spaced, computed };
    tokens.push(token);
    spaced = false;
    return token;
  };
  /** A token over `from..to` that may span lines. */
  const pushLong = (type: RubyTokenType, from: number, to: number, value: string, computed = false) => {
    push(type, from, to, value, computed);
    line += linesIn(text, from, to);
    i = to;
  };

  while (i < length) {
    const c = text[i] as string;
    if (c === ' ' || c === '\t' || c === '\f' || c === '\v') {
      spaced = true;
      i++;
      continue;
    }
    if (c === '\n' || c === '\r') {
      const last = tokens[tokens.length - 1];
      if (
        last &&
        last.type !== 'newline' &&
        last.type !== 'label' &&
        !(last.type === 'operator' && GOES_ON.has(last.text))
      )
        push('newline', i, i, '\n');
      i = afterBreak(text, i);
      line++;
      spaced = true;
      for (const { id, token } of heredocs.splice(0)) {
        const end = heredocEnd(text, i, id);
        token.text = text.slice(i, end.body);
        token.computed ||= token.text.includes('#{');
        line += linesIn(text, i, end.next);
        i = end.next;
      }
      if (text.startsWith('__END__', i) && isBreakAt(text, i + 7)) break;
      continue;
    }
    if (c === '=' && text.startsWith('=begin', i) && (i === 0 || isBreakAt(text, i - 1))) {
      const end = lineStartingWith(text, i, '=end');
      line += linesIn(text, i, end);
      i = end;
      continue;
    }
    if (c === '#') {
      i = lineEnd(text, i);
      continue;
    }
    if (c === '\\' && isBreakAt(text, i + 1)) {
      i = afterBreak(text, i + 1);
      line++;
      spaced = true;
      continue;
    }
    const last = tokens[tokens.length - 1];
    const afterValue = last !== undefined && isValueEnd(last);
    const mayOpen = !afterValue || (last.type === 'identifier' && spaced && !isBlankAt(text, i + 1));
    if (isWord(text.charCodeAt(i)) || c === '@' || c === '$') {
      i = word(text, i, last, push);
      continue;
    }
    if (c === '"' || c === "'" || c === '`') {
      const close = quoteEnd(text, i + 1, c, c, c !== "'");
      const isLabel = text[close] === ':' && text[close + 1] !== ':' && c !== '`' && last?.text !== '?';
      const inner = text.slice(i + 1, Math.max(i + 1, close - 1));
      const computed = c === '`' || (c === '"' && inner.includes('#{'));
      pushLong(isLabel ? 'label' : 'text', i, isLabel ? close + 1 : close, unescaped(inner, c), computed);
      continue;
    }
    if (c === ':' && text[i + 1] !== ':') {
      const next = text[i + 1] ?? '';
      if (next === '"' || next === "'") {
        const close = quoteEnd(text, i + 2, next, next, next === '"');
        pushLong('symbol', i, close, unescaped(text.slice(i + 2, Math.max(i + 2, close - 1)), next));
        continue;
      }
      if (isWord(text.charCodeAt(i + 1))) {
        const end = wordEnd(text, i + 1);
        push('symbol', i, end, text.slice(i + 1, end));
        i = end;
        continue;
      }
    }
    if (c === '%' && mayOpen) {
      const percent = percentLiteral(text, i);
      if (percent) {
        pushLong(percent.type, i, percent.end, percent.text, percent.computed);
        continue;
      }
    }
    if (c === '<' && text[i + 1] === '<' && mayOpen) {
      const heredoc = heredocStart(text, i);
      if (heredoc) {
        const token = push('text', i, heredoc.end, '', heredoc.computed);
        heredocs.push({ id: heredoc.id, token });
        i = heredoc.end;
        continue;
      }
    }
    if (c === '/' && mayOpen && i >= noRegexpBefore) {
      const end = regexpEnd(text, i + 1);
      if (end.found) {
        push('regexp', i, end.at, text.slice(i, end.at));
        i = end.at;
        continue;
      }
      noRegexpBefore = end.at;
    }
    if (
      c === '?' &&
      !afterValue &&
      i + 1 < length &&
      !isWord(text.charCodeAt(i + 2)) &&
      !isBlankAt(text, i + 1)
    ) {
      push('text', i, i + 2, text[i + 1] as string);
      i += 2;
      continue;
    }
    if (c === ';') {
      push('newline', i, i + 1, ';');
      i++;
      continue;
    }
    const operator = operatorAt(text, i, c);
    // A line that starts with a point goes on with the one before.
    if (operator === '.' || operator === '&.') while (tokens[tokens.length - 1]?.text === '\n') tokens.pop();
    push('operator', i, i + operator.length, operator);
    i += operator.length;
  }
  push('newline', length, length, '\n');
  return tokens;
}

type Push = (type: RubyTokenType, from: number, to: number, value: string) => RubyToken;

/** An identifier, keyword, number or label; gives its end. */
function word(text: string, from: number, last: RubyToken | undefined, push: Push): number {
  const first = text.charCodeAt(from);
  // `$:`, `$"` and the like.
  if (first === 0x24 && !isWord(text.charCodeAt(from + 1))) {
    push('identifier', from, from + 2, text.slice(from, from + 2));
    return from + 2;
  }
  if (first >= 48 && first <= 57) {
    let end = from + 1;
    while (isWord(text.charCodeAt(end)) || (text[end] === '.' && isDigit(text.charCodeAt(end + 1)))) end++;
    push('number', from, end, text.slice(from, end));
    return end;
  }
  const end = wordEnd(text, from);
  const value = text.slice(from, end);
  const afterPoint = last?.type === 'operator' && (last.text === '.' || last.text === '&.');
  if (
    text[end] === ':' &&
    text[end + 1] !== ':' &&
    !afterPoint &&
    !(last?.text === '?' && last.type === 'operator')
  ) {
    push('label', from, end + 1, value);
    return end + 1;
  }
  push(!afterPoint && KEYWORDS.has(value) ? 'keyword' : 'identifier', from, end, value);
  return end;
}

/** The end of a word with its `?` or `!`. */
function wordEnd(text: string, from: number): number {
  let end = from;
  while (text[end] === '@' || text[end] === '$') end++;
  while (isWord(text.charCodeAt(end))) end++;
  if ((text[end] === '?' || text[end] === '!') && text[end + 1] !== '=' && end > from) end++;
  return end;
}

function operatorAt(text: string, at: number, first: string): string {
  if (!LONG_ENDS.has(text[at + 1] ?? '')) return first;
  return OPERATORS.find(one => text.startsWith(one, at)) ?? first;
}

function isValueEnd({ type, text }: RubyToken): boolean {
  if (type === 'operator') return text === ')' || text === ']' || text === '}';
  if (type === 'keyword') return text === 'end';
  return type !== 'newline' && type !== 'label';
}
