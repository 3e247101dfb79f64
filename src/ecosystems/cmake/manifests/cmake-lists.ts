/**
 * What a build with CMake fetches: `FetchContent_Declare` (https://cmake.org/cmake/help/latest/module/FetchContent.html),
 * `ExternalProject_Add`, and `CPMAddPackage` (https://github.com/cpm-cmake/CPM.cmake#usage).
 */
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { cmakeCommands } from './syntax.ts';

/** Words that begin what follows them in these commands. */
const KEYWORDS = new Set(
  `NAME VERSION GIT_REPOSITORY GIT_TAG URL URL_HASH URL_MD5 GITHUB_REPOSITORY GITLAB_REPOSITORY BITBUCKET_REPOSITORY SOURCE_DIR
   SVN_REPOSITORY HG_REPOSITORY HG_TAG URI OPTIONS GIT_SHALLOW EXCLUDE_FROM_ALL SYSTEM DOWNLOAD_ONLY FIND_PACKAGE_ARGS PATCHES
   CMAKE_ARGS PREFIX BINARY_DIR CONFIGURE_COMMAND BUILD_COMMAND INSTALL_COMMAND PATCH_COMMAND UPDATE_COMMAND DEPENDS`.split(
    /\s+/,
  ),
);
const FORGES: Readonly<Record<string, string>> = {
  GITHUB_REPOSITORY: 'https://github.com/',
  GITLAB_REPOSITORY: 'https://gitlab.com/',
  BITBUCKET_REPOSITORY: 'https://bitbucket.org/',
};
const SHORT = new Map([
  ['gh', 'https://github.com/'],
  ['gl', 'https://gitlab.com/'],
  ['bb', 'https://bitbucket.org/'],
]);

export const cmakeLists: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const commands = cmakeCommands(input.text);
    for (const { name, args } of commands) {
      const one =
        name === 'cpmaddpackage'
          ? fromCpm(args)
          : name === 'fetchcontent_declare' || name === 'externalproject_add'
            ? fromFetch(args)
            : null;
      if (one !== null) dependencies.push(one);
    }
    const project = commands.find(({ name }) => name === 'project')?.args ?? [];
    const version = project[project.indexOf('VERSION') + 1];
    return {
      dependencies,
      project:
        project[0] === undefined
          ? null
          : {
              name: project[0],
              version: project.includes('VERSION') ? (version ?? null) : null,
              license: null,
            },
    };
  },
};

function fromFetch(args: readonly string[]): ManifestDependency | null {
  const [name, ...rest] = args;
  return name === undefined || name === '' ? null : made(name, valuesIn(rest), null);
}

/** `"gh:owner/name@1.0"`, `"gh:owner/name#tag"`, `"https://h/r.git@1.0"`, or values with keywords. */
function fromCpm(args: readonly string[]): ManifestDependency | null {
  const first = args[0] ?? '';
  if (KEYWORDS.has(first)) {
    const values = valuesIn(args);
    const name = values.get('NAME') ?? lastOf(sourceIn(values) ?? '');
    return name === '' ? null : made(name, values, values.get('VERSION') ?? null);
  }
  return args.length > 1 || first.includes(':') ? fromShort(first) : null;
}

function fromShort(text: string): ManifestDependency | null {
  const mark = Math.max(text.lastIndexOf('@'), text.lastIndexOf('#'));
  // `git@host:owner/name` has its mark before the path.
  const isVersion = mark > text.lastIndexOf('/');
  const address = isVersion ? text.slice(0, mark) : text;
  const requirement = isVersion ? (text.slice(mark + 1).split(/[@#]/, 1)[0] as string) : '';
  const colon = address.indexOf(':');
  const forge = SHORT.get(address.slice(0, Math.max(0, colon)));
  const name = lastOf(address);
  if (name === '') return null;
  return dependency(name, requirement || null, 'build', {
    direct: true,
    source: forge === undefined ? address : forge + address.slice(colon + 1),
    unresolved: text.includes('${'),
  });
}

function made(name: string, values: ReadonlyMap<string, string>, version: string | null): ManifestDependency {
  const source = sourceIn(values);
  const directory = source === null ? (values.get('SOURCE_DIR') ?? null) : null;
  const requirement = values.get('GIT_TAG') ?? version ?? values.get('HG_TAG') ?? null;
  const isComputed = [name, requirement, source].some(value => value?.includes('${') === true);
  return dependency(name, requirement, 'build', {
    direct: true,
    local: directory === null ? null : true,
    source: source ?? directory,
    integrity: integrityIn(values),
    unresolved: isComputed,
  });
}

/** Each keyword with the value behind it. */
function valuesIn(args: readonly string[]): Map<string, string> {
  const values = new Map<string, string>();
  for (let at = 0; at + 1 < args.length; at++) {
    const [key, value] = [args[at] as string, args[at + 1] as string];
    if (KEYWORDS.has(key) && !KEYWORDS.has(value) && !values.has(key)) values.set(key, value);
  }
  return values;
}

function sourceIn(values: ReadonlyMap<string, string>): string | null {
  for (const [key, address] of Object.entries(FORGES)) {
    const path = values.get(key);
    if (path !== undefined) return address + path;
  }
  for (const key of ['GIT_REPOSITORY', 'URL', 'SVN_REPOSITORY', 'HG_REPOSITORY', 'URI']) {
    const value = values.get(key);
    if (value !== undefined) return value;
  }
  return null;
}

/** `URL_HASH SHA256=<hex>`. */
function integrityIn(values: ReadonlyMap<string, string>): string | null {
  const hash = values.get('URL_HASH');
  const equals = hash?.indexOf('=') ?? -1;
  if (hash !== undefined && equals > 0)
    return `${hash.slice(0, equals).toLowerCase()}:${hash.slice(equals + 1)}`;
  const md5 = values.get('URL_MD5');
  return md5 === undefined ? null : `md5:${md5}`;
}

function lastOf(address: string): string {
  const path = address.endsWith('.git') ? address.slice(0, -'.git'.length) : address;
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
}
