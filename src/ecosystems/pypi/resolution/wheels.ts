/**
 * Which wheels an interpreter takes: https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/. What is kept
 * of a release's files is `wheels` (`{"cp312-cp312": "manylinux_2_17_x86_64 win_amd64"}`: Python and ABI tags, then platforms) and
 * `sdist` in its metadata.
 */
import type { JsonObject } from '../../../core/records.ts';
import type { PythonEnvironment } from './environment.ts';

export interface Interpreter {
  /** `cp`, `pp`, or empty for those whose tags are their own. */
  implementation: string;
  major: number;
  minor: number;
  /** True: any Python from this one on, on any machine. */
  isUniversal: boolean;
  system: string;
  machine: string;
  libc: string;
  /** Null: as new as anything asks for. */
  libcVersion: number[] | null;
  macos: number[] | null;
}

const IMPLEMENTATION_TAGS: Readonly<Record<string, string>> = {
  cpython: 'cp',
  pypy: 'pp',
  graalpy: 'graalpy',
};
/** The versions of glibc behind the old names: https://peps.python.org/pep-0600/ */
const OLD_MANYLINUX: Readonly<Record<string, number[]>> = {
  manylinux1: [2, 5],
  manylinux2010: [2, 12],
  manylinux2014: [2, 17],
};
const WINDOWS: Readonly<Record<string, string>> = {
  amd64: 'win_amd64',
  x86_64: 'win_amd64',
  x86: 'win32',
  arm64: 'win_arm64',
};
/** What a Mac of either processor runs beside its own. */
const MAC_ARCHITECTURES: Readonly<Record<string, readonly string[]>> = {
  x86_64: ['x86_64', 'universal2', 'intel', 'fat64', 'fat3', 'universal'],
  arm64: ['arm64', 'universal2'],
};

export function interpreterOf(
  { variables, python, isUniversal }: PythonEnvironment,
  given: Readonly<Record<string, string>>,
): Interpreter {
  const [major = 3, minor = 0] = python.split('.').map(Number);
  return {
    implementation: IMPLEMENTATION_TAGS[variables.implementation_name ?? ''] ?? '',
    major,
    minor,
    isUniversal,
    system: variables.sys_platform ?? '',
    machine: variables.platform_machine ?? '',
    libc: given.libc || 'glibc',
    libcVersion: numbersOf(given.libc_version),
    macos: numbersOf(given.macos_version),
  };
}

function numbersOf(text: string | undefined): number[] | null {
  return text ? text.split('.').map(Number) : null;
}

/** The wheels that are kept of a release by Python and ABI; null where nothing is. */
export function wheelsOf(metadata: JsonObject): Readonly<Record<string, string>> | null {
  const { wheels } = metadata;
  if (typeof wheels !== 'object' || wheels === null || Array.isArray(wheels)) return null;
  return wheels as Record<string, string>;
}

/** True where one of the wheels is for the interpreter. */
export function hasWheelFor(wheels: Readonly<Record<string, string>>, interpreter: Interpreter): boolean {
  return Object.entries(wheels).some(([key, platforms]) => {
    const [pythons = '', abis = ''] = key.split('-');
    const isOurs = pythons
      .split('.')
      .some(python => abis.split('.').some(abi => fitsPython(python, abi, interpreter)));
    return isOurs && platforms.split(/[ .]/).some(platform => fitsPlatform(platform, interpreter));
  });
}

function fitsPython(
  python: string,
  abi: string,
  { implementation, major, minor, isUniversal }: Interpreter,
): boolean {
  const found = /^([a-z]+)(\d)(\d*)$/.exec(python);
  if (found === null) return false;
  const [, tag = '', of = '', rest = ''] = found;
  if (Number(of) !== major) return false;
  const at = rest === '' ? null : Number(rest);
  if (tag === 'py') return abi === 'none' && (isUniversal || at === null || at <= minor);
  if (isUniversal) return abi === 'abi3' || at === null || at >= minor;
  if (tag !== implementation || at === null) return false;
  if (abi === 'abi3') return tag === 'cp' && at >= 2 && at <= minor;
  // Before 3.8 the ABI says how it was built: cp37m.
  return (
    at === minor && (abi === 'none' || tag !== 'cp' || new RegExp(`^cp${of}${rest}(?:d?mu?)?$`).test(abi))
  );
}

function fitsPlatform(platform: string, interpreter: Interpreter): boolean {
  const { isUniversal, system, machine } = interpreter;
  if (platform === 'any' || isUniversal) return true;
  if (system === 'linux') return fitsLinux(platform, interpreter);
  if (system === 'darwin') return fitsMac(platform, interpreter);
  if (system === 'win32') return platform === WINDOWS[machine.toLowerCase()];
  return platform.startsWith(`${system}_`);
}

function fitsLinux(platform: string, { machine, libc, libcVersion }: Interpreter): boolean {
  if (!platform.endsWith(`_${machine}`)) return false;
  const name = platform.slice(0, -machine.length - 1);
  if (name === 'linux') return true;
  const asked = OLD_MANYLINUX[name] ?? /^(?:many|musl)linux_(\d+)_(\d+)$/.exec(name)?.slice(1).map(Number);
  if (asked === undefined || name.startsWith('musl') !== (libc === 'musl')) return false;
  return isAtMost(asked, libcVersion);
}

function fitsMac(platform: string, { machine, macos }: Interpreter): boolean {
  const found = /^macosx_(\d+)_(\d+)_(\w+)$/.exec(platform);
  if (found === null) return false;
  const architectures = MAC_ARCHITECTURES[machine === 'aarch64' ? 'arm64' : machine] ?? [machine];
  return architectures.includes(found[3]!) && isAtMost([Number(found[1]), Number(found[2])], macos);
}

function isAtMost([major = 0, minor = 0]: readonly number[], given: readonly number[] | null): boolean {
  if (given === null) return true;
  const [most = 0, then = 0] = given;
  return major < most || (major === most && minor <= then);
}

/** What the interpreter is, for people. */
export function interpreterInWords({
  implementation,
  major,
  minor,
  isUniversal,
  system,
  machine,
}: Interpreter): string {
  const name = { cp: 'CPython', pp: 'PyPy' }[implementation] ?? 'Python';
  return isUniversal
    ? `Python from ${major}.${minor} on`
    : `${name} ${major}.${minor} on ${system} ${machine}`;
}
