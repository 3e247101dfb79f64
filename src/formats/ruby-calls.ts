/** The statements of Ruby source as calls with blocks around them: the parser behind ruby-dsl.ts. */
import { UpstreamError } from '../core/errors.ts';
import type { RubyBlock, RubyCall, RubyValue } from './ruby-dsl.ts';
import {
  BRANCHES,
  CLOSING,
  isBlockBrace,
  keyOf,
  OPENERS,
  OPENING,
  PLAIN_METHODS,
  startsArgument,
} from './ruby-grammar.ts';
import { type RubyToken, rubyTokens } from './ruby-tokens.ts';

interface Frame extends RubyBlock {
  parent: Frame | null;
  /** Closed by `}` instead of `end`. */
  isBraced: boolean;
}

const MAX_BLOCKS = 200;
const MAX_NESTING = 50;
/** Characters of a condition that are kept. */
const MAX_CONDITION = 500;
const NO_OPTIONS: ReadonlyMap<string, RubyValue> = new Map();

/**
 * The calls in the order of the file, those that open a block before those within.
 *
 * @throws UpstreamError `too-large` beyond half a million tokens or 200 nested blocks.
 */
export function rubyCalls(text: string): RubyCall[] {
  const tokens = rubyTokens(text);
  const calls: RubyCall[] = [];
  let at = 0;
  let top: Frame | null = null;
  let depth = 0;

  const peek = (ahead = 0): RubyToken | undefined => tokens[at + ahead];
  const isOperator = (token: RubyToken | undefined, value: string) =>
    token?.type === 'operator' && token.text === value;
  const isKeyword = (token: RubyToken | undefined, value: string) =>
    token?.type === 'keyword' && token.text === value;
  const isStatementEnd = (token: RubyToken | undefined) => token === undefined || token.type === 'newline';
  const sourceOf = (from: number, to: number) => {
    const first = tokens[from];
    const last = tokens[to - 1];
    return first && last && to > from ? text.slice(first.start, last.end) : '';
  };

  function open(kind: RubyBlock['kind'], call: RubyCall | null, header: string, isBraced: boolean): void {
    if (++depth > MAX_BLOCKS) throw new UpstreamError('too-large', `blocks deeper than ${MAX_BLOCKS} levels`);
    top = { kind, call, text: header, parent: top, isBraced };
  }

  function close(isBraced: boolean): void {
    // A bracket that closes nothing is passed over; an `end` closes what is open.
    if (top === null || (isBraced && !top.isBraced)) return;
    top = top.parent;
    depth--;
  }

  /** After the `|x, y|` behind `do` or `{`. */
  function skipParameters(): void {
    if (!isOperator(peek(), '|')) return;
    at++;
    while (!isStatementEnd(peek()) && !isOperator(peek(), '|')) at++;
    if (isOperator(peek(), '|')) at++;
  }

  /** The words behind `if` and the like up to the line's end, `then` or `do`. */
  function header(from: number): string {
    while (!isStatementEnd(peek()) && !isKeyword(peek(), 'then') && !isKeyword(peek(), 'do')) at++;
    const source = sourceOf(from, at).slice(0, MAX_CONDITION);
    if (isKeyword(peek(), 'then') || isKeyword(peek(), 'do')) at++;
    return source;
  }

  function branch(word: string): void {
    const from = at++;
    const condition = word === 'else' || word === 'ensure' ? '' : header(from);
    if (top?.kind !== 'condition') return;
    const opening = top.text.startsWith('else of ') ? top.text.slice(8) : top.text;
    const isCase = opening.startsWith('case');
    const subject = isCase ? (opening.split('\n', 1)[0] as string) : opening;
    const words = word === 'else' ? `else of ${subject}` : isCase ? `${subject}\n${condition}` : condition;
    top = { ...top, text: words };
  }

  /** The rest of a statement that is no call of interest, with the blocks that it opens. */
  function skipStatement(call: RubyCall | null): void {
    let nesting = 0;
    while (at < tokens.length) {
      const token = tokens[at] as RubyToken;
      if (token.type === 'newline' && nesting === 0) return;
      if (token.type === 'keyword') {
        if (token.text === 'do') {
          at++;
          skipParameters();
          open('call', call, '', false);
          return;
        }
        if (token.text === 'end' && nesting === 0) return;
        const before = tokens[at - 1];
        // `x = if y`: a block; `x if y`: a condition of the statement.
        if (OPENERS.has(token.text) && before?.type === 'operator' && !CLOSING.has(before.text)) return;
        if (nesting === 0 && (token.text === 'if' || token.text === 'unless')) {
          const from = at++;
          while (!isStatementEnd(peek()) && !isKeyword(peek(), 'end') && !isOperator(peek(), '}')) at++;
          if (call) call.modifier = sourceOf(from, at).slice(0, MAX_CONDITION);
          return;
        }
      }
      if (token.type === 'operator') {
        if (token.text === '{' && nesting === 0 && isBlockBrace(tokens[at - 1])) {
          at++;
          skipParameters();
          open('call', call, '', true);
          return;
        }
        if (OPENING.has(token.text)) nesting++;
        else if (CLOSING.has(token.text) && nesting-- === 0) return;
      }
      at++;
    }
  }

  /** To the end of a value that is not literal: a `,`, the statement's end or a closing bracket. */
  function skipCode(isBracketed: boolean): void {
    let nesting = 0;
    while (at < tokens.length) {
      const token = tokens[at] as RubyToken;
      if (nesting === 0) {
        if (token.type === 'newline' && !isBracketed) return;
        if (
          token.type === 'keyword' &&
          (token.text === 'do' || token.text === 'if' || token.text === 'unless')
        )
          return;
        if (token.type === 'keyword' && token.text === 'end') return;
        if (
          token.type === 'operator' &&
          (token.text === ',' || token.text === '=>' || CLOSING.has(token.text))
        )
          return;
        if (token.type === 'newline' && token.text === ';') return;
      }
      if (token.type === 'operator') {
        if (OPENING.has(token.text)) nesting++;
        else if (CLOSING.has(token.text)) nesting--;
      }
      at++;
    }
  }

  function skipBreaks(): void {
    while (peek()?.text === '\n' && peek()?.type === 'newline') at++;
  }

  function literal(nesting: number): RubyValue | null {
    const token = peek();
    if (!token) return null;
    if (token.type === 'text') {
      at++;
      let value = token.text;
      let computed = token.computed;
      for (let next = peek(); next?.type === 'text'; next = peek()) {
        value += next.text;
        computed ||= next.computed;
        at++;
      }
      while (isOperator(peek(), '.') && PLAIN_METHODS.has(peek(1)?.text ?? '')) at += 2;
      return { kind: 'text', text: value, computed };
    }
    if (token.type === 'symbol') {
      at++;
      return { kind: 'symbol', text: token.text };
    }
    if (token.type === 'words') {
      at++;
      const items = token.text.split(/[ \t\r\n]+/).filter(word => word !== '');
      return {
        kind: 'list',
        items: items.map(word => ({ kind: 'text', text: word, computed: word.includes('#{') })),
      };
    }
    if (nesting >= MAX_NESTING) return null;
    if (isOperator(token, '[')) {
      at++;
      const { args, options } = list(']', nesting + 1);
      while (isOperator(peek(), '.') && PLAIN_METHODS.has(peek(1)?.text ?? '')) at += 2;
      return { kind: 'list', items: options.size > 0 ? [...args, { kind: 'hash', entries: options }] : args };
    }
    if (isOperator(token, '{')) {
      at++;
      return { kind: 'hash', entries: list('}', nesting + 1).options };
    }
    return null;
  }

  function value(isBracketed: boolean, nesting: number): RubyValue {
    const from = at;
    const found = literal(nesting);
    const next = peek();
    const isDone =
      next === undefined ||
      next.type === 'newline' ||
      next.type === 'keyword' ||
      (next.type === 'operator' && (next.text === ',' || next.text === '=>' || CLOSING.has(next.text)));
    // A block behind the arguments: `group :test { ... }`.
    if (found && (isDone || (isOperator(next, '{') && !isBracketed))) return found;
    skipCode(isBracketed);
    return { kind: 'code', text: sourceOf(from, at) };
  }

  /** Arguments up to `closing`, or where that is null to the statement's end. */
  function list(
    closing: string | null,
    nesting: number,
  ): { args: RubyValue[]; options: Map<string, RubyValue> } {
    const args: RubyValue[] = [];
    let options: Map<string, RubyValue> | null = null;
    const isBracketed = closing !== null;
    while (at < tokens.length) {
      const before = at;
      if (isBracketed) skipBreaks();
      const token = peek();
      if (token === undefined) break;
      if (isBracketed && isOperator(token, closing)) {
        at++;
        break;
      }
      if (
        !isBracketed &&
        (isStatementEnd(token) ||
          token.type === 'keyword' ||
          (token.type === 'operator' && CLOSING.has(token.text)))
      )
        break;
      if (isOperator(token, ',')) {
        at++;
        skipBreaks();
        continue;
      }
      if (token.type === 'label') {
        at++;
        skipBreaks();
        options ??= new Map();
        options.set(token.text, value(isBracketed, nesting));
      } else {
        const found = value(isBracketed, nesting);
        if (isOperator(peek(), '=>')) {
          at++;
          skipBreaks();
          options ??= new Map();
          options.set(keyOf(found), value(isBracketed, nesting));
        } else if (at > before) args.push(found);
        // A block behind the last argument.
        if (!isBracketed && isOperator(peek(), '{')) break;
      }
      // A bracket of another kind, or a keyword among arguments: passed over, so that it goes on.
      if (at === before) at++;
    }
    return { args, options: options ?? (NO_OPTIONS as Map<string, RubyValue>) };
  }

  function statement(): void {
    const from = at;
    // `a.b::c`: words joined by points.
    while (
      peek()?.type === 'identifier' &&
      (isOperator(peek(1), '.') || isOperator(peek(1), '&.') || isOperator(peek(1), '::')) &&
      peek(2)?.type === 'identifier'
    )
      at += 2;
    const name = peek();
    if (name?.type !== 'identifier') {
      skipStatement(null);
      if (at === from) at++;
      return;
    }
    const receiver = at > from ? sourceOf(from, at - 1) : null;
    at++;
    const call: RubyCall = {
      name: name.text,
      receiver,
      args: [],
      options: NO_OPTIONS as Map<string, RubyValue>,
      line: name.line,
      block: top,
      modifier: null,
    };
    const next = peek();
    if (isOperator(next, '=') || isOperator(next, '||=')) {
      at++;
      call.name += '=';
      if (!OPENERS.has(peek()?.text ?? '')) Object.assign(call, list(null, 0));
    } else if (isOperator(next, '(') && !next?.spaced) {
      at++;
      Object.assign(call, list(')', 0));
    } else if (isOperator(next, '(')) {
      // `gem ("a"), "b"`: brackets around the first argument alone, or around all.
      at++;
      const inner = list(')', 0);
      if (isOperator(peek(), ',')) at++;
      const outer = list(null, 0);
      call.args = [...inner.args, ...outer.args];
      call.options = outer.options.size > 0 ? outer.options : inner.options;
    } else if (next && startsArgument(next)) {
      Object.assign(call, list(null, 0));
    }
    // `pod 'a', {git: url}`: options in brackets of their own.
    const last = call.args.at(-1);
    if (last?.kind === 'hash' && call.options.size === 0 && !call.name.endsWith('=')) {
      call.args.pop();
      call.options = last.entries;
    }
    calls.push(call);
    skipStatement(call);
  }

  while (at < tokens.length) {
    const token = tokens[at] as RubyToken;
    if (token.type === 'newline') at++;
    else if (isOperator(token, '}')) {
      at++;
      close(true);
      skipStatement(null);
    } else if (token.type === 'operator' && CLOSING.has(token.text)) at++;
    else if (token.type === 'keyword') {
      if (token.text === 'end') {
        at++;
        close(false);
        if (!isStatementEnd(peek()) && !isOperator(peek(), '}')) skipStatement(null);
      } else if (BRANCHES.has(token.text)) branch(token.text);
      else if (token.text === 'do') {
        at++;
        skipParameters();
        open('other', null, '', false);
      } else {
        const kind = OPENERS.get(token.text);
        const first = at++;
        if (kind !== undefined && !(token.text === 'def' && isEndless()))
          open(kind, null, token.text === 'begin' ? '' : header(first), false);
      }
    } else if (token.type === 'identifier') {
      if (token.text === 'in' && top !== null && (top as Frame).text.startsWith('case')) branch('in');
      else statement();
    } else {
      const first = at;
      skipStatement(null);
      if (at === first) at++;
    }
  }
  return calls;

  /** `def name(x) = value`, which no `end` closes. */
  function isEndless(): boolean {
    let ahead = 0;
    let nesting = 0;
    for (let token = peek(); token && token.type !== 'newline' && ahead < 100; token = peek(++ahead)) {
      if (token.type !== 'operator') continue;
      if (OPENING.has(token.text)) nesting++;
      else if (CLOSING.has(token.text)) nesting--;
      else if (token.text === '=' && nesting === 0) return ahead > 0;
    }
    return false;
  }
}
