/**
 * Debian architectures as what they are made of: ABI, C library, kernel, processor. That is what wildcards (Policy
 * 11.1.1, https://www.debian.org/doc/debian-policy/ch-customized-programs.html#architecture-wildcards) choose by. The
 * facts are those of `dpkg-architecture -L`.
 */

export type ArchitectureTuple = readonly [abi: string, libc: string, os: string, cpu: string];

/** Names that do not say what they are made of. */
const SPECIAL: Readonly<Record<string, ArchitectureTuple>> = {
  armhf: ['eabihf', 'gnu', 'linux', 'arm'],
  armel: ['eabi', 'gnu', 'linux', 'arm'],
  arm64ilp32: ['ilp32', 'gnu', 'linux', 'arm64'],
  x32: ['x32', 'gnu', 'linux', 'amd64'],
  powerpcspe: ['spe', 'gnu', 'linux', 'powerpc'],
  mips64: ['abi64', 'gnu', 'linux', 'mips64'],
  mips64el: ['abi64', 'gnu', 'linux', 'mips64el'],
  mips64r6: ['abi64', 'gnu', 'linux', 'mips64r6'],
  mips64r6el: ['abi64', 'gnu', 'linux', 'mips64r6el'],
  mipsn32: ['abin32', 'gnu', 'linux', 'mips64'],
  mipsn32el: ['abin32', 'gnu', 'linux', 'mips64el'],
  mipsn32r6: ['abin32', 'gnu', 'linux', 'mips64r6'],
  mipsn32r6el: ['abin32', 'gnu', 'linux', 'mips64r6el'],
  'musl-linux-armhf': ['eabihf', 'musl', 'linux', 'arm'],
  'uclibc-linux-armel': ['eabi', 'uclibc', 'linux', 'arm'],
  'kfreebsd-armhf': ['eabihf', 'gnu', 'kfreebsd', 'arm'],
  'uclinux-armel': ['eabi', 'uclibc', 'uclinux', 'arm'],
};

/** What stands before the processor, and the C library and kernel that it means. */
const SYSTEMS: Readonly<Record<string, readonly [libc: string, os: string]>> = {
  '': ['gnu', 'linux'],
  linux: ['gnu', 'linux'],
  'musl-linux': ['musl', 'linux'],
  'uclibc-linux': ['uclibc', 'linux'],
  kfreebsd: ['gnu', 'kfreebsd'],
  knetbsd: ['gnu', 'knetbsd'],
  kopensolaris: ['gnu', 'kopensolaris'],
  hurd: ['gnu', 'hurd'],
  dragonflybsd: ['bsd', 'dragonflybsd'],
  freebsd: ['bsd', 'freebsd'],
  openbsd: ['bsd', 'openbsd'],
  netbsd: ['bsd', 'netbsd'],
  darwin: ['bsd', 'darwin'],
  aix: ['sysv', 'aix'],
  solaris: ['sysv', 'solaris'],
  uclinux: ['uclibc', 'uclinux'],
  mint: ['tos', 'mint'],
};

/** Null for what is no architecture to build for: `all`, `source`, wildcards, unknown systems. */
export function tupleOf(architecture: string): ArchitectureTuple | null {
  if (Object.hasOwn(SPECIAL, architecture)) return SPECIAL[architecture] as ArchitectureTuple;
  const hyphen = architecture.lastIndexOf('-');
  const system = hyphen === -1 ? '' : architecture.slice(0, hyphen);
  const cpu = architecture.slice(hyphen + 1);
  if (!Object.hasOwn(SYSTEMS, system) || ['', 'any', 'all', 'source'].includes(cpu)) return null;
  const [libc, os] = SYSTEMS[system] as readonly [string, string];
  return ['base', libc, os, cpu];
}

/** `any`, `linux-any`, `any-amd64`, `musl-any-any`: parts that are missing at the front are `any`. Null for no wildcard. */
export function wildcardTuple(name: string): ArchitectureTuple | null {
  const parts = name.split('-');
  if (parts.length > 4 || !parts.includes('any')) return null;
  const [abi = 'any', libc = 'any', os = 'any', cpu = 'any'] = [
    ...Array.from({ length: 4 - parts.length }, () => 'any'),
    ...parts,
  ];
  return [abi, libc, os, cpu];
}
