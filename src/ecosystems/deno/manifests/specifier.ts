/**
 * What import maps and lockfiles of Deno name: https://docs.deno.com/runtime/fundamentals/modules/. `npm:` and `jsr:` before a name,
 * a range after its `@`, and a path into the package after that; or the address of a module on deno.land.
 */
export interface Specifier {
  name: string;
  /** null: none is stated. */
  requirement: string | null;
  /** `npm`, `jsr` or the address. */
  source: string;
}

const DENO_LAND = 'https://deno.land/';

/** null for what names no package: paths and addresses elsewhere. */
export function specifierOf(text: string): Specifier | null {
  if (text.startsWith('npm:') || text.startsWith('jsr:')) return packageOf(text.slice(4), text.slice(0, 3));
  return text.startsWith(DENO_LAND) ? moduleOf(text) : null;
}

function packageOf(text: string, source: string): Specifier | null {
  const rest = text.startsWith('/') ? text.slice(1) : text;
  const nameEnd = endOfName(rest);
  const name = rest.slice(0, nameEnd);
  if (name === '' || name === '@') return null;
  if (rest.charAt(nameEnd) !== '@') return { name, requirement: null, source };
  const path = rest.indexOf('/', nameEnd);
  const requirement = rest.slice(nameEnd + 1, path < 0 ? undefined : path);
  return { name, requirement: requirement || null, source };
}

/** Where `@scope/name` or `name` ends: at the `@` of the range or the `/` of a path. */
function endOfName(text: string): number {
  const slash = text.startsWith('@') ? text.indexOf('/') : -1;
  if (text.startsWith('@') && slash < 0) return text.length;
  for (let i = slash + 1; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '@' || character === '/') return i;
  }
  return text.length;
}

/** `https://deno.land/x/oak@v12.6.0/mod.ts`, `https://deno.land/std@0.120.0/`. */
function moduleOf(address: string): Specifier | null {
  const [first = '', second = ''] = address.slice(DENO_LAND.length).split('/', 2);
  const word = first === 'x' ? second : first === 'std' || first.startsWith('std@') ? first : '';
  const at = word.indexOf('@');
  const name = at < 0 ? word : word.slice(0, at);
  return name === ''
    ? null
    : { name, requirement: at < 0 ? null : word.slice(at + 1) || null, source: address };
}

/** `npm:a@1.0.0_b@2.0.0` without what its peers are. */
export function withoutPeers(key: string): string {
  const version = key.indexOf('@', key.indexOf(':') + 2);
  const peers = version < 0 || !key.startsWith('npm:') ? -1 : key.indexOf('_', version);
  return peers < 0 ? key : key.slice(0, peers);
}
