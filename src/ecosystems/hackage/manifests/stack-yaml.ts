/** `stack.yaml` (https://docs.haskellstack.org/en/stable/configure/yaml/project/) and `stack.yaml.lock` (https://docs.haskellstack.org/en/stable/topics/lock_files/). */
import { isJsonObject, memberOf, objectsIn } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

const MAX_PACKAGES = 100_000;

export const stackYaml: ManifestReader = {
  parse(input) {
    const document = parseYaml(input.text, 'stack.yaml', { scalars: 'text' });
    const extra = memberOf(document, 'extra-deps');
    const includes = memberOf(document, 'packages');
    const dependencies = (Array.isArray(extra) ? extra : []).flatMap(stated => {
      const one = typeof stated === 'string' ? packageOf(stated) : placeOf(stated);
      if (one) one.direct = true;
      return one ?? [];
    });
    return {
      dependencies,
      project: null,
      includes: Array.isArray(includes) ? includes.filter(path => typeof path === 'string') : [],
    };
  },
};

export const stackYamlLock: ManifestReader = {
  parse(input) {
    const packages = memberOf(parseYaml(input.text, 'stack.yaml.lock', { scalars: 'text' }), 'packages');
    const dependencies = objectsIn(packages, MAX_PACKAGES).flatMap(({ completed }) => {
      const hackage = memberOf(completed, 'hackage');
      return (typeof hackage === 'string' ? packageOf(hackage) : placeOf(completed)) ?? [];
    });
    return { dependencies, project: null };
  },
};

/** `name-version[@sha256:hex[,size]|@rev:number]`, or the path or URL of a package. The digest is of the package's .cabal file. */
function packageOf(stated: string): ManifestDependency | null {
  const at = stated.indexOf('@');
  const id = at < 0 ? stated : stated.slice(0, at);
  if (id.includes('/') || id.startsWith('.')) {
    const base = id.slice(id.lastIndexOf('/') + 1);
    return base === '' || base.startsWith('.')
      ? null
      : dependency(base, null, 'runtime', { local: id.includes('://') ? null : true, source: id });
  }
  const hyphen = id.lastIndexOf('-');
  const hasVersion = hyphen > 0 && /^\d[\d.]*$/.test(id.slice(hyphen + 1));
  const digest = at < 0 ? '' : (stated.slice(at + 1).split(',', 1)[0] as string);
  const name = hasVersion ? id.slice(0, hyphen) : id;
  if (name === '') return null;
  return dependency(name, hasVersion ? id.slice(hyphen + 1) : null, 'runtime', {
    integrity: digest.startsWith('sha256:') ? `sha256=${digest.slice(7)}` : null,
  });
}

/** A commit of a repository, or an archive; the lock adds name and version. */
function placeOf(stated: unknown): ManifestDependency | null {
  if (!isJsonObject(stated)) return null;
  const text = (key: string) =>
    typeof stated[key] === 'string' && stated[key] !== '' ? (stated[key] as string) : null;
  const github = text('github');
  const place =
    text('git') ?? text('hg') ?? text('url') ?? text('archive') ?? (github && `https://github.com/${github}`);
  const name = text('name') ?? place?.slice(place.lastIndexOf('/') + 1).replace(/\.git$/, '');
  if (!name || place === null) return null;
  const commit = text('commit');
  return dependency(name, text('version') ?? commit, 'runtime', {
    source: commit === null ? place : `${place}#${commit}`,
    integrity: text('sha256') === null ? null : `sha256=${text('sha256')}`,
  });
}
