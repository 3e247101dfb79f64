/** `package.yaml` of hpack, https://github.com/sol/hpack#format: a cabal file in YAML. */
import { isJsonObject, type JsonDocument, memberOf } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { cabalName, cabalRange } from './cabal-fields.ts';

/** Sections that hold components by name, and those that are one. */
const COMPONENTS = [
  ['internal-libraries', 'runtime'],
  ['executables', 'runtime'],
  ['tests', 'test'],
  ['benchmarks', 'benchmark'],
] as const;

export const packageYaml: ManifestReader = {
  parse(input) {
    const document = parseYaml(input.text, 'package.yaml', { scalars: 'text' });
    const dependencies: ManifestDependency[] = [];
    read(document, 'runtime', dependencies);
    for (const key of ['library', 'executable']) read(memberOf(document, key), 'runtime', dependencies);
    for (const [key, type] of COMPONENTS)
      for (const component of Object.values(tableOf(memberOf(document, key))))
        read(component, type, dependencies);
    const text = (key: string) => {
      const value = memberOf(document, key);
      return typeof value === 'string' && value !== '' ? value : null;
    };
    return {
      dependencies,
      project: { name: text('name'), version: text('version'), license: text('license') },
    };
  },
};

function read(component: unknown, type: string, dependencies: ManifestDependency[]): void {
  list(memberOf(component, 'dependencies'), type, dependencies);
  list(memberOf(component, 'build-tools'), 'build', dependencies);
}

/** Texts, objects with `name` and `version`, or a table of names. */
function list(stated: unknown, type: string, dependencies: ManifestDependency[]): void {
  const entries: unknown[] = isJsonObject(stated)
    ? Object.entries(stated).map(([name, version]) => ({
        name,
        version: memberOf(version, 'version') ?? version,
      }))
    : Array.isArray(stated)
      ? stated
      : [stated];
  for (const entry of entries) {
    const written = typeof entry === 'string' ? entry : memberOf(entry, 'name');
    if (typeof written !== 'string') continue;
    const { name, rest } = cabalName(written.trim());
    const version = memberOf(entry, 'version');
    const range = cabalRange(typeof version === 'string' ? version : rest.replace(/^:[\w-]+/, ''));
    const git = memberOf(entry, 'git') ?? memberOf(entry, 'github');
    const source = typeof git === 'string' ? git : null;
    if (name !== '') dependencies.push(dependency(name, range, type, { direct: true, source }));
  }
}

function tableOf(value: unknown): JsonDocument {
  return isJsonObject(value) ? value : {};
}
