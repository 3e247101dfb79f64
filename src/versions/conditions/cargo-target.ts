/**
 * Platforms of Cargo's `[target.'...'.dependencies]`: a target triple, or `cfg(...)`:
 * https://doc.rust-lang.org/reference/conditional-compilation.html, https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html
 */

/** What is set for a target: names (`unix`) and `key="value"` pairs, as `rustc --print cfg` prints them. */
export type CargoCfg = ReadonlySet<string>;

const MAX_LENGTH = 4_000;
const MAX_DEPTH = 64;
const POINTER_32 = /^(i[3-6]86|arm|armv.*|thumb.*|mips|mipsel|powerpc|riscv32.*|sparc|wasm32|x86)$/;
const BIG_ENDIAN = /^(mips|mips64|powerpc|powerpc64|s390x|sparc|sparc64|aarch64_be|armeb.*)$/;

/**
 * The cfg of a target triple, from its parts: what conditions of published crates ask for. Values that a triple does not tell
 * (`target_feature`, `panic`) are not set.
 */
export function cargoCfgOf(triple: string): CargoCfg {
  const [arch = '', ...rest] = triple.split('-');
  const [vendor, os, environment] = partsOf(rest);
  const set = new Set<string>();
  const pair = (key: string, value: string) => set.add(`${key}="${value}"`);
  pair('target_arch', archOf(arch));
  pair('target_pointer_width', POINTER_32.test(arch) || environment === 'gnux32' ? '32' : '64');
  pair('target_endian', BIG_ENDIAN.test(arch) ? 'big' : 'little');
  pair('target_vendor', vendor);
  pair('target_os', os);
  pair('target_env', environment.replace(/(eabihf|eabi|x32|abi64|sf)$/, ''));
  const family =
    os === 'windows' ? 'windows' : arch.startsWith('wasm') ? 'wasm' : os === 'none' ? null : 'unix';
  if (family !== null) {
    pair('target_family', family);
    if (family !== 'wasm') set.add(family);
  }
  set.add('debug_assertions');
  return set;
}

/** Vendor, operating system and environment of what follows the architecture: two or three words, or one. */
function partsOf(rest: readonly string[]): [string, string, string] {
  const known = (os: string) => (os === 'darwin' ? 'macos' : os);
  if (rest.length >= 3) return [rest[0]!, known(rest[1]!), rest[2]!];
  if (rest.length === 2) {
    // `aarch64-linux-android` has no vendor, `x86_64-apple-darwin` no environment.
    if (rest[0] === 'none') return ['unknown', 'none', rest[1]!];
    if (rest[0] === 'linux')
      return rest[1]!.startsWith('android') ? ['unknown', 'android', ''] : ['unknown', 'linux', rest[1]!];
    return [rest[0]!, known(rest[1]!), ''];
  }
  return ['unknown', known(rest[0] ?? 'none'), ''];
}

function archOf(arch: string): string {
  if (/^i[3-6]86$/.test(arch)) return 'x86';
  if (/^(arm|thumb)/.test(arch)) return 'arm';
  if (/^riscv(32|64)/.test(arch)) return arch.slice(0, 7);
  if (arch === 'powerpc64le') return 'powerpc64';
  if (arch === 'mipsel') return 'mips';
  if (arch === 'mips64el') return 'mips64';
  return arch;
}

/**
 * Whether a dependency of this platform counts for the target.
 * @returns null for what is no platform: it may count.
 */
export function matchesCargoTarget(platform: string, triple: string, cfg: CargoCfg): boolean | null {
  const text = platform.trim();
  if (text.length > MAX_LENGTH) return null;
  if (!text.startsWith('cfg(')) return text === triple;
  if (!text.endsWith(')')) return null;
  const words = text.slice(4, -1).match(/[A-Za-z_][A-Za-z0-9_]*|"[^"]*"|[(),=]|\S/g) ?? [];
  const reader = { words, at: 0 };
  const value = predicate(reader, cfg, 0);
  return value === null || reader.at < words.length ? null : value;
}

interface Reader {
  readonly words: readonly string[];
  at: number;
}

function predicate(reader: Reader, cfg: CargoCfg, depth: number): boolean | null {
  const { words } = reader;
  const name = words[reader.at++];
  if (depth > MAX_DEPTH || name === undefined || !/^[A-Za-z_]/.test(name)) return null;
  if (words[reader.at] === '=') {
    const value = words[reader.at + 1];
    reader.at += 2;
    return value?.startsWith('"') ? cfg.has(`${name}=${value}`) : null;
  }
  if (words[reader.at] !== '(') return name === 'true' || (name !== 'false' && cfg.has(name));
  reader.at++;
  const values: boolean[] = [];
  while (words[reader.at] !== ')') {
    const value = predicate(reader, cfg, depth + 1);
    if (value === null) return null;
    values.push(value);
    if (words[reader.at] === ',') reader.at++;
    else if (words[reader.at] !== ')') return null;
  }
  reader.at++;
  if (name === 'all') return values.every(value => value);
  if (name === 'any') return values.some(value => value);
  return name === 'not' && values.length === 1 ? !values[0] : null;
}
