/**
 * The text of HTML (https://html.spec.whatwg.org/multipage/syntax.html) as far as registries' pages need it: tags and
 * comments go, character references are resolved, white space is folded. One pass, whatever the text.
 */
import { clean } from '../whole-index/text.ts';

/** The references that registries' pages use. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['ge', '\u2265'],
  ['le', '\u2264'],
  ['ndash', '\u2013'],
  ['mdash', '\u2014'],
  ['hellip', '\u2026'],
  ['lsquo', '\u2018'],
  ['rsquo', '\u2019'],
  ['ldquo', '\u201c'],
  ['rdquo', '\u201d'],
  ['copy', '\u00a9'],
  ['szlig', '\u00df'],
  ...accented('acute', 'aeiouyAEIOUY', 'áéíóúýÁÉÍÓÚÝ'),
  ...accented('grave', 'aeiouAEIOU', 'àèìòùÀÈÌÒÙ'),
  ...accented('uml', 'aeiouyAEIOU', 'äëïöüÿÄËÏÖÜ'),
  ...accented('circ', 'aeiouAEIOU', 'âêîôûÂÊÎÔÛ'),
  ...accented('tilde', 'anoANO', 'ãñõÃÑÕ'),
]);
const REFERENCE = /&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));/g;
const MAX_HTML = 1024 * 1024;

/** Text as people read it, at most `max` UTF-16 code units; null where nothing is left. */
export function textOfHtml(html: string, max = 10_000): string | null {
  const bounded = html.length > MAX_HTML ? html.slice(0, MAX_HTML) : html;
  return clean(unescaped(withoutTags(bounded)).replace(/\s+/g, ' '), max);
}

/** Character references resolved; unknown ones stay as they are. */
export function unescaped(text: string): string {
  return text.replace(REFERENCE, (all, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? all;
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : '\ufffd';
  });
}

/** A `<` begins a tag where a letter, `/`, `!` or `?` comes after it; `a < b` is text. */
function withoutTags(html: string): string {
  let text = '';
  let from = 0;
  for (let open = html.indexOf('<'); open !== -1; open = html.indexOf('<', from)) {
    const isTag = /[A-Za-z/!?]/.test(html.charAt(open + 1));
    text += html.slice(from, isTag ? open : open + 1);
    if (!isTag) {
      from = open + 1;
      continue;
    }
    const isComment = html.startsWith('<!--', open);
    const close = isComment ? html.indexOf('-->', open + 4) : html.indexOf('>', open);
    if (close === -1) return text;
    from = close + (isComment ? 3 : 1);
  }
  return text + html.slice(from);
}

/** What lies between `open` and `close` (both in lower case, compared with the text as it is); null where it is not there. */
export function between(html: string, open: string, close: string, from = 0): string | null {
  const start = html.indexOf(open, from);
  if (start === -1) return null;
  const end = html.indexOf(close, start + open.length);
  return end === -1 ? null : html.slice(start + open.length, end);
}

/** The cells of the rows of a table, as HTML: for tables that close each `tr` and `td`, without tables inside. */
export function* tableRows(table: string, maxRows: number, maxCells = 20): Generator<string[]> {
  let at = 0;
  for (let count = 0; count < maxRows; count++) {
    const open = table.indexOf('<tr', at);
    const close = open === -1 ? -1 : table.indexOf('</tr>', open);
    if (close === -1) return;
    yield cellsOf(table.slice(open, close), maxCells);
    at = close + '</tr>'.length;
  }
}

function cellsOf(row: string, max: number): string[] {
  const cells: string[] = [];
  let at = 0;
  while (cells.length < max) {
    const open = row.indexOf('<td', at);
    const start = open === -1 ? -1 : row.indexOf('>', open);
    const end = start === -1 ? -1 : row.indexOf('</td>', start);
    if (end === -1) break;
    cells.push(row.slice(start + 1, end));
    at = end + '</td>'.length;
  }
  return cells;
}

function accented(accent: string, letters: string, characters: string): [string, string][] {
  return [...letters].map((letter, i) => [`${letter}${accent}`, characters[i] as string]);
}
