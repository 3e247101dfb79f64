/** What stands for the machine: https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-virtual.html */
import type { ResolverSetting } from '../../resolving/types.ts';

export const ENVIRONMENT: readonly ResolverSetting[] = [
  {
    name: 'platform',
    description: 'The subdirectory of the channel that the machine takes its packages from.',
    default: 'linux-64',
    values: ['linux-64', 'linux-aarch64', 'linux-ppc64le', 'osx-64', 'osx-arm64', 'win-64', 'win-arm64'],
  },
  { name: 'glibc', description: 'The version of glibc, on Linux.', default: '2.39', values: null },
  { name: 'linux', description: 'The version of Linux.', default: '6.8', values: null },
  { name: 'osx', description: 'The version of macOS.', default: '14.0', values: null },
  {
    name: 'cuda',
    description: 'The version of CUDA that the driver serves; `none`: there is no such driver.',
    default: 'none',
    values: null,
  },
];

/** The version of a virtual package; null where the machine has none. */
export function virtualPackage(name: string, environment: Record<string, string>): string | null {
  const [system] = (environment.platform ?? '').split('-');
  const isLinux = system === 'linux';
  const isMac = system === 'osx';
  switch (name) {
    case '__unix':
      return isLinux || isMac ? '0' : null;
    case '__linux':
      return isLinux ? environment.linux! : null;
    case '__glibc':
      return isLinux ? environment.glibc! : null;
    case '__osx':
      return isMac ? environment.osx! : null;
    case '__win':
      return system === 'win' ? '0' : null;
    case '__cuda':
      return environment.cuda === 'none' ? null : environment.cuda!;
    case '__archspec':
      return '1';
    default:
      return null;
  }
}
