/** metadata.json of a module, https://www.puppet.com/docs/puppet/8/modules_metadata.html: other modules; `requirements` is Puppet itself. */
import { isJsonObject, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestReader } from '../../manifest.ts';

export const metadataJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'metadata.json');
    if (!isJsonObject(document)) return { dependencies: [], project: null };
    return {
      dependencies: objectsIn(document.dependencies, Number.POSITIVE_INFINITY).flatMap(entry => {
        const name = textOrNull(entry.name);
        if (name === null) return [];
        return [dependency(name, textOrNull(entry.version_requirement), 'runtime', { direct: true })];
      }),
      project: {
        name: textOrNull(document.name),
        version: textOrNull(document.version),
        license: textOrNull(document.license),
      },
    };
  },
};
