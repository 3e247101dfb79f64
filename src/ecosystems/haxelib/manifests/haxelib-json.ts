/** `haxelib.json`, https://lib.haxe.org/documentation/creating-a-haxelib-package/: a map of names to versions, empty for any. */
import { withoutCredentials } from '../../../formats/credentials.ts';
import { isJsonObject, textMembers, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, type ManifestReader } from '../../manifest.ts';

/** Version control systems that a version may name before an address: `git:https://host/repository.git#branch`. */
const SYSTEMS = ['git:', 'hg:'];

export const haxelibJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'haxelib.json');
    if (!isJsonObject(document)) return { dependencies: [], project: null };
    return {
      dependencies: textMembers(document.dependencies).map(([name, version]) =>
        dependency(name, withoutCredentials(version), 'runtime', {
          direct: true,
          source: addressOf(version),
        }),
      ),
      project: {
        name: textOrNull(document.name),
        version: textOrNull(document.version),
        license: textOrNull(document.license),
      },
    };
  },
};

function addressOf(version: string): string | null {
  const system = SYSTEMS.find(prefix => version.startsWith(prefix));
  return system === undefined ? null : withoutCredentials(version.slice(system.length));
}
