/** Addresses as manifests hold them, without the passwords and tokens that people leave in them. */

/**
 * The address without the user information before its host (https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1). The user of
 * ssh stays where it has no password: it is `git`, and the address is of no use without it. Text that is no URL stays as it is.
 */
export function withoutCredentials(address: string): string {
  const scheme = address.indexOf('://');
  if (scheme < 0) return address;
  const start = scheme + 3;
  const end = endOfAuthority(address, start);
  const at = address.lastIndexOf('@', end - 1);
  if (at < start) return address;
  const isWeb = address.startsWith('http', address.lastIndexOf('+', scheme) + 1);
  if (!isWeb && !address.slice(start, at).includes(':')) return address;
  return address.slice(0, start) + address.slice(at + 1);
}

function endOfAuthority(address: string, start: number): number {
  for (let i = start; i < address.length; i++) {
    const code = address.charCodeAt(i);
    // `/`, `?`, `#` and white space.
    if (code === 47 || code === 63 || code === 35 || code <= 32) return i;
  }
  return address.length;
}
