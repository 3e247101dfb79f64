/**
 * `metadata` of a built gem (`metadata.gz` in its archive): a Gem::Specification as YAML,
 * https://docs.ruby-lang.org/en/master/Gem/Specification.html. Its Ruby tags are blanked, so that nothing is ever made of them.
 */
import { isJsonObject, memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';

const MAX_DEPENDENCIES = 100_000;

export const gemMetadata: ManifestReader = {
  parse(input) {
    const document = parseYaml(withoutRubyTags(input.text), 'metadata', { scalars: 'text' });
    if (!isJsonObject(document)) throw new ManifestError('not-this-format', 'no specification of a gem');
    const dependencies: ManifestDependency[] = [];
    for (const entry of objectsIn(document.dependencies, MAX_DEPENDENCIES)) {
      const name = textOrNull(entry.name);
      if (name === null) continue;
      const type = textOrNull(entry.type)?.replace(/^:/, '') ?? 'runtime';
      const requirement = requirementOf(entry.requirement ?? entry.version_requirements);
      dependencies.push(dependency(name, requirement, type, { direct: true }));
    }
    const licenses = Array.isArray(document.licenses)
      ? document.licenses.map(textOrNull).filter(one => one !== null)
      : [];
    return {
      dependencies,
      project: {
        name: textOrNull(document.name),
        version: textOrNull(memberOf(document.version, 'version')),
        license: licenses.length > 0 ? licenses.join(', ') : null,
      },
    };
  },
};

/** Pairs of an operator and a version. */
function requirementOf(value: unknown): string {
  const pairs = memberOf(value, 'requirements');
  if (!Array.isArray(pairs)) return '>= 0';
  const parts = pairs.map(pair => {
    const [operator, version] = Array.isArray(pair) ? pair : [];
    const number = textOrNull(memberOf(version, 'version')) ?? textOrNull(version);
    return textOrNull(operator) !== null && number !== null ? `${operator} ${number}` : '';
  });
  return parts.filter(part => part !== '').join(', ') || '>= 0';
}

/** The text with each `!ruby/...` tag as blanks, so that positions stay. */
function withoutRubyTags(source: string): string {
  const pieces: string[] = [];
  let kept = 0;
  for (let at = source.indexOf('!ruby/'); at >= 0; at = source.indexOf('!ruby/', kept)) {
    let end = at;
    while (end < source.length && source.charCodeAt(end) > 32) end++;
    pieces.push(source.slice(kept, at), ' '.repeat(end - at));
    kept = end;
  }
  return pieces.join('') + source.slice(kept);
}
