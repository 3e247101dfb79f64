/**
 * `INSTALL_RECEIPT.json` in the folder of an installed formula (https://docs.brew.sh/Formula-Cookbook and the field `tab` of `brew info --json`): where the formula is
 * from, and the formulae with which it was installed. Name and version are those of the folders.
 */
import { isJsonObject, memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';

const MAX_DEPENDENCIES = 10_000;
const CORE = 'homebrew/core';

export const receipt: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'INSTALL_RECEIPT.json');
    const [, version, name] = input.path.split('/').reverse();
    if (!isJsonObject(document) || !name || !version)
      throw new ManifestError('not-this-format', 'no receipt of an installed formula');
    const tap = textOrNull(memberOf(document.source, 'tap'));
    return {
      dependencies: [
        dependency(name, version, null, { source: tap === CORE ? null : tap }),
        ...objectsIn(document.runtime_dependencies, MAX_DEPENDENCIES).flatMap(one => {
          const full = textOrNull(one.full_name);
          if (full === null) return [];
          const direct = typeof one.declared_directly === 'boolean' ? one.declared_directly : null;
          const slash = full.lastIndexOf('/');
          return dependency(
            full.slice(slash + 1) || full,
            textOrNull(one.pkg_version) ?? textOrNull(one.version),
            'runtime',
            {
              direct,
              source: slash > 0 ? full.slice(0, slash) : null,
            },
          );
        }),
      ],
      project: { name, version, license: null },
    };
  },
};
