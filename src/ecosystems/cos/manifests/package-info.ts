/** `etc/cos-package-info.json` of Container-Optimized OS (https://cloud.google.com/container-optimized-os/docs): the packages of the image. */
import { isJsonObject, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';

const MAX_PACKAGES = 100_000;
const LISTS = [
  ['installedPackages', null],
  ['buildTimePackages', 'build'],
] as const;

export const packageInfo: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'cos-package-info.json');
    if (!isJsonObject(document) || !Array.isArray(document.installedPackages))
      throw new ManifestError('not-this-format', 'cos-package-info.json: no installedPackages');
    return {
      dependencies: LISTS.flatMap(([key, type]) =>
        objectsIn(document[key], MAX_PACKAGES).flatMap(one => {
          const [category, name, version] = [one.category, one.name, one.version].map(textOrNull);
          if (!name) return [];
          return dependency(category ? `${category}/${name}` : name, version, type);
        }),
      ),
      project: null,
    };
  },
};
