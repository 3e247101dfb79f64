/** Tokens of HCL's native syntax: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md. */

export interface HclToken {
  /** `newline` ends definitions; `text` is a string, which is `isLiteral` when it holds no template. */
  kind: 'word' | 'text' | 'sign' | 'newline';
  value: string;
  isLiteral: boolean;
  /** From 1. */
  line: number;
}

/** Tokens in order. Comments are left out; what is no token of HCL is passed over. Linear in the text. */
export function* hclTokens(text: string): Generator<HclToken> {
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 10) {
      yield { kind: 'newline', value: '\n', isLiteral: true, line };
      line++;
      at++;
    } else if (code <= 32) at++;
    else if (code === 35 || text.startsWith('//', at)) at = endOfLine(text, at);
    else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      const next = end < 0 ? text.length : end + 2;
      line += newlines(text, at, next);
      at = next;
    } else if (code === 34) {
      const end = endOfString(text, at);
      const value = text.slice(at + 1, Math.max(at + 1, end - 1));
      const isLiteral = !value.includes('${') && !value.includes('%{');
      yield { kind: 'text', value: value.includes('\\') ? unescaped(value) : value, isLiteral, line };
      line += newlines(text, at, end);
      at = end;
    } else if (text.startsWith('<<', at)) {
      const end = endOfHeredoc(text, at);
      yield { kind: 'text', value: '', isLiteral: false, line };
      line += newlines(text, at, end);
      at = end;
    } else if (isWord(code)) {
      let end = at + 1;
      while (isWord(text.charCodeAt(end)) || text.charCodeAt(end) === 45) end++;
      yield { kind: 'word', value: text.slice(at, end), isLiteral: true, line };
      at = end;
    } else {
      yield { kind: 'sign', value: text.charAt(at), isLiteral: true, line };
      at++;
    }
  }
}

/** Position after the quote that ends a string, or after its line where none does; templates may hold strings themselves. */
function endOfString(text: string, start: number): number {
  let depth = 0;
  let quoted = true;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) return at;
    if (quoted) {
      if (code === 92) at++;
      else if ((code === 36 || code === 37) && text.charCodeAt(at + 1) === 123) {
        // `$${` is a dollar and a brace.
        if (text.charCodeAt(at - 1) !== code) {
          depth++;
          quoted = false;
        }
        at++;
      } else if (code === 34) {
        if (depth === 0) return at + 1;
        quoted = false;
      }
    } else if (code === 34) quoted = true;
    else if (code === 123) depth++;
    else if (code === 125 && --depth === 0) quoted = true;
  }
  return text.length;
}

/** Position of the end of the line that holds only the heredoc's word. */
function endOfHeredoc(text: string, start: number): number {
  let at = start + 2;
  if (text.charCodeAt(at) === 45) at++;
  let end = at;
  while (isWord(text.charCodeAt(end))) end++;
  const word = text.slice(at, end);
  if (word === '') return at;
  let next = text.indexOf('\n', end);
  while (next >= 0) {
    const stop = endOfLine(text, next + 1);
    if (text.slice(next + 1, stop).trim() === word) return stop;
    next = text.indexOf('\n', next + 1);
  }
  return text.length;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function newlines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === 10) count++;
  return count;
}

function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

/** Letters, digits, `_` and what is beyond ASCII; NaN beyond the end is none. */
function isWord(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    (code >= 97 && code <= 122) ||
    code > 127
  );
}
