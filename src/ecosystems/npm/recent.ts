/**
 * The registry's RSS of recently published packages, in order of publication, newest first:
 * `{registry}/-/rss?descending=true&limit=50`. Only titles (package names) and dates are read, by a scan that is linear
 * in the size of the document; whatever else an XML document can hold is passed over.
 */

export interface RecentItem {
  /** The title, as it came: a package name. */
  name: string;
  /** Title and date: tells whether an item was seen before. */
  key: string;
}

const MAX_ITEMS = 1000;

/** The items of the feed, newest first; empty for a document without any. */
export function parseRecent(xml: string): RecentItem[] {
  const items: RecentItem[] = [];
  let at = xml.indexOf('<item>');
  while (at >= 0 && items.length < MAX_ITEMS) {
    const end = xml.indexOf('</item>', at);
    if (end < 0) break;
    const item = xml.slice(at, end);
    const name = element(item, 'title');
    if (name) items.push({ name, key: `${name} ${element(item, 'pubDate') ?? ''}`.trim() });
    at = xml.indexOf('<item>', end);
  }
  return items;
}

function element(item: string, tag: string): string | null {
  const start = item.indexOf(`<${tag}>`);
  if (start < 0) return null;
  const from = start + tag.length + 2;
  const end = item.indexOf(`</${tag}>`, from);
  if (end < 0) return null;
  const text = item.slice(from, end).trim();
  if (text.startsWith('<![CDATA[') && text.endsWith(']]>')) return text.slice(9, -3).trim();
  return unescaped(text);
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] as string);
}
