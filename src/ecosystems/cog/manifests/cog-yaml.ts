/** `cog.yaml`, https://cog.run/yaml/: `build.python_packages`, or a file of requirements in `build.python_requirements`. */
import { memberOf } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

export const cogYaml: ManifestReader = {
  parse(input) {
    const build = memberOf(parseYaml(input.text, 'cog.yaml', { scalars: 'text' }), 'build');
    const listed = memberOf(build, 'python_packages');
    const file = memberOf(build, 'python_requirements');
    return {
      dependencies: Array.isArray(listed) ? listed.map(packageOf).filter(one => one !== null) : [],
      project: null,
      includes: typeof file === 'string' && file !== '' ? [file] : [],
    };
  },
};

/** `name==1.0`: the requirement is the version without the operator, as Cog installs exact versions. */
function packageOf(stated: unknown): ManifestDependency | null {
  if (typeof stated !== 'string') return null;
  const semicolon = stated.indexOf(';');
  const text = (semicolon < 0 ? stated : stated.slice(0, semicolon)).trim();
  let end = 0;
  while (end < text.length && /[\w.-]/.test(text[end] as string)) end++;
  const name = text.slice(0, end);
  if (name === '') return null;
  let rest = text.slice(end).trim();
  if (rest.startsWith('[')) rest = rest.slice(rest.indexOf(']') + 1).trim();
  let at = 0;
  while (at < rest.length && '<>=!~'.includes(rest[at] as string)) at++;
  const version = at > 0 ? rest.slice(at).trim() : '';
  const source = rest.startsWith('@') ? rest.slice(1).trim() : null;
  const condition = semicolon < 0 ? null : stated.slice(semicolon + 1).trim() || null;
  return dependency(name, version || null, 'runtime', { direct: true, source, condition });
}
