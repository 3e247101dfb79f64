/** A spec: `name@version%compiler+variant key=value arch=... ^other`: https://spack.readthedocs.io/en/latest/spec_syntax.html. */
import { isNameCode } from '../../../formats/ascii.ts';

export interface Spec {
  name: string;
  /** `1.2`, `1.2:1.4`, `=1.2`; null where none is stated. */
  version: string | null;
}

const MAX_LENGTH = 2_000;

/** Null for a spec without a name: a variable, a hash, a compiler alone. */
export function specIn(text: string): Spec | null {
  const spec = text.trim();
  if (spec.length > MAX_LENGTH) return null;
  let end = 0;
  while (end < spec.length && isNameCode(spec.charCodeAt(end))) end++;
  // `builtin.zlib` has the repository before the name.
  const name = spec.slice(spec.slice(0, end).lastIndexOf('.') + 1, end);
  if (name === '' || spec[end] === '=') return null;
  if (spec[end] !== '@') return { name, version: null };
  let to = end + 1;
  while (to < spec.length && !' \t+~%^'.includes(spec[to] as string)) to++;
  return { name, version: spec.slice(end + 1, to) || null };
}
