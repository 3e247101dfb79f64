/**
 * EDN (https://github.com/edn-format/edn) and what Clojure's reader adds to it (https://clojure.org/reference/reader), as a tree of forms.
 * Nothing is evaluated. Discarded forms (`#_`) and metadata are left out; quotes and other marks before a form make it `computed`.
 */
import { UpstreamError } from '../core/errors.ts';

export interface EdnForm {
  /** `word`: symbols, keywords, numbers and all else without brackets or quotes. */
  kind: 'list' | 'vector' | 'map' | 'set' | 'text' | 'word';
  /** Of texts and words; empty for collections. */
  value: string;
  /** Of collections; of maps keys and values by turns. */
  items: EdnForm[];
  /** From 1. */
  line: number;
  /** True where a mark before it says that it is code: `~x`, `@x`, `#=(...)`. */
  computed: boolean;
}

const MAX_LENGTH = 8 * 1024 * 1024;
const MAX_FORMS = 250_000;
const MAX_DEPTH = 500;
const CLOSING = new Map([
  [')', 'list'],
  [']', 'vector'],
  ['}', 'map'],
]);

/**
 * The forms at the top. What is not closed ends with the text, what closes nothing is passed over.
 *
 * @throws UpstreamError `too-large` for more than 8 MiB, 250,000 forms or 500 levels.
 */
export function parseEdn(text: string, what: string): EdnForm[] {
  const tooLarge = (limit: string) => new UpstreamError('too-large', `${what}: more than ${limit}`);
  if (text.length > MAX_LENGTH) throw tooLarge(`${MAX_LENGTH} characters`);
  const top: EdnForm[] = [];
  const stack: EdnForm[] = [];
  /** Of each level: forms that are to be passed over, as `#_` or metadata stands before them. */
  const skipped: number[] = [0];
  let computed = false;
  let line = 1;
  let forms = 0;

  const add = (form: EdnForm): void => {
    if (++forms > MAX_FORMS) throw tooLarge(`${MAX_FORMS} forms`);
    computed = false;
    const level = skipped.length - 1;
    if ((skipped[level] as number) > 0) skipped[level] = (skipped[level] as number) - 1;
    else (stack.at(-1)?.items ?? top).push(form);
  };
  const open = (kind: EdnForm['kind']): void => {
    const form: EdnForm = { kind, value: '', items: [], line, computed };
    add(form);
    stack.push(form);
    skipped.push(0);
    if (stack.length > MAX_DEPTH) throw tooLarge(`${MAX_DEPTH} levels`);
  };
  const close = (character: string): void => {
    const kind = stack.at(-1)?.kind === 'set' ? 'set' : CLOSING.get(character);
    if (stack.at(-1)?.kind !== kind || (kind === 'set' && character !== '}')) return;
    stack.pop();
    skipped.pop();
  };
  const skipNext = (): void => {
    skipped[skipped.length - 1] = (skipped.at(-1) as number) + 1;
  };

  for (let at = 0; at < text.length; ) {
    const character = text[at] as string;
    if (character === '\n') {
      line++;
      at++;
    } else if (character === ';') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (character === '"' || (character === '#' && text[at + 1] === '"')) {
      const start = character === '#' ? at + 1 : at;
      const { value, end } = textAt(text, start);
      add({ kind: 'text', value, items: [], line, computed: computed || start > at });
      for (let i = at; i < end; i++) if (text.charCodeAt(i) === 10) line++;
      at = end;
    } else if (character === '#') {
      const next = text[at + 1];
      if (next === '_') skipNext();
      else if (next === '{') open('set');
      else if (next === '?' || next === '=') computed = true;
      else if (next === '^') skipNext();
      at += next === '(' || next === "'" || next === undefined ? 1 : 2;
      // A tag stands before its form: `#inst "2020-01-01"`.
      if (next !== undefined && isWordCode(next.charCodeAt(0)) && !'_?='.includes(next))
        at = wordEnd(text, at);
    } else if (character === '(') {
      open('list');
      at++;
    } else if (character === '[') {
      open('vector');
      at++;
    } else if (character === '{') {
      open('map');
      at++;
    } else if (CLOSING.has(character)) {
      close(character);
      at++;
    } else if (character === '^') {
      skipNext();
      at++;
    } else if (character === '~' || character === '@') {
      computed = true;
      at++;
    } else if (character === '\\') {
      const end = Math.max(at + 2, wordEnd(text, at + 1));
      add({ kind: 'word', value: text.slice(at, end), items: [], line, computed });
      at = end;
    } else if (isWordCode(text.charCodeAt(at))) {
      const end = wordEnd(text, at);
      add({ kind: 'word', value: text.slice(at, end), items: [], line, computed });
      at = end;
    } else at++;
  }
  return top;
}

/** The value of a key of a map, or of what follows a keyword in a list or vector. */
export function ednValue(form: EdnForm | undefined, key: string): EdnForm | undefined {
  const items = form?.items ?? [];
  for (let at = 0; at + 1 < items.length; at++) {
    const one = items[at] as EdnForm;
    if (one.kind === 'word' && one.value === key) return items[at + 1];
  }
  return undefined;
}

/** Pairs of a map. */
export function ednEntries(form: EdnForm | undefined): [EdnForm, EdnForm][] {
  const pairs: [EdnForm, EdnForm][] = [];
  if (form?.kind !== 'map') return pairs;
  for (let at = 0; at + 1 < form.items.length; at += 2)
    pairs.push([form.items[at] as EdnForm, form.items[at + 1] as EdnForm]);
  return pairs;
}

function textAt(text: string, start: number): { value: string; end: number } {
  const pieces: string[] = [];
  let from = start + 1;
  let at = from;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') {
      pieces.push(text.slice(from, at));
      from = at + 1;
      at += 2;
    } else at++;
  }
  pieces.push(text.slice(from, Math.min(at, text.length)));
  return { value: pieces.join(''), end: Math.min(at + 1, text.length) };
}

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && isWordCode(text.charCodeAt(end))) end++;
  return end;
}

/** Not white space, commas, brackets, quotes, `;`, `^`, `~`, `@`, backslash and quote marks. */
function isWordCode(code: number): boolean {
  return code > 32 && !'()[]{}",;^~@\\`\''.includes(String.fromCharCode(code));
}
