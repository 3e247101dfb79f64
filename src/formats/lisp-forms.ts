/**
 * The forms of a file of Emacs Lisp (https://www.gnu.org/software/emacs/manual/html_node/elisp/Printed-Representation.html) or Racket
 * (https://docs.racket-lang.org/reference/reader.html), read and never evaluated. Quotes before a form are dropped, so that `'(a)` is
 * `(a)`; of `#` what neither language needs for data is dropped, too.
 *
 * One pass without recursion, linear in the text; what is cut off is read as far as it goes.
 */
import { UpstreamError } from '../core/errors.ts';

export type LispForm =
  | { kind: 'list'; items: LispForm[]; line: number }
  | { kind: 'text'; text: string; line: number }
  /** Symbols, numbers and keywords (`:fetcher`, `#:version`), as written. */
  | { kind: 'symbol'; text: string; line: number };

const MAX_LENGTH = 8 * 1024 * 1024;
const MAX_DEPTH = 200;
const MAX_FORMS = 500_000;
const ENDS_SYMBOL: ReadonlySet<string> = new Set(' \t\r\n\f()[]{}";\'`,');

/** @throws UpstreamError `too-large` beyond 8 MiB, 500,000 forms or lists 200 deep. `what` names the file. */
export function lispForms(text: string, what: string): LispForm[] {
  const tooLarge = (limit: string) => new UpstreamError('too-large', `${what}: more than ${limit}`);
  if (text.length > MAX_LENGTH) throw tooLarge(`${MAX_LENGTH} characters`);
  const forms: LispForm[] = [];
  const open: LispForm[][] = [];
  let line = 1;
  let count = 0;
  let at = text.startsWith('#lang') ? lineEnd(text, 0) : 0;
  const put = (form: LispForm) => {
    if (++count > MAX_FORMS) throw tooLarge(`${MAX_FORMS} forms`);
    (open.at(-1) ?? forms).push(form);
  };
  const advance = (to: number) => {
    for (; at < to; at++) if (text.charCodeAt(at) === 10) line++;
  };
  while (at < text.length) {
    const character = text[at] as string;
    if (character === ';') at = lineEnd(text, at);
    else if (text.startsWith('#|', at)) advance(blockEnd(text, at + 2));
    else if (character === '(' || character === '[' || character === '{') {
      if (open.length >= MAX_DEPTH) throw tooLarge(`${MAX_DEPTH} lists in each other`);
      const list: LispForm = { kind: 'list', items: [], line };
      put(list);
      open.push(list.items);
      at++;
    } else if (character === ')' || character === ']' || character === '}') {
      open.pop();
      at++;
    } else if (character === '"') {
      const end = textEnd(text, at);
      put({ kind: 'text', text: unescaped(text.slice(at + 1, end)), line });
      advance(Math.min(end + 1, text.length));
    } else if (ENDS_SYMBOL.has(character)) advance(at + 1);
    else {
      let end = at;
      while (end < text.length && !ENDS_SYMBOL.has(text[end] as string)) end += text[end] === '\\' ? 2 : 1;
      end = Math.min(end, text.length);
      const symbol = text.slice(at, end);
      if (symbol !== '#') put({ kind: 'symbol', text: symbol, line });
      at = end;
    }
  }
  return forms;
}

/** The items behind the symbol that a list begins with: of `(define deps x)` and `define` the `deps x`; null for all else. */
export function formArguments(form: LispForm | undefined, symbol: string): LispForm[] | null {
  if (form?.kind !== 'list') return null;
  const [first, ...rest] = form.items;
  return first?.kind === 'symbol' && first.text === symbol ? rest : null;
}

/** The text of a form; null for a list. */
export function formText(form: LispForm | undefined): string | null {
  return form === undefined || form.kind === 'list' ? null : form.text;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function blockEnd(text: string, start: number): number {
  let depth = 1;
  let at = start;
  while (at < text.length && depth > 0) {
    if (text.startsWith('|#', at)) depth--;
    else if (text.startsWith('#|', at)) depth++;
    else {
      at++;
      continue;
    }
    at += 2;
  }
  return Math.min(at, text.length);
}

function textEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}

function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\(.)/gs, '$1') : text;
}
