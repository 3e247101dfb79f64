/**
 * lakefile.toml, https://lean-lang.org/doc/reference/latest/Build-Tools-and-Distribution/Lake/: `[[require]]` by scope and name, or from
 * git. What is known by its path alone is a part of the project and named among `includes`.
 */
import { memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseToml } from '../../../formats/toml.ts';
import { dependency, type ManifestReader } from '../../manifest.ts';

export const lakefileToml: ManifestReader = {
  parse(input) {
    const document = parseToml(input.text, 'lakefile.toml');
    const includes: string[] = [];
    const dependencies = objectsIn(memberOf(document, 'require'), Number.POSITIVE_INFINITY).flatMap(entry => {
      const name = textOrNull(entry.name);
      if (name === null) return [];
      const path = textOrNull(entry.path) ?? textOrNull(memberOf(entry.source, 'dir'));
      const field = (key: string) => textOrNull(entry[key]) ?? textOrNull(memberOf(entry.source, key));
      const git =
        field('git') ?? textOrNull(memberOf(entry.git, 'url')) ?? textOrNull(memberOf(entry.source, 'url'));
      const requirement = field('version') ?? field('rev');
      if (path !== null && git === null) {
        includes.push(path);
        return [];
      }
      const scope = textOrNull(entry.scope);
      return [
        dependency(scope === null ? name : `${scope}/${name}`, requirement, 'runtime', {
          direct: true,
          source: git,
        }),
      ];
    });
    return {
      dependencies,
      project: {
        name: textOrNull(memberOf(document, 'name')),
        version: textOrNull(memberOf(document, 'version')),
        license: textOrNull(memberOf(document, 'license')),
      },
      includes,
    };
  },
};
