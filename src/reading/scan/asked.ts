/** What of an inventory is looked up, and under which package URL. */
import { forgeOf } from '../../core/known-forges.ts';
import { parsePurl } from '../../core/purl/index.ts';
import type { InventoryItem } from '../inventory/index.ts';

/**
 * The package URL to look an item up by: with the locked version, else of the package alone. Null for what has none, and for
 * what is taken from a repository or a path instead of a registry: a package of the same name there may be another.
 */
export function askedAs(item: InventoryItem): string | null {
  return isFromRegistry(item.source) ? (item.purl ?? item.packagePurl) : null;
}

/** Sources are written only where they are not the ecosystem's own registry: what is downloaded may come from a mirror of it. */
function isFromRegistry(source: string | null): boolean {
  if (source === null) return true;
  const text = source.replace(/^(?:registry|sparse)\+/, '');
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { hostname, pathname, hash } = new URL(text);
  // Behind `#` stands a revision, but for the hash of a download.
  const isForge = forgeOf(hostname.replace(/^codeload\./, '')) !== undefined;
  return !isForge && !pathname.endsWith('.git') && (hash === '' || /\.t(?:ar\.)?gz$/.test(pathname));
}

/** Of a package URL; null for what is none. */
export function purlType(purl: string): string | null {
  try {
    return parsePurl(purl, { lenient: true }).type;
  } catch {
    return null;
  }
}
