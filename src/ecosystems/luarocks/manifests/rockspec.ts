/** `*.rockspec` (https://github.com/luarocks/luarocks/blob/main/docs/rockspec_format.md) and `luarocks.lock`: Lua programs that set tables. */
import { type LuaValue, luaTables, luaText } from '../../../formats/lua-tables.ts';
import { dependency, type ManifestDependency, type ManifestReader, type Unresolved } from '../../manifest.ts';

const TABLES = [
  ['dependencies', 'runtime'],
  ['build_dependencies', 'build'],
  ['test_dependencies', 'test'],
] as const;

export const rockspec: ManifestReader = {
  parse(input) {
    const values = luaTables(input.text);
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    for (const [key, type] of TABLES) {
      const table = values.get(key);
      if (table === undefined) continue;
      read(table, key, type, null, dependencies, unresolved);
      const platforms = table.kind === 'table' ? table.fields.get('platforms') : undefined;
      if (platforms?.kind !== 'table') continue;
      for (const [platform, inner] of platforms.fields)
        read(inner, key, type, `platform ${platform}`, dependencies, unresolved);
    }
    const description = values.get('description');
    const license = description?.kind === 'table' ? description.fields.get('license') : undefined;
    return {
      dependencies,
      project: {
        name: luaText(values.get('package')),
        version: luaText(values.get('version')),
        license: luaText(license),
      },
      unresolved,
    };
  },
};

export const luarocksLock: ManifestReader = {
  parse(input) {
    const returned = luaTables(input.text).get('return');
    const dependencies: ManifestDependency[] = [];
    for (const [key, type] of TABLES) {
      const table = returned?.kind === 'table' ? returned.fields.get(key) : undefined;
      if (table?.kind !== 'table') continue;
      for (const [name, version] of table.fields)
        if (name !== '') dependencies.push(dependency(name, luaText(version), type));
    }
    return { dependencies, project: null };
  },
};

function read(
  table: LuaValue,
  key: string,
  type: string,
  condition: string | null,
  dependencies: ManifestDependency[],
  unresolved: Unresolved[],
): void {
  const items = table.kind === 'table' ? table.items : [table];
  for (const item of items) {
    const text = luaText(item);
    if (text === null) {
      unresolved.push({ what: `${key}: a requirement is computed`, line: null });
      continue;
    }
    const trimmed = text.trim();
    let end = 0;
    while (end < trimmed.length && /[\w./-]/.test(trimmed[end] as string)) end++;
    const name = trimmed.slice(0, end);
    if (name !== '')
      dependencies.push(
        dependency(name, trimmed.slice(end).trim() || null, type, { direct: true, condition }),
      );
  }
}
