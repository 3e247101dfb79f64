/** Which names can be asked for at all. */
import type { IndexedRegistry } from '../service.ts';

/** The store holds no longer name. */
const MAX_NAME_BYTES = 500;

/** True for text that PostgreSQL cannot hold: NUL, or what is no well-formed Unicode. */
export function isUnstorable(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}

/**
 * True for a name that no package of any registry has: unstorable, too long, or with a segment `.` or `..`, which caches and
 * proxies resolve to another path.
 */
export function isUnaddressable(name: string): boolean {
  if (name === '' || isUnstorable(name)) return true;
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) return true;
  return name.split('/').some(part => part === '.' || part === '..');
}

/** True when the registry's own rules refuse the (normalised) name as well. */
export function impossibleName(registry: IndexedRegistry, name: string): boolean {
  return isUnaddressable(name) || registry.definition.names.problem(name) !== null;
}
