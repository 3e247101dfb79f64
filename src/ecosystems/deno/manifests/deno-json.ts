/**
 * `deno.json(c)`, https://docs.deno.com/runtime/fundamentals/configuration/, `jsr.json`, https://jsr.io/docs/package-configuration, and import
 * maps: what `imports` and `scopes` map names to.
 */
import { isJsonObject, type JsonDocument, memberOf, textMembers, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { specifierOf } from './specifier.ts';

export const denoJson: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    const document = parseJsonText(input.text, 'deno.json', { trailingCommas: true });
    if (!isJsonObject(document)) return { dependencies, project: null };
    const scopes = isJsonObject(document.scopes) ? Object.values(document.scopes) : [];
    for (const map of [document.imports, ...scopes])
      for (const [key, target] of textMembers(map)) {
        const found = specifierOf(target);
        if (found === null) continue;
        const { name, requirement, source } = found;
        dependencies.push(
          dependency(name, requirement, 'runtime', { direct: true, alias: aliasOf(key, name), source }),
        );
      }
    return {
      dependencies,
      project: {
        name: textOrNull(document.name),
        version: textOrNull(document.version),
        license: textOrNull(document.license),
      },
      includes: includesOf(document),
    };
  },
};

/** `chalk/` maps what is inside chalk, and is no other name for it. */
function aliasOf(key: string, name: string): string | null {
  return key === name || key === `${name}/` ? null : key;
}

function includesOf(document: JsonDocument): string[] {
  const members = Array.isArray(document.workspace)
    ? document.workspace
    : memberOf(document.workspace, 'members');
  return [document.importMap, ...(Array.isArray(members) ? members : [])].filter(
    item => typeof item === 'string' && item !== '',
  );
}
