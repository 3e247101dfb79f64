/** `pnpm-workspace.yaml`: the versions that members name as `catalog:`, https://pnpm.io/catalogs, and where the members lie. */
import { isJsonObject } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import type { ManifestDependency, ManifestReader, Unresolved } from '../../manifest.ts';
import { pnpmOverrides } from './overrides.ts';
import { specified } from './specifier.ts';

export const pnpmWorkspace: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const document = parseYaml(input.text, 'pnpm-workspace.yaml', { scalars: 'text', duplicates: 'last' });
    if (!isJsonObject(document)) return { dependencies, project: null };
    const named = isJsonObject(document.catalogs) ? Object.values(document.catalogs) : [];
    for (const catalog of [document.catalog, ...named]) {
      if (!isJsonObject(catalog)) continue;
      for (const [name, value] of Object.entries(catalog))
        if (name !== '' && typeof value === 'string')
          dependencies.push(specified(name, value, 'runtime', null));
    }
    const unresolved: Unresolved[] = [];
    const members = Array.isArray(document.packages) ? document.packages : [];
    return {
      dependencies,
      project: null,
      manages: pnpmOverrides(document.overrides, unresolved),
      unresolved,
      includes: members.filter(item => typeof item === 'string' && item !== ''),
    };
  },
};
