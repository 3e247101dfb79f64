/** Glide, https://glide.readthedocs.io/en/latest/glide.yaml/: `import` and `testImport`, in glide.lock with revisions. */
import { type JsonDocument, objectsIn, textOrNull } from '../../../formats/json.ts';
import { parseYamlObject } from '../../../formats/yaml.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

export const glideYaml: ManifestReader = {
  parse(input) {
    const document = parseYamlObject(input.text, 'glide.yaml', { scalars: 'text', duplicates: 'last' });
    const name = textOrNull(document.package);
    const license = textOrNull(document.license);
    return {
      dependencies: [
        ...entriesOf(document.import, 'package', 'runtime', true),
        ...entriesOf(document.devImports, 'package', 'development', true),
        ...entriesOf(document.testImport, 'package', 'test', true),
      ],
      project: name === null && license === null ? null : { name, version: null, license },
    };
  },
};

export const glideLock: ManifestReader = {
  parse(input) {
    const document = parseYamlObject(input.text, 'glide.lock', { scalars: 'text', duplicates: 'last' });
    return {
      dependencies: [
        ...entriesOf(document.imports, 'name', 'runtime', null),
        ...entriesOf(document.devImports, 'name', 'development', null),
        ...entriesOf(document.testImports, 'name', 'test', null),
      ],
      project: null,
    };
  },
};

function entriesOf(list: unknown, key: string, type: string, direct: boolean | null): ManifestDependency[] {
  return objectsIn(list, Number.POSITIVE_INFINITY).flatMap((entry: JsonDocument) => {
    const name = textOrNull(entry[key]);
    if (name === null) return [];
    return [dependency(name, textOrNull(entry.version), type, { direct, source: textOrNull(entry.repo) })];
  });
}
