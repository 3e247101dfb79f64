/** `name/version[@user/channel][#revision][%timestamp][:package_id]`: https://docs.conan.io/2/reference/conanfile/attributes.html#requires. */
export interface ConanReference {
  name: string;
  /** A version or a range: `[>=1.0 <2]`. */
  version: string;
  /** Revision of the recipe; null where none is stated. */
  revision: string | null;
}

const MAX_LENGTH = 1_000;

/** Null for what has no `/`. */
export function referenceIn(text: string): ConanReference | null {
  const slash = text.indexOf('/');
  if (slash <= 0 || text.length > MAX_LENGTH) return null;
  const name = text.slice(0, slash).trim();
  const rest = text.slice(slash + 1);
  const end = endOfVersion(rest);
  const version = rest.slice(0, end).trim();
  if (name === '' || version === '') return null;
  const hash = rest.indexOf('#', end);
  return { name, version, revision: hash < 0 ? null : revisionIn(rest.slice(hash + 1)) };
}

/** A range may hold what ends a version elsewhere. */
function endOfVersion(text: string): number {
  if (text.startsWith('[')) {
    const close = text.indexOf(']');
    return close < 0 ? text.length : close + 1;
  }
  for (let at = 0; at < text.length; at++) if ('@#:%'.includes(text[at] as string)) return at;
  return text.length;
}

function revisionIn(text: string): string | null {
  for (let at = 0; at < text.length; at++)
    if ('%:'.includes(text[at] as string)) return text.slice(0, at) || null;
  return text || null;
}
