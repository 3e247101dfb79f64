/** The page of a package, `web/packages/{name}/index.html`, and the listing of its archive, as HTML. */
import { UpstreamError } from '../../core/errors.ts';
import { versionNumber } from '../families/registry-api/values.ts';
import { between, tableRows, textOfHtml, unescaped } from '../families/web-page/text.ts';

export interface PackagePage {
  title: string | null;
  abstract: string | null;
  /** The first table, by label in lower case without colon: `version`, `depends`, `in views`. */
  fields: ReadonlyMap<string, string>;
  /** What CRAN says of the removal; null where the package stands. */
  removal: string | null;
}

export interface ArchivedFile {
  version: string;
  /** ISO 8601 date. */
  date: string | null;
}

const MAX_FIELDS = 100;
const MAX_VALUE = 100_000;
const MAX_FILES = 10_000;
const REMOVED = 'was removed from the CRAN repository';

/** @throws UpstreamError `malformed` for what is no page of this package. */
export function readPage(bytes: Uint8Array, name: string): PackagePage {
  const html = new TextDecoder().decode(bytes);
  const heading = textOfHtml(between(html, '<h2>', '</h2>') ?? '', 1_000);
  const colon = heading?.indexOf(':') ?? -1;
  const fields = fieldsOf(between(html, '<table', '</table>') ?? '');
  if (heading !== null && colon !== -1 && fields.has('version')) {
    if (heading.slice(0, colon).trim() !== name) throw malformed(name, 'it is of another package');
    const start = html.indexOf('</h2>');
    return {
      title: heading.slice(colon + 1).trim() || null,
      abstract: textOfHtml(between(html, '<p>', '</p>', start) ?? ''),
      fields,
      removal: null,
    };
  }
  const text = textOfHtml(html, 20_000) ?? '';
  if (!text.includes(REMOVED) || !text.includes(name))
    throw malformed(name, 'neither facts nor a removal in it');
  return { title: null, abstract: null, fields: new Map(), removal: removalOf(html) };
}

function fieldsOf(table: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [label = '', value = ''] of tableRows(table, MAX_FIELDS, 2)) {
    const key = textOfHtml(label, 100)?.replace(/:$/, '').toLowerCase();
    const text = textOfHtml(value, MAX_VALUE);
    if (key && text !== null && !fields.has(key)) fields.set(key, text);
  }
  return fields;
}

/** `Archived on 2019-12-21 as check problems were not corrected in time.`; empty where no reason is given. */
function removalOf(html: string): string {
  const start = html.indexOf('Archived on ');
  const end = start === -1 ? -1 : html.indexOf('</p>', start);
  return end === -1 ? '' : (textOfHtml(html.slice(start, end), 1_000) ?? '');
}

/** Files of earlier versions, by version. Lines of other files are passed over. */
export function readArchive(bytes: Uint8Array, name: string): ArchivedFile[] {
  const html = new TextDecoder().decode(bytes);
  if (!html.includes('<tr')) throw malformed(name, 'its archive is no listing');
  const files = new Map<string, ArchivedFile>();
  for (const [, link = '', date = ''] of tableRows(html, MAX_FILES)) {
    const file = fileName(between(link, 'href="', '"') ?? '');
    if (!file.startsWith(`${name}_`) || !file.endsWith('.tar.gz')) continue;
    const version = versionNumber(file.slice(name.length + 1, -'.tar.gz'.length));
    if (version !== null) files.set(version, { version, date: dateIn(textOfHtml(date, 100) ?? '') });
  }
  return [...files.values()];
}

function fileName(href: string): string {
  try {
    return decodeURIComponent(unescaped(href));
  } catch {
    return '';
  }
}

/** The day alone: the hour of a listing is in the time zone of its server. */
export function dateIn(text: string): string | null {
  const day = /^\d{4}-\d\d-\d\d/.exec(text)?.[0];
  const time = day === undefined ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  return time > 0 ? new Date(time).toISOString() : null;
}

function malformed(name: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `page of ${name}: ${problem}`);
}
