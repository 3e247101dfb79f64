/**
 * `INSTALL_RECEIPT.json` in the folder of an installed formula (https://docs.brew.sh/Formula-Cookbook and the field `tab` of `brew info --json`): where the
 * formula is from, and the formulae with which it was installed. Name and version are those of the folders. That of a cask, in
 * `Caskroom/CASK/.metadata`, tells the formulae that the cask needs; the cask itself is no package here.
 */
import { isJsonObject, type JsonDocument, memberOf, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import {
  dependency,
  type ManifestDependency,
  ManifestError,
  type ManifestReader,
  type ParsedManifest,
} from '../../manifest.ts';

const MAX_DEPENDENCIES = 10_000;
const CORE = 'homebrew/core';
/** The folder of a cask's receipt. */
const OF_CASK = '.metadata';

export const receipt: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'INSTALL_RECEIPT.json');
    const [, version, name] = input.path.split('/').reverse();
    if (!isJsonObject(document) || !name || !version)
      throw new ManifestError('not-this-format', 'no receipt of an installed formula');
    if (version === OF_CASK) return caskReceipt(name, document);
    const tap = textOrNull(memberOf(document.source, 'tap'));
    return {
      dependencies: [
        dependency(name, version, null, { source: tap === CORE ? null : tap }),
        ...formulaeIn(document.runtime_dependencies),
      ],
      project: { name, version, license: null },
    };
  },
};

function caskReceipt(name: string, document: JsonDocument): ParsedManifest {
  return {
    dependencies: formulaeIn(memberOf(document.runtime_dependencies, 'formula')),
    project: { name, version: textOrNull(memberOf(document.source, 'version')), license: null },
  };
}

function formulaeIn(list: unknown): ManifestDependency[] {
  return objectsIn(list, MAX_DEPENDENCIES).flatMap(one => {
    const full = textOrNull(one.full_name);
    if (full === null || full === '') return [];
    const slash = full.lastIndexOf('/');
    return dependency(
      full.slice(slash + 1) || full,
      textOrNull(one.pkg_version) ?? textOrNull(one.version),
      'runtime',
      {
        direct: typeof one.declared_directly === 'boolean' ? one.declared_directly : null,
        source: slash > 0 ? full.slice(0, slash) : null,
      },
    );
  });
}
