/** `versions.json` beside a Meteor package of old: `dependencies` as pairs of name and version, or as a map. */
import { isJsonObject, textMembers } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestReader } from '../../manifest.ts';

export const versionsJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'versions.json');
    if (!isJsonObject(document)) return { dependencies: [], project: null };
    const pairs = Array.isArray(document.dependencies)
      ? document.dependencies.filter(isPair)
      : textMembers(document.dependencies);
    return {
      dependencies: pairs.map(([name, version]) => dependency(name, version, 'runtime')),
      project: null,
    };
  },
};

function isPair(item: unknown): item is [string, string] {
  return Array.isArray(item) && typeof item[0] === 'string' && item[0] !== '' && typeof item[1] === 'string';
}
