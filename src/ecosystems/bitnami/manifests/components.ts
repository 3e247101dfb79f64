/**
 * `.bitnami_components.json` in images of Bitnami (https://github.com/bitnami/containers): what was put into /opt/bitnami, by name, each with version,
 * architecture and distribution.
 */
import { isJsonObject, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';

export const components: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, '.bitnami_components.json');
    if (!isJsonObject(document)) throw new ManifestError('not-this-format', 'no object of components');
    return {
      dependencies: Object.entries(document).flatMap(([name, value]) => {
        const [version, arch, distro] = ['version', 'arch', 'distro'].map(key =>
          textOrNull(memberOf(value, key)),
        );
        if (name === '' || !version) return [];
        const condition = [arch && `arch=${arch}`, distro && `distro=${distro}`].filter(Boolean).join(' & ');
        const digest = textOrNull(memberOf(value, 'digest'));
        return dependency(name, version, null, {
          condition: condition || null,
          integrity: digest === null ? null : `sha256:${digest}`,
        });
      }),
      project: null,
    };
  },
};
