/** Files of Elm up to 0.18: `elm-package.json` (before: `elm_dependencies.json`), and what was chosen, in `elm-stuff`. */
import { isJsonObject, type JsonDocument, textMembers, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, ManifestError, type ManifestProject, type ManifestReader } from '../../manifest.ts';

export const elmPackage: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'elm-package.json');
    if (!isJsonObject(document)) return { dependencies: [], project: null };
    return {
      dependencies: textMembers(document.dependencies).map(([name, range]) =>
        dependency(name, range, 'runtime', { direct: true }),
      ),
      project: elmProject(document),
    };
  },
};

export const exactDependencies: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'exact-dependencies.json');
    if (!isJsonObject(document))
      throw new ManifestError('not-this-format', 'exact-dependencies.json: no JSON object');
    return {
      dependencies: textMembers(document).map(([name, version]) => dependency(name, version, 'runtime')),
      project: null,
    };
  },
};

export function elmProject(document: JsonDocument): ManifestProject {
  return {
    name: textOrNull(document.name),
    version: textOrNull(document.version),
    license: textOrNull(document.license),
  };
}
