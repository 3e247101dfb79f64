/**
 * The little of HTML that is needed to read a page of a known layout: what stands between two marks, links, and text. Every
 * step goes forward through the page, so the time is linear in its size.
 */

export interface HtmlLink {
  href: string;
  text: string;
  className: string;
  /** Where the link ends in the text that was searched. */
  end: number;
}

const MAX_LINKS = 20_000;

/** What stands between two marks, the first after `from`; null where either is missing. */
export function between(html: string, start: string, end: string, from = 0): string | null {
  const at = html.indexOf(start, from);
  if (at < 0) return null;
  const stop = html.indexOf(end, at + start.length);
  return stop < 0 ? null : html.slice(at + start.length, stop);
}

/** Links in order; those that are not closed are left out. */
export function linksIn(html: string): HtmlLink[] {
  const links: HtmlLink[] = [];
  for (let at = html.indexOf('<a '); at >= 0 && links.length < MAX_LINKS; at = html.indexOf('<a ', at + 1)) {
    const tagEnd = html.indexOf('>', at);
    const end = tagEnd < 0 ? -1 : html.indexOf('</a>', tagEnd);
    if (end < 0) break;
    const tag = html.slice(at + 2, Math.min(tagEnd, at + 5_000));
    const text = textOfHtml(html.slice(tagEnd + 1, end));
    links.push({ href: attribute(tag, 'href'), className: attribute(tag, 'class'), text, end: end + 4 });
    at = end;
  }
  return links;
}

/** The value of an attribute, in quotes or without; empty where there is none. */
function attribute(tag: string, name: string): string {
  const at = tag.indexOf(` ${name}=`);
  if (at < 0) return '';
  const value = tag.slice(at + name.length + 2);
  const quote = value[0];
  const end = quote === '"' || quote === "'" ? value.indexOf(quote, 1) : value.search(/\s/);
  const raw =
    quote === '"' || quote === "'"
      ? value.slice(1, end < 0 ? undefined : end)
      : value.slice(0, end < 0 ? undefined : end);
  return unescaped(raw);
}

/** Without tags, with the characters that entities stand for, and single spaces. */
export function textOfHtml(html: string): string {
  let text = '';
  let at = 0;
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
    const close = html.indexOf('>', open);
    if (close < 0) break;
    text += html.slice(at, open);
    at = close + 1;
  }
  return unescaped(text + html.slice(at))
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .trim();
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

function unescaped(text: string): string {
  return text.replaceAll(/&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,6});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES.get(name) ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : whole;
  });
}
