/**
 * Platforms of Ruby gems, `x86_64-linux-musl`: https://guides.rubygems.org/gems-with-extensions/ and
 * https://docs.ruby-lang.org/en/master/Gem/Platform.html.
 */
import { InputError } from '../../core/errors.ts';
import { isDigit } from '../numeric.ts';

export interface GemPlatform {
  /** Null where only a system is named, which then stands for every processor, as `universal` does. */
  cpu: string | null;
  /** `ruby` for gems without anything compiled; `unknown` for a system that RubyGems does not know. */
  os: string;
  /** Of the system; in Linux the C library. */
  version: string | null;
}

/** In UTF-16 code units. */
export const MAX_PLATFORM_LENGTH = 256;
const RUBY: GemPlatform = { cpu: null, os: 'ruby', version: null };

/** How a version follows the name of a system, after at most one hyphen. */
type VersionShape = 'none' | 'number' | 'dotted' | 'decimal' | 'word';

/** The first one that fits is it. `start`: only at the start of the text, else anywhere in it. */
const SYSTEMS: readonly { os: string; start?: true; version: VersionShape }[] = [
  { os: 'aix', version: 'number' },
  { os: 'cygwin', version: 'none' },
  { os: 'darwin', version: 'number' },
  { os: 'macruby', start: true, version: 'dotted' },
  { os: 'freebsd', version: 'number' },
  { os: 'java', start: true, version: 'dotted' },
  { os: 'dalvik', start: true, version: 'number' },
  { os: 'dotnet', start: true, version: 'dotted' },
  { os: 'linux', version: 'word' },
  { os: 'mingw32', version: 'none' },
  { os: 'mingw', version: 'word' },
  { os: 'mswin', version: 'number' },
  { os: 'netbsdelf', version: 'none' },
  { os: 'openbsd', version: 'decimal' },
  { os: 'solaris', version: 'decimal' },
  { os: 'wasi', version: 'none' },
];

/**
 * Reads the name of a platform; nothing at all is `ruby`. Any text is some platform.
 * @throws InputError with field `platform` for a text that is too long.
 */
export function parseGemPlatform(text: string): GemPlatform {
  if (text.length > MAX_PLATFORM_LENGTH)
    throw new InputError('platform', `a platform has at most ${MAX_PLATFORM_LENGTH} characters`, 422);
  if (text === '' || text === 'ruby') return RUBY;
  let end = text.length;
  while (text[end - 1] === '-') end--;
  const name = text.slice(0, end);
  const hyphen = name.indexOf('-');
  if (hyphen === -1) {
    const { os, version } = readSystem(name);
    return { cpu: os === 'mswin32' ? 'x86' : null, os, version };
  }
  const cpu = name.slice(0, hyphen);
  return { cpu: /i\d86/.test(cpu) ? 'x86' : cpu, ...readSystem(name.slice(hyphen + 1)) };
}

function readSystem(text: string): { os: string; version: string | null } {
  if (text === 'jruby') return { os: 'java', version: null };
  for (const { os, start, version: shape } of SYSTEMS) {
    const found = text.indexOf(os);
    if (found === -1 || (start && found > 0)) continue;
    if (os === 'dalvik' && !/^dalvik-?\d*$/.test(text)) continue;
    const after = found + os.length;
    if (os === 'mswin') {
      const system = readWindows(text, after);
      if (system === null) continue;
      return system;
    }
    return { os, version: readVersion(text, text[after] === '-' ? after + 1 : after, shape) };
  }
  return { os: 'unknown', version: null };
}

/** `mswin32`, `mswin32_80`, `mswin64-100`. */
function readWindows(text: string, start: number): { os: string; version: string | null } | null {
  const bits = digitsAt(text, start);
  if (bits === '') return null;
  const end = start + bits.length;
  const version = text[end] === '_' || text[end] === '-' ? digitsAt(text, end + 1) : '';
  return { os: `mswin${bits}`, version: version === '' ? null : version };
}

function readVersion(text: string, start: number, shape: VersionShape): string | null {
  if (shape === 'none') return null;
  if (shape === 'word') return /^\w+/.exec(text.slice(start))?.[0] ?? null;
  const number = digitsAt(text, start);
  if (number === '') return null;
  if (shape === 'number') return number;
  let version = number;
  while (text[start + version.length] === '.') {
    const next = digitsAt(text, start + version.length + 1);
    if (next === '') break;
    version += `.${next}`;
    if (shape === 'decimal') return version;
  }
  return shape === 'decimal' ? null : version;
}

function digitsAt(text: string, start: number): string {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end++;
  return text.slice(start, end);
}

/** As RubyGems writes it. */
export function printGemPlatform({ cpu, os, version }: GemPlatform): string {
  if (cpu === null) return `${os}${version ?? ''}`;
  return [cpu, os, version].filter(part => part !== null).join('-');
}

/**
 * True where a gem built for `gem` runs on `runtime`. It matters which is which: a Linux gem without a C library runs
 * with musl too, while a Linux system that names none has glibc. `ruby` gems run everywhere.
 */
export function gemPlatformMatches(gem: GemPlatform, runtime: GemPlatform): boolean {
  if (gem.os === 'ruby') return true;
  if (runtime.os === 'ruby') return false;
  const isUniversal = gem.cpu === 'universal' || runtime.cpu === 'universal';
  if (isUniversal && gem.os.startsWith('mingw') && runtime.os.startsWith('mingw')) return true;
  return cpuMatches(gem.cpu, runtime.cpu) && gem.os === runtime.os && versionMatches(gem, runtime);
}

function cpuMatches(gem: string | null, runtime: string | null): boolean {
  if (gem === null || runtime === null || gem === 'universal' || runtime === 'universal') return true;
  return gem === runtime || (gem === 'arm' && runtime.startsWith('armv'));
}

function versionMatches(gem: GemPlatform, runtime: GemPlatform): boolean {
  if (gem.version === runtime.version) return true;
  if (gem.os !== 'linux') return gem.version === null || runtime.version === null;
  if (libcOf(gem) === libcOf(runtime)) return true;
  const version = gem.version ?? '';
  return [`musl${version}`, `musleabi${version}`, `musleabihf${version}`].includes(runtime.version ?? '');
}

/** Empty for glibc. */
function libcOf({ version }: GemPlatform): string {
  return (version ?? '').replace(/^gnu/, '').replace(/eabi(?:hf)?$/, '');
}
