/** Where somebody is sent after signing in: only ever to a path of this site. */

const LONGEST = 2_000;
/** Stands for this site; whatever leads elsewhere has another host. */
const HERE = 'http://here.invalid';

/**
 * A path with its query, as browsers would read it: they take `\` for `/`, leave out tabs and line breaks, and read `//host` and
 * `/\host` as another site (https://url.spec.whatwg.org/#url-parsing).
 *
 * @returns null for everything that is no path of this site, or is too long.
 */
export function localPath(text: string | null | undefined): string | null {
  if (!text?.startsWith('/') || text.length > LONGEST || /[\\\p{Cc}\s]/u.test(text)) return null;
  if (!URL.canParse(text, HERE)) return null;
  const url = new URL(text, HERE);
  // Dots may leave a path that begins with two slashes: `/.//host`.
  if (url.origin !== HERE || url.pathname.startsWith('//')) return null;
  return `${url.pathname}${url.search}`;
}
