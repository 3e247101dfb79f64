/** Names of entries as the tree gives them. Nobody ever creates a file of that name; a reader may yet do something with it. */

const MAX_LENGTH = 4096;
const MAX_DEPTH = 256;

export type CleanName = { path: string; isChanged: boolean } | null;

/**
 * The name as a path of the tree: `/` between segments, none of them empty or `.`. Null for what no tree can have: `..`, a drive
 * letter, a NUL, more than 4,096 characters or 256 segments. `''` for the root itself.
 */
export function cleanName(name: string): CleanName {
  if (name.length > MAX_LENGTH || name.includes('\0')) return null;
  const slashed = name.includes('\\') ? name.replaceAll('\\', '/') : name;
  const isAbsolute = slashed.startsWith('/');
  if (!isAbsolute && isPlain(slashed)) return { path: slashed, isChanged: slashed !== name };
  const segments = slashed.split('/').filter(segment => segment !== '' && segment !== '.');
  if (segments.length > MAX_DEPTH || segments.includes('..')) return null;
  if (hasDrive(segments[0] ?? '')) return null;
  return { path: segments.join('/'), isChanged: isAbsolute || slashed !== name };
}

/** True for most names: nothing to take away, nothing to fear. */
function isPlain(name: string): boolean {
  if (
    name === '' ||
    name.startsWith('.') ||
    name.endsWith('/') ||
    name.includes('//') ||
    name.includes('/.')
  ) {
    return false;
  }
  if (hasDrive(name)) return false;
  let depth = 1;
  for (let at = name.indexOf('/'); at !== -1; at = name.indexOf('/', at + 1)) depth++;
  return depth <= MAX_DEPTH;
}

/** `C:` and what follows; a file may well be called `a:b` elsewhere, but not so on every system. */
function hasDrive(name: string): boolean {
  return /^[A-Za-z]:(?:\/|$)/.test(name);
}
