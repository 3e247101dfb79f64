/** go-resolved-dependencies.json: a list of what `go list -m -json all` says, with its values as texts and a `Scope`. */
import { objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { isPath } from './mod-lines.ts';

export const resolvedJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'go-resolved-dependencies.json');
    if (!Array.isArray(document)) throw new ManifestError('malformed', 'no list of modules');
    let main: string | null = null;
    const dependencies = objectsIn(document, document.length).flatMap(entry => {
      const path = textOrNull(entry.Path);
      if (path === null) return [];
      if (isTrue(entry.Main)) {
        main ??= path;
        return [];
      }
      const type = textOrNull(entry.Scope) ?? 'runtime';
      const version = textOrNull(entry.Version);
      const direct = entry.Indirect === undefined ? null : !isTrue(entry.Indirect);
      const replace = textOrNull(entry.Replace);
      if (replace === null || replace === '<nil>') return [dependency(path, version, type, { direct })];
      const [target = path, targetVersion] = replace.split(' ', 2);
      const local = isPath(target) || null;
      return [dependency(target, targetVersion, type, { direct, alias: path, local })];
    });
    return {
      dependencies,
      project: main === null ? null : { name: main, version: null, license: null },
    };
  },
};

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
