/** Calls at the top level of Starlark files: https://github.com/bazelbuild/starlark/blob/master/spec.md#lexical-elements. */
import { UpstreamError } from '../../core/errors.ts';
import {
  type Argument,
  after,
  argumentsOf,
  isSign,
  labelled,
  onlyToken,
  type Source,
  sourceOf,
  textIn,
} from '../../formats/source-calls.ts';
import type { SourceSyntax, SourceToken } from '../../formats/source-tokens.ts';

export interface StarlarkCall {
  name: string;
  line: number;
  /** The text of a named argument; null for all else. */
  text(label: string): string | null;
  /** The texts of a named argument that is a list of texts or one text. */
  texts(label: string): string[];
  /** The number, word (`True`) or text of a named argument; null for all else. */
  word(label: string): string | null;
  isTrue(label: string): boolean;
  /** Whether an argument of that name is given, whatever it is. */
  has(label: string): boolean;
}

const STARLARK: SourceSyntax = { lineComments: ['#'], quotes: `'"`, longQuotes: `'"` };

/** Most calls of a file that a registry gives out. */
const MAX_CALLS = 20_000;

/** What can be read of a file that people write. @throws UpstreamError `too-large`. */
export function starlarkCalls(text: string, what: string): StarlarkCall[] {
  return callsIn(sourceOf(text, STARLARK, what));
}

/** A file that a program reads. @throws UpstreamError `malformed` for texts and brackets without end, and for more than 20,000 calls. */
export function checkedCalls(text: string, what: string): StarlarkCall[] {
  const source = sourceOf(text, STARLARK, what);
  const fail = (problem: string) => new UpstreamError('malformed', `${what}: ${problem}`);
  for (const [at, token] of source.tokens.entries()) {
    const { kind, value, at: start, end } = token;
    if (kind === 'sign' && '()[]{}'.includes(value) && source.partner[at] === -1)
      throw fail('a bracket without its other half');
    if (kind === 'text' && !isClosed(text.slice(start, end))) throw fail('a text is not closed');
  }
  const calls = callsIn(source);
  if (calls.length > MAX_CALLS) throw fail(`more than ${MAX_CALLS} calls`);
  return calls;
}

/** Whether a text ends with the quotes that it begins with. */
function isClosed(written: string): boolean {
  const quote = written.charAt(0);
  const quotes = written.startsWith(quote.repeat(3)) ? quote.repeat(3) : quote;
  return written.length >= 2 * quotes.length && written.endsWith(quotes);
}

function callsIn(source: Source): StarlarkCall[] {
  const { tokens } = source;
  const calls: StarlarkCall[] = [];
  for (let at = 0; at < tokens.length; at = after(source, at)) {
    const token = tokens[at] as SourceToken;
    if (token.kind !== 'word' || !isSign(tokens[at + 1], '(')) continue;
    calls.push(callOf(source, token, labelled(argumentsOf(source, at + 1))));
  }
  return calls;
}

function callOf(
  source: Source,
  { value: name, line }: SourceToken,
  given: ReadonlyMap<string, Argument>,
): StarlarkCall {
  return {
    name,
    line,
    text: label => textIn(source, given.get(label)),
    texts(label) {
      const one = given.get(label);
      if (one === undefined) return [];
      const isList = isSign(source.tokens[one.from], '[');
      const items = isList ? argumentsOf(source, one.from) : [one];
      return items.flatMap(item => textIn(source, item) ?? []);
    },
    word: label => onlyToken(source, given.get(label))?.value ?? null,
    isTrue(label) {
      const one = given.get(label);
      return one !== undefined && source.tokens[one.from]?.value === 'True';
    },
    has: label => given.has(label),
  };
}
