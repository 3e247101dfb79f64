/** Values of the TOML in which Poetry, PDM, uv and pip write locks. */
import type { TomlTable, TomlValue } from '../../../formats/toml-tables.ts';

export function textOf(value: TomlValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function member(value: TomlValue | undefined, key: string): TomlValue | undefined {
  return value instanceof Map ? value.get(key) : undefined;
}

export function listOf(value: TomlValue | undefined): TomlValue[] {
  return Array.isArray(value) ? value : [];
}

export function isPackage({ keys, isItem }: TomlTable): boolean {
  return isItem && keys.length === 1 && (keys[0] === 'package' || keys[0] === 'packages');
}

/** Of files, each with a `file` or `url` and a `hash`, the hash of the source distribution, else the first there is. */
export function hashOfFiles(files: TomlValue | undefined): string | null {
  let first: string | null = null;
  for (const file of listOf(files)) {
    const hash = textOf(member(file, 'hash'));
    if (hash === null) continue;
    const name = textOf(member(file, 'file')) ?? textOf(member(file, 'url')) ?? '';
    if (!name.endsWith('.whl')) return hash;
    first ??= hash;
  }
  return first;
}
