/**
 * Our cookies (RFC 6265). Over HTTPS their names have the prefix `__Host-`: browsers take such a cookie only from this very host,
 * over HTTPS and for all of its paths, so that nobody beside us can plant one.
 */
import { parseCookie, stringifySetCookie } from 'cookie';
import type { SetCookie } from '../core/session.ts';

/** Longer Cookie headers are not ours. */
const LONGEST_HEADER = 16 * 1024;
/** Without HTTPS, other programs of this machine share the host name and its cookies. */
const PLAIN_PREFIX = 'ecosystems-';
const HOST_PREFIX = '__Host-';

const prefixOf = (siteUrl: string) => (siteUrl.startsWith('https:') ? HOST_PREFIX : PLAIN_PREFIX);

/** Cookies of ours by their names without the prefix; those of others are left out. */
export function readCookies(header: string | undefined, siteUrl: string): Record<string, string> {
  if (header === undefined || header.length > LONGEST_HEADER) return {};
  const prefix = prefixOf(siteUrl);
  const ours: Record<string, string> = {};
  for (const [name, value] of Object.entries(parseCookie(header))) {
    if (name.startsWith(prefix) && value !== undefined) ours[name.slice(prefix.length)] = value;
  }
  return ours;
}

/** Values of Set-Cookie. */
export function setCookies(cookies: readonly SetCookie[], siteUrl: string): string[] {
  const prefix = prefixOf(siteUrl);
  return cookies.map(({ name, value, maxAgeSeconds }) =>
    stringifySetCookie({
      name: `${prefix}${name}`,
      value,
      maxAge: value === '' ? 0 : maxAgeSeconds,
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: prefix === HOST_PREFIX,
    }),
  );
}
