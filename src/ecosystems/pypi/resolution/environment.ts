/** For which Python, on which machine: the variables of markers, from what a request says and what follows from it. */
import { InputError } from '../../../core/errors.ts';
import type { ResolverSetting } from '../../../resolving/types.ts';
import type { Marker, MarkerEnvironment } from '../../../versions/conditions/index.ts';
import { pypi } from '../../../versions/schemes/pypi.ts';

const PYTHON = '3.12';

/** `os_name` and `platform_system` of the values of `sys_platform` that Python names. */
export const SYSTEMS: Readonly<Record<string, { os_name: string; platform_system: string }>> = {
  linux: { os_name: 'posix', platform_system: 'Linux' },
  darwin: { os_name: 'posix', platform_system: 'Darwin' },
  win32: { os_name: 'nt', platform_system: 'Windows' },
  cygwin: { os_name: 'posix', platform_system: 'CYGWIN_NT' },
  freebsd: { os_name: 'posix', platform_system: 'FreeBSD' },
  emscripten: { os_name: 'posix', platform_system: 'Emscripten' },
};

/** `platform_python_implementation` of the values of `implementation_name`. */
export const IMPLEMENTATIONS: Readonly<Record<string, string>> = {
  cpython: 'CPython',
  pypy: 'PyPy',
  graalpy: 'GraalVM',
  jython: 'Jython',
};

function setting(
  name: string,
  description: string,
  fallback: string,
  values: readonly string[] | null = null,
): ResolverSetting {
  return { name, description, default: fallback, values };
}

export const environmentSettings: readonly ResolverSetting[] = [
  setting(
    'python_version',
    'The version of Python, with or without its third number; the least one, if universal.',
    PYTHON,
  ),
  setting('sys_platform', 'The system: linux, darwin, win32 ...', 'linux'),
  setting('platform_machine', 'The processor: x86_64, arm64, aarch64, AMD64 ...', 'x86_64'),
  setting('implementation_name', 'The implementation of Python: cpython, pypy ...', 'cpython'),
  setting('os_name', 'posix or nt; follows from the system.', ''),
  setting('platform_system', 'Linux, Darwin, Windows ...; follows from the system.', ''),
  setting('platform_release', 'The release of the system; unknown if empty.', ''),
  setting('platform_version', 'The version of the system; unknown if empty.', ''),
  setting('platform_python_implementation', 'CPython, PyPy ...; follows from the implementation.', ''),
  setting('implementation_version', 'The version of the implementation; that of Python if empty.', ''),
  setting(
    'python_full_version',
    'The version of Python with its third number; `python_version` with .0 if empty.',
    '',
  ),
  setting('libc', 'The C library of Linux: it decides between wheels of manylinux and musllinux.', 'glibc', [
    'glibc',
    'musl',
  ]),
  setting('libc_version', 'Its version: 2.17 ...; as new as any wheel asks for if empty.', ''),
  setting('macos_version', 'The version of macOS: 12.0 ...; as new as any wheel asks for if empty.', ''),
  setting(
    'universal',
    'true: for all systems, and all versions of Python from `python_version` on, at once.',
    'false',
    ['true', 'false'],
  ),
];

export interface PythonEnvironment {
  variables: MarkerEnvironment;
  /** With three numbers. */
  python: string;
  isUniversal: boolean;
  /** The part of the world that is resolved, if universal: where all of these hold. */
  within: readonly Marker[];
}

/** @throws InputError for what is no version of Python. */
export function environmentOf(
  given: Readonly<Record<string, string>>,
  within: readonly Marker[] = [],
): PythonEnvironment {
  const said = (name: string) => given[name] || undefined;
  const written = said('python_full_version') ?? said('python_version') ?? PYTHON;
  const python = pypi.parse(written) === null ? null : /^\d+\.\d+$/.test(written) ? `${written}.0` : written;
  if (python === null)
    throw new InputError('python_version', `"${written.slice(0, 40)}" is no version of Python`, 422);
  const platform = said('sys_platform') ?? 'linux';
  const implementation = said('implementation_name') ?? 'cpython';
  return {
    python,
    isUniversal: given.universal === 'true',
    within,
    variables: {
      python_version: python.split('.').slice(0, 2).join('.'),
      python_full_version: python,
      sys_platform: platform,
      os_name: said('os_name') ?? SYSTEMS[platform]?.os_name ?? 'posix',
      platform_system: said('platform_system') ?? SYSTEMS[platform]?.platform_system ?? platform,
      platform_machine: said('platform_machine') ?? 'x86_64',
      platform_release: said('platform_release') ?? '',
      platform_version: said('platform_version') ?? '',
      implementation_name: implementation,
      implementation_version: said('implementation_version') ?? python,
      platform_python_implementation:
        said('platform_python_implementation') ?? IMPLEMENTATIONS[implementation] ?? implementation,
    },
  };
}
