/**
 * `apps/NAME/VERSION/manifest.json` of Scoop: a copy of the manifest (https://github.com/ScoopInstaller/Scoop/wiki/App-Manifests) by which an application
 * was installed. The name is that of the folder.
 */
import { isJsonObject, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';

export const installed: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'manifest.json');
    const version = isJsonObject(document) ? textOrNull(document.version) : null;
    const name = input.path.split('/').at(-3);
    if (!isJsonObject(document) || version === null || !name)
      throw new ManifestError('not-this-format', 'no manifest of an installed application');
    const depends = Array.isArray(document.depends) ? document.depends : [document.depends];
    const license =
      textOrNull(document.license) ??
      (isJsonObject(document.license) ? textOrNull(document.license.identifier) : null);
    return {
      dependencies: [
        dependency(name, version, null),
        ...depends.flatMap(one => {
          if (typeof one !== 'string' || one === '') return [];
          // `bucket/name`.
          const slash = one.lastIndexOf('/');
          const source = slash > 0 ? one.slice(0, slash) : null;
          return one.length === slash + 1
            ? []
            : dependency(one.slice(slash + 1), null, 'runtime', { source });
        }),
      ],
      project: { name, version, license },
    };
  },
};
