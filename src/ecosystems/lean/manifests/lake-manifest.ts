/**
 * lake-manifest.json, which Lake writes (https://github.com/leanprover/lean4/tree/master/src/lake): packages with their revisions; what
 * others ask for is `inherited`. Up to version 5 of the format a package lay in a member `git` or `path` of its own.
 */
import { isJsonObject, type JsonDocument, memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

export const lakeManifest: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'lake-manifest.json');
    const entries = objectsIn(memberOf(document, 'packages'), Number.POSITIVE_INFINITY);
    const name = plainName(memberOf(document, 'name'));
    return {
      dependencies: entries.flatMap(entry => entryOf(isJsonObject(entry.git) ? entry.git : entry)),
      project: name === null ? null : { name, version: null, license: null },
    };
  },
};

function entryOf(entry: JsonDocument): ManifestDependency[] {
  const name = plainName(entry.name);
  if (name === null || entry.type === 'path') return [];
  const scope = plainName(entry.scope);
  return [
    dependency(scope === null ? name : `${scope}/${name}`, textOrNull(entry.rev), 'runtime', {
      direct: typeof entry.inherited === 'boolean' ? !entry.inherited : null,
      source: textOrNull(entry.url),
    }),
  ];
}

/** Without the signs around names that are no plain identifiers. */
function plainName(value: unknown): string | null {
  return textOrNull(textOrNull(value)?.replace(/[«»]/g, ''));
}
