/** Advisories as feeds: Atom (https://www.rfc-editor.org/rfc/rfc4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
import type { Terms } from '../../core/answer-terms.ts';
import { findSource } from '../../sources/index.ts';
import type { AdvisoryJson } from './schemas.ts';

export interface FeedHead {
  title: string;
  /** Of the feed itself. */
  url: string;
  /** Of the page that it belongs to. */
  page: string;
  /** What the feed is under. */
  terms: Terms;
}

/** @param updated when the newest of them changed; the moment of asking where there is none. */
export function atomFeed(head: FeedHead, advisories: readonly AdvisoryJson[], updated: string): string {
  const { licence, licensee } = head.terms;
  const to = licensee === null ? '' : `, licensed to ${licensee}`;
  const entries = advisories.map(
    of => `  <entry>
    <id>${xmlText(of.html_url)}</id>
    <title>${xmlText(titleOf(of))}</title>
    <link href="${xmlText(of.html_url)}"/>
    <published>${xmlText(of.published_at)}</published>
    <updated>${xmlText(of.updated_at)}</updated>
    <author><name>${xmlText(of.source_kind || 'unknown')}</name></author>
    <summary>${xmlText(summaryOf(of))}</summary>${termsOf(of)}
${of.packages
  .slice(0, 20)
  .map(({ ecosystem }) => ecosystem)
  .filter(distinct)
  .map(term => `    <category term="${xmlText(term)}"/>`)
  .join('\n')}
  </entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${xmlText(head.url)}</id>
  <title>${xmlText(head.title)}</title>
  <link rel="self" href="${xmlText(head.url)}"/>
  <link href="${xmlText(head.page)}"/>
  <link rel="license" href="${xmlText(licence.url)}"/>
  <rights>${xmlText(`${licence.spdx}${to}`)}; what sources wrote stays under their own terms</rights>
  <updated>${xmlText(updated)}</updated>
${entries.join('\n')}
</feed>
`;
}

export function jsonFeed(head: FeedHead, advisories: readonly AdvisoryJson[]) {
  const { licence, licensee } = head.terms;
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: head.title,
    home_page_url: head.page,
    feed_url: head.url,
    // No fields of the format: extensions, as its specification has them.
    _licence: { about: ABOUT, spdx: licence.spdx, url: licence.url, licensee },
    items: advisories.map(of => ({
      id: of.html_url,
      url: of.html_url,
      external_url: of.url,
      title: titleOf(of),
      content_text: summaryOf(of),
      date_published: of.published_at,
      date_modified: of.updated_at,
      tags: of.packages.map(({ ecosystem }) => ecosystem).filter(distinct),
      ...ownTerms(of),
    })),
  };
}

const ABOUT = 'https://spdx.org/licenses/';

/** The terms of whoever published an advisory, as an extension of JSON Feed. `spdx` null: as the record says. */
function ownTerms({ source_kind }: AdvisoryJson) {
  const source = findSource(source_kind);
  return source === null ? {} : { _licence: { about: ABOUT, source: source.name, spdx: source.license } };
}

/** The same as Atom's `rights`. */
function termsOf({ source_kind }: AdvisoryJson): string {
  const source = findSource(source_kind);
  if (source === null) return '';
  return `\n    <rights>${xmlText(`${source.name}: ${source.license ?? 'as the record says'}`)}</rights>`;
}

/** Withdrawn comes first wherever an advisory is shown. */
function titleOf({ withdrawn_at, severity, title }: AdvisoryJson): string {
  return [withdrawn_at ? 'Withdrawn:' : '', severity ? `[${severity}]` : '', title]
    .filter(part => part !== '')
    .join(' ');
}

function summaryOf({ identifiers, packages }: AdvisoryJson): string {
  const named = packages.slice(0, 10).map(of => {
    const ranges = of.versions.slice(0, 3).map(range => range.vulnerable_version_range);
    return `${of.ecosystem} ${of.package_name}${ranges.length > 0 ? ` ${ranges.join(' or ')}` : ''}`;
  });
  const more = packages.length - named.length;
  return `${identifiers.join(', ')}. Affects ${named.join('; ') || 'no package that is named'}${more > 0 ? ` and ${more} more` : ''}.`;
}

function distinct<T>(value: T, index: number, all: T[]): boolean {
  return all.indexOf(value) === index;
}

/** Also without what XML 1.0 cannot hold. */
function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
