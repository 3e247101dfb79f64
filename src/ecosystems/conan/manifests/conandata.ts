/**
 * Files beside recipes: `conandata.yml` (https://docs.conan.io/2/tutorial/creating_packages/handle_sources_in_packages.html), whose lists of requirements recipes read by
 * convention (https://docs.conan.io/2/examples/conanfile/requirements.html), and `conaninfo.txt` in a package, which says with what it was built.
 */
import { isJsonObject } from '../../../formats/json.ts';
import { linesOf } from '../../../formats/text.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { referenceIn } from './reference.ts';

const LISTS = new Map([
  ['requirements', 'runtime'],
  ['requires', 'runtime'],
  ['build_requirements', 'development'],
  ['build_requires', 'development'],
  ['tool_requires', 'development'],
  ['test_requires', 'test'],
]);

export const conandata: ManifestReader = {
  parse(input) {
    const document = parseYaml(input.text, 'conandata.yml', { scalars: 'text', duplicates: 'last' });
    const dependencies: ManifestDependency[] = [];
    for (const [key, list] of isJsonObject(document) ? Object.entries(document) : []) {
      const type = LISTS.get(key);
      if (type === undefined || !Array.isArray(list)) continue;
      for (const item of list) {
        const reference = typeof item === 'string' ? referenceIn(item) : null;
        if (reference)
          dependencies.push(dependency(reference.name, reference.version, type, { direct: true }));
      }
    }
    return { dependencies, project: null };
  },
};

export const conaninfo: ManifestReader = {
  parse(input) {
    const sections = new Map<string, ManifestDependency[]>();
    let section: ManifestDependency[] = [];
    for (const line of linesOf(input.text)) {
      const text = line.trim();
      if (text.startsWith('[') && text.endsWith(']')) {
        section = [];
        sections.set(text.slice(1, -1), section);
        continue;
      }
      const reference = referenceIn(text);
      if (reference) section.push(dependency(reference.name, reference.version, 'runtime'));
    }
    const full = sections.get('full_requires') ?? [];
    return { dependencies: full.length > 0 ? full : (sections.get('requires') ?? []), project: null };
  },
};
