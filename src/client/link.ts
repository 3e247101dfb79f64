/** Where a list goes on (https://www.rfc-editor.org/rfc/rfc8288). */

/**
 * @param value of the `Link` header.
 * @returns the target of the first link whose relation is `next`, as written.
 */
export function nextLink(value: string | undefined): string | null {
  for (const [, target, parameters] of (value ?? '').matchAll(
    /<([^<>]*)>((?:\s*;\s*[^,;"]+(?:"[^"]*")?)*)/g,
  )) {
    const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters ?? '');
    const names = (relation?.[1] ?? relation?.[2] ?? '').toLowerCase().split(/\s+/);
    if (names.includes('next')) return target ?? null;
  }
  return null;
}

/**
 * The same as path and query of a server that one asks anyway: the key goes nowhere else, whatever a link says.
 *
 * @param baseUrl without trailing slash. @returns null for what is no URL.
 */
export function pathOn(baseUrl: string, link: string): string | null {
  if (!URL.canParse(link, `${baseUrl}/`)) return null;
  const { pathname, search } = new URL(link, `${baseUrl}/`);
  const prefix = new URL(baseUrl).pathname.replace(/\/+$/, '');
  const path = prefix !== '' && pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
  return path + search;
}
