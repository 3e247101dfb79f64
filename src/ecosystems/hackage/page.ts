/** The page of a package, `/package/{name}`: its newest version in all detail, and the list of all versions. */
import { UpstreamError } from '../../core/errors.ts';
import { hackage } from '../../versions/schemes/hackage.ts';
import { between, type HtmlLink, linksIn, textOfHtml } from './html.ts';

export interface ListedVersion {
  number: string;
  status: 'deprecated' | 'unpreferred' | null;
}

export interface PackagePage {
  synopsis: string;
  /** Paragraphs. */
  description: string[];
  tags: string[];
  /** Null, or the packages that stand in for it. */
  deprecatedFor: string[] | null;
  /** The version that the page is about. */
  shown: string;
  versions: ListedVersion[];
  /** Rows of the table, by their first cell; the second is HTML. */
  rows: ReadonlyMap<string, string>;
}

const MAX_ROWS = 200;
const MAX_PARAGRAPHS = 200;

/** @throws UpstreamError `malformed` for what is no such page, and for that of another package. */
export function parsePage(bytes: Uint8Array, name: string): PackagePage {
  const html = new TextDecoder().decode(bytes);
  const heading = between(html, '<h1>', '</h1>') ?? '';
  const [titled] = linksIn(heading);
  if (titled?.text !== name) throw malformed(name, 'its heading does not name it');
  const table = between(html, '<table class="properties">', '</table>');
  if (table === null) throw malformed(name, 'no table of properties');
  const rows = rowsOf(table);
  const listed = rows.get('Versions') ?? '';
  const shown = textOfHtml(between(listed, '<strong', '</strong>')?.replace(/^[^>]*>/, '') ?? '');
  if (!isVersion(shown)) throw malformed(name, 'no version');
  const above = between(html, '</h1>', '<div id="flex-container"') ?? '';
  return {
    synopsis: textOfHtml(between(heading, '<small>', '</small>') ?? ''),
    description: paragraphsOf(between(html, '<div id="description">', '<div id="') ?? ''),
    tags: linksIn(above)
      .filter(({ href }) => href.startsWith('/packages/tag/'))
      .map(({ text }) => text),
    deprecatedFor: deprecationOf(above),
    shown,
    versions: versionsOf(listed, shown),
    rows,
  };
}

function rowsOf(table: string): Map<string, string> {
  const rows = new Map<string, string>();
  let at = table.indexOf('<th>');
  while (at >= 0 && rows.size < MAX_ROWS) {
    const label = between(table, '<th>', '</th>', at);
    const open = table.indexOf('<td', at);
    const start = open < 0 ? -1 : table.indexOf('>', open);
    const end = start < 0 ? -1 : table.indexOf('</td>', start);
    if (label === null || end < 0) break;
    // The first row's label goes on with a link to the feed.
    const key = textOfHtml(label.split('<', 1)[0] ?? '');
    if (!rows.has(key)) rows.set(key, table.slice(start + 1, end));
    at = table.indexOf('<th>', end);
  }
  return rows;
}

function versionsOf(listed: string, shown: string): ListedVersion[] {
  const tag = /<strong class="(deprecated|unpreferred)"/.exec(listed.slice(0, 200_000))?.[1];
  const versions = new Map<string, ListedVersion>();
  for (const { text, className } of linksIn(listed))
    if (isVersion(text)) versions.set(text, { number: text, status: statusOf(className) });
  versions.set(shown, { number: shown, status: statusOf(tag ?? '') });
  return [...versions.values()];
}

function statusOf(className: string): ListedVersion['status'] {
  return className === 'deprecated' || className === 'unpreferred' ? className : null;
}

function deprecationOf(above: string): string[] | null {
  const notice = between(above, '<div id="deprecated">', '</div>');
  return notice === null ? null : linksIn(notice).map(({ text }) => text);
}

/** A rule separates the description from the link to the readme. */
function paragraphsOf(region: string): string[] {
  const rule = region.indexOf('<hr');
  const html = rule < 0 ? region : region.slice(0, rule);
  const found: string[] = [];
  for (
    let at = html.indexOf('<p>');
    at >= 0 && found.length < MAX_PARAGRAPHS;
    at = html.indexOf('<p>', at + 1)
  ) {
    const end = html.indexOf('</p>', at);
    if (end < 0) break;
    found.push(textOfHtml(html.slice(at, end)));
    at = end;
  }
  return found.filter(text => text !== '');
}

/** What the row of dependencies says: links to packages, each with its requirement behind it in parentheses. */
export function requirementsIn(row: string): { name: string; requirement: string | null }[] {
  const links: (HtmlLink | undefined)[] = linksIn(row);
  return links.flatMap((link, index) => {
    if (link === undefined || link.href !== `/package/${link.text}`) return [];
    const next = links[index + 1];
    const upTo = next === undefined ? row.length : row.lastIndexOf('<a ', next.end);
    const [behind = ''] = row.slice(link.end, upTo).split('</span>', 1);
    const text = textOfHtml(behind);
    const inner = text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1).trim() : '';
    return [{ name: link.text, requirement: inner === '' ? null : inner }];
  });
}

export function isVersion(text: string): boolean {
  return text.length <= 100 && hackage.isValid(text);
}

function malformed(name: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `page of ${name}: ${problem}`);
}
