/** What a version provides beside its own name, as maps of ecosystems write it into its metadata. */
import type { Candidate } from '../../resolving/types.ts';

/** `name`, `name (= 1.2)` or `name=1.2`. */
const PROVIDED = /^\s*([^\s(=]+)\s*(?:\(\s*=\s*([^\s)]+)\s*\)|=\s*(\S+))?\s*$/;

/** `metadata.provides`: a list of texts or of `{name, version}`; what is neither is passed over. */
export function providesOf({
  metadata,
}: Pick<Candidate, 'metadata'>): { name: string; version: string | null }[] {
  const { provides } = metadata;
  if (!Array.isArray(provides)) return [];
  return provides.flatMap(each => {
    if (typeof each === 'string') {
      const found = PROVIDED.exec(each);
      return found ? [{ name: found[1] as string, version: found[2] ?? found[3] ?? null }] : [];
    }
    const { name, version } = (each ?? {}) as { name?: unknown; version?: unknown };
    return typeof name === 'string' ? [{ name, version: typeof version === 'string' ? version : null }] : [];
  });
}
