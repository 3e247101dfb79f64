/**
 * What the value of a dependency says beyond a range: https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies,
 * https://yarnpkg.com/protocols, https://pnpm.io/workspaces.
 */
import { withoutCredentials } from '../../../formats/credentials.ts';
import { dependency, type ManifestDependency } from '../../manifest.ts';

const LOCAL = ['file:', 'link:', 'portal:', 'workspace:', './', '../', '/', '~/'];
const REMOTE = ['github:', 'gitlab:', 'bitbucket:', 'gist:', 'git@', 'jsr:'];
const SHORTHAND = /^[\w.-]+\/[\w.-]+(?:#|$)/;

/** One dependency of a manifest by its key and value. An alias (`npm:real@^1`) is given by the name of the real package. */
export function specified(
  key: string,
  value: string,
  type: string,
  optional: boolean | null,
): ManifestDependency {
  const target = aliasTarget(key, value);
  if (target)
    return dependency(target.name, target.requirement, type, {
      direct: true,
      optional,
      local: value.startsWith('workspace:'),
      alias: target.name === key ? null : key,
    });
  const local = isLocal(value);
  return dependency(key, withoutCredentials(value), type, {
    direct: true,
    optional,
    local,
    source: local ? pathOf(value) : remoteOf(value),
  });
}

/** The package that `npm:name@range` stands for, `*` where it names no range; null for what is no alias. */
export function aliasTarget(key: string, value: string): { name: string; requirement: string } | null {
  if (value.startsWith('npm:')) {
    const rest = value.slice(4);
    if (rest === '') return null;
    // yarn and pnpm also take `npm:^1.0.0`: the package of the key.
    if (isRange(rest)) return { name: key, requirement: rest };
    const at = rest.indexOf('@', 1);
    if (at < 0) return { name: rest, requirement: '*' };
    return { name: rest.slice(0, at), requirement: rest.slice(at + 1) || '*' };
  }
  if (!value.startsWith('workspace:')) return null;
  const at = value.indexOf('@', 'workspace:'.length + 1);
  return at < 0 ? null : { name: value.slice('workspace:'.length, at), requirement: value };
}

/** Whether a value names something of the project itself: a path or a member of the workspace. */
export function isLocal(value: string): boolean {
  return LOCAL.some(prefix => value.startsWith(prefix));
}

/** The path that a local value names; null for members of the workspace. */
export function pathOf(value: string): string | null {
  if (value.startsWith('workspace:')) return null;
  for (const scheme of ['file:', 'link:', 'portal:'])
    if (value.startsWith(scheme)) return value.slice(scheme.length);
  return value;
}

/** The address that a value names instead of a range; null for what the registry answers. */
export function remoteOf(value: string): string | null {
  const isRemote =
    value.includes('://') || REMOTE.some(prefix => value.startsWith(prefix)) || SHORTHAND.test(value);
  return isRemote ? withoutCredentials(value) : null;
}

/** Whether text begins like a range and not like the name of a package. */
function isRange(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first >= 48 && first <= 57) || '^~<>=*'.includes(text.charAt(0));
}
