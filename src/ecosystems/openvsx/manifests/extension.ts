/**
 * Extensions of VS Code: what the `package.json` of one asks for (https://code.visualstudio.com/api/references/extension-manifest), and what a
 * project recommends in `.vscode/extensions.json` (https://code.visualstudio.com/docs/configure/extensions/extension-marketplace#_workspace-recommended-extensions).
 */
import { isJsonObject, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';

export const extension: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'package.json');
    if (!isJsonObject(document)) throw new ManifestError('not-this-format', 'package.json: no JSON object');
    const [publisher, name] = [textOrNull(document.publisher), textOrNull(document.name)];
    return {
      dependencies: [
        ...listed(document.extensionDependencies, 'runtime'),
        ...listed(document.extensionPack, 'pack'),
      ],
      project: {
        name: publisher !== null && name !== null ? `${publisher}.${name}` : name,
        version: textOrNull(document.version),
        license: textOrNull(document.license),
      },
    };
  },
};

export const recommendations: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'extensions.json', { trailingCommas: true });
    return {
      dependencies: isJsonObject(document) ? listed(document.recommendations, 'recommended') : [],
      project: null,
    };
  },
};

/** Names, `publisher.name`; which version is wanted is never said. */
function listed(names: unknown, type: string): ManifestDependency[] {
  if (!Array.isArray(names)) return [];
  return names.flatMap(name =>
    typeof name === 'string' && name !== ''
      ? dependency(name, null, type, { direct: true, optional: type === 'recommended' })
      : [],
  );
}
