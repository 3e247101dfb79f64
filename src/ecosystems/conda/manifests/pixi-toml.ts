/** `pixi.toml`, https://pixi.sh/latest/reference/pixi_manifest/: tables of conda packages, also by feature and platform. */
import { isJsonObject, type JsonDocument, memberOf } from '../../../formats/json.ts';
import { parseToml } from '../../../formats/toml.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

const TABLES = [
  ['dependencies', 'runtime'],
  ['host-dependencies', 'host'],
  ['build-dependencies', 'build'],
] as const;

export const pixiToml: ManifestReader = {
  parse(input) {
    const document = parseToml(input.text, 'pixi.toml');
    const dependencies: ManifestDependency[] = [];
    readTables(document, null, dependencies);
    for (const [feature, table] of entriesOf(document.feature))
      readTables(table, `feature ${feature}`, dependencies);
    const about = isJsonObject(document.workspace) ? document.workspace : document.project;
    const text = (key: string) => {
      const value = memberOf(about, key);
      return typeof value === 'string' && value !== '' ? value : null;
    };
    return {
      dependencies,
      project: { name: text('name'), version: text('version'), license: text('license') },
    };
  },
};

function readTables(table: unknown, condition: string | null, dependencies: ManifestDependency[]): void {
  for (const [key, type] of TABLES) read(memberOf(table, key), type, condition, dependencies);
  for (const [target, inner] of entriesOf(memberOf(table, 'target'))) {
    const both = condition === null ? `target ${target}` : `${condition} and target ${target}`;
    for (const [key, type] of TABLES) read(memberOf(inner, key), type, both, dependencies);
  }
}

function read(
  table: unknown,
  type: string,
  condition: string | null,
  dependencies: ManifestDependency[],
): void {
  for (const [name, stated] of entriesOf(table)) {
    if (name === '') continue;
    const spec: JsonDocument =
      typeof stated === 'string' ? { version: stated } : isJsonObject(stated) ? stated : {};
    const text = (key: string) =>
      typeof spec[key] === 'string' && spec[key] !== '' ? (spec[key] as string) : null;
    dependencies.push(
      dependency(name, text('version'), type, {
        direct: true,
        local: text('path') === null ? null : true,
        source: text('path') ?? text('git') ?? text('url') ?? text('channel'),
        condition,
      }),
    );
  }
}

function entriesOf(value: unknown): [string, unknown][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}
