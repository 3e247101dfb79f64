/** Zig Object Notation: `.{ .name = "text", .list = .{ "a", "b" }, .kind = .word }`, with comments `//`. */
import { UpstreamError } from '../../../core/errors.ts';
import { type SourceSyntax, type SourceToken, tokensOf } from '../../../formats/source-tokens.ts';

/** A text, or a number or word (`.word`) as written; what has fields; what is a list has the fields `0`, `1` ... */
export type ZonValue = string | ZonStruct;
export type ZonStruct = Map<string, ZonValue>;

const ZIG: SourceSyntax = { lineComments: ['//'], quotes: '"' };
const MAX_DEPTH = 100;

/**
 * The outermost struct, as far as the text goes; empty where there is none.
 *
 * @throws UpstreamError `too-large` for braces 100 deep. `what` names the file.
 */
export function parseZon(text: string, what: string): ZonStruct {
  const tokens = tokensOf(text, ZIG, what);
  const root: ZonStruct = new Map();
  const open: ZonStruct[] = [];
  let key: string | null = null;
  const put = (value: ZonValue) => {
    const into = open.at(-1);
    if (into) into.set(key ?? String(into.size), value);
    key = null;
  };
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as SourceToken;
    if (token.kind === 'sign') {
      if (token.value === '{') {
        if (open.length >= MAX_DEPTH)
          throw new UpstreamError('too-large', `${what}: more than ${MAX_DEPTH} braces deep`);
        const struct: ZonStruct = open.length === 0 ? root : new Map();
        put(struct);
        open.push(struct);
      } else if (token.value === '}') {
        open.pop();
        key = null;
        if (open.length === 0) break;
      }
      continue;
    }
    const name = fieldName(tokens, at);
    if (name) {
      key = name.text;
      at = name.equals;
    } else if (token.value !== '.') put(token.value);
  }
  return root;
}

/** `.name =` or `.@"name" =`: the name, and where its `=` is; null for a value. */
function fieldName(tokens: readonly SourceToken[], at: number): { text: string; equals: number } | null {
  const [first, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (first?.kind !== 'word' || !first.value.startsWith('.')) return null;
  if (second?.value === '=' && second.kind === 'sign') return { text: first.value.slice(1), equals: at + 1 };
  const isQuoted = first.value === '.' && second?.value === '@' && third?.kind === 'text';
  return isQuoted && tokens[at + 3]?.value === '=' ? { text: third.value, equals: at + 3 } : null;
}
