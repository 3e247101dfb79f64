/** URLs that registries state. They come from strangers: only what is plainly a web address becomes a link. */

/** The URL as a browser would go there when it is http(s) without credentials, else null. */
export function webUrl(text: string | null | undefined): string | null {
  if (!text || text.length > 2_000) return null;
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return null;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null;
  return url.href;
}

/** A URL without scheme, `www.` and trailing slash, for reading: `github.com/facebook/react`. */
export function shortUrl(text: string): string {
  return text
    .replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/\/$/, '');
}
