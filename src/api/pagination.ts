/** The position in a list as headers: `Link` (RFC 8288), `current-page`, `page-items`, and totals where they are counted. */
import type { Reply } from '../services/service.ts';

const NOT_IN_LINKS = /^(?:apikey|mailto|page)(?:=|$)/;

/**
 * @param url this request's public URL without its query; @param query its raw query.
 * @returns the pagination headers; `link` without the angle-bracketed licence.
 */
export function pageHeaders(
  page: NonNullable<Reply['page']>,
  url: string,
  query: string,
): Record<string, string> {
  const kept = query.split('&').filter(pair => pair !== '' && !NOT_IN_LINKS.test(pair));
  const link = (number: number, rel: string) =>
    `<${url}?${[...kept, `page=${number}`].join('&')}>; rel="${rel}"`;

  const last = page.total === undefined ? undefined : Math.max(1, Math.ceil(page.total / page.perPage));
  const links = [link(1, 'first')];
  if (page.page > 1) links.push(link(page.page - 1, 'prev'));
  if (page.hasMore) links.push(link(page.page + 1, 'next'));
  if (last !== undefined) links.push(link(last, 'last'));

  const headers: Record<string, string> = {
    link: links.join(', '),
    'current-page': String(page.page),
    'page-items': String(page.perPage),
  };
  if (page.total !== undefined && last !== undefined) {
    headers['total-pages'] = String(last);
    headers['total-count'] = String(page.total);
  }
  return headers;
}
