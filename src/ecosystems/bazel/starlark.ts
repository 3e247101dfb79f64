/**
 * The calls at the top of a MODULE.bazel with what they are given as words and texts. The file is Starlark without
 * statements but calls and assignments (https://bazel.build/rules/lib/globals/module), so a scan of its tokens is enough.
 */
import { UpstreamError } from '../../core/errors.ts';

export interface Call {
  name: string;
  /** Named arguments that are one text, number or word (`True`); others are left out. */
  given: ReadonlyMap<string, { kind: 'text' | 'word'; value: string }>;
}

type Token = { kind: 'text' | 'word' | 'sign'; value: string };

const MAX_CALLS = 20_000;
const WORD = /[A-Za-z0-9_.]/;

/** @throws UpstreamError `malformed` for texts and brackets without end, and for more than 20,000 calls. */
export function callsOf(source: string, what: string): Call[] {
  const fail = (problem: string) => new UpstreamError('malformed', `${what}: ${problem}`);
  const calls: Call[] = [];
  let depth = 0;
  let call: { name: string; given: Map<string, { kind: 'text' | 'word'; value: string }> } | null = null;
  /** The tokens of the argument that is being read; more than four say nothing here. */
  let argument: Token[] = [];
  let before: Token | null = null;

  const endArgument = () => {
    const [name, equals, value, ...more] = argument;
    const isNamed = name?.kind === 'word' && equals?.value === '=' && equals.kind === 'sign';
    if (call && isNamed && value && value.kind !== 'sign' && more.length === 0)
      call.given.set(name.value, { kind: value.kind, value: value.value });
    argument = [];
  };
  for (const token of tokensOf(source, fail)) {
    const sign = token.kind === 'sign' ? token.value : '';
    if (sign === '(' || sign === '[' || sign === '{') {
      if (depth === 0 && sign === '(' && before?.kind === 'word')
        call = { name: before.value, given: new Map() };
      else if (argument.length < 4) argument.push(token);
      depth += 1;
    } else if (sign === ')' || sign === ']' || sign === '}') {
      depth -= 1;
      if (depth < 0) throw fail('a bracket closes nothing');
      if (depth === 0) {
        endArgument();
        if (call) calls.push(call);
        if (calls.length > MAX_CALLS) throw fail(`more than ${MAX_CALLS} calls`);
        call = null;
      }
    } else if (depth === 1 && sign === ',') endArgument();
    else if (depth > 0 && argument.length < 4) argument.push(token);
    before = token;
  }
  if (depth > 0) throw fail('a bracket is not closed');
  return calls;
}

function* tokensOf(source: string, fail: (problem: string) => UpstreamError): Generator<Token> {
  for (let at = 0; at < source.length; ) {
    const c = source[at] as string;
    if (c === '#') {
      const end = source.indexOf('\n', at);
      at = end === -1 ? source.length : end;
    } else if (c === '"' || c === "'") {
      const { value, end } = textAt(source, at, fail);
      yield { kind: 'text', value };
      at = end;
    } else if (WORD.test(c)) {
      const start = at;
      while (at < source.length && WORD.test(source[at] as string)) at++;
      yield { kind: 'word', value: source.slice(start, at) };
    } else {
      if (c.trim() !== '') yield { kind: 'sign', value: c };
      at++;
    }
  }
}

/** A text in one or three quotes. Of escapes only the quote and the backslash are read: names and versions have no others. */
function textAt(
  source: string,
  start: number,
  fail: (problem: string) => UpstreamError,
): { value: string; end: number } {
  const quote = source[start] as string;
  const isLong = source.startsWith(quote.repeat(3), start);
  const close = isLong ? quote.repeat(3) : quote;
  let at = start + close.length;
  let from = at;
  const parts: string[] = [];
  while (at < source.length) {
    const c = source[at];
    if (c === '\\') {
      parts.push(source.slice(from, at));
      from = at + 1;
      at += 2;
    } else if (source.startsWith(close, at)) {
      parts.push(source.slice(from, at));
      return { value: parts.join(''), end: at + close.length };
    } else if (c === '\n' && !isLong) break;
    else at++;
  }
  throw fail('a text is not closed');
}
