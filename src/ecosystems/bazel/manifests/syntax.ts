/** Calls at the top level of Starlark files: https://github.com/bazelbuild/starlark/blob/master/spec.md#lexical-elements. */
import {
  type Argument,
  after,
  argumentsOf,
  isSign,
  labelled,
  type Source,
  sourceOf,
  textIn,
} from '../../../formats/source-calls.ts';
import type { SourceSyntax, SourceToken } from '../../../formats/source-tokens.ts';

export interface StarlarkCall {
  name: string;
  line: number;
  /** The text of a named argument; null for all else. */
  text(label: string): string | null;
  /** The texts of a named argument that is a list of texts or one text. */
  texts(label: string): string[];
  isTrue(label: string): boolean;
  /** Whether an argument of that name is given, whatever it is. */
  has(label: string): boolean;
}

const STARLARK: SourceSyntax = { lineComments: ['#'], quotes: `'"`, longQuotes: `'"` };

export function starlarkCalls(text: string, what: string): StarlarkCall[] {
  const source = sourceOf(text, STARLARK, what);
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
    isTrue(label) {
      const one = given.get(label);
      return one !== undefined && source.tokens[one.from]?.value === 'True';
    },
    has: label => given.has(label),
  };
}
