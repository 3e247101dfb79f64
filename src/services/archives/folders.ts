/** An archive's flat list of entries as folders. */
export interface ListedEntry {
  path: string;
  size: number | null;
  kind: string;
  link_target: string | null;
  executable: boolean | null;
}

export interface FolderItem {
  name: string;
  /** Within the archive. */
  path: string;
  kind: 'directory' | 'file' | 'link';
  /** In bytes; of a folder all that is in it. null: not told. */
  size: number | null;
  /** Files in a folder, at any depth. */
  files: number;
  target: string | null;
  executable: boolean;
}

/**
 * What lies right in a folder: folders first, then by name. Folders that the archive does not list are made of the paths in them.
 *
 * @param folder without slashes at its ends; empty for the root.
 */
export function folderItems(entries: readonly ListedEntry[], folder: string): FolderItem[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const items = new Map<string, FolderItem>();
  for (const entry of entries) {
    const path = entry.path.endsWith('/') ? entry.path.slice(0, -1) : entry.path;
    if (!path.startsWith(prefix) || path.length === prefix.length) continue;
    const slash = path.indexOf('/', prefix.length);
    const name = path.slice(prefix.length, slash < 0 ? undefined : slash);
    const isInside = slash >= 0;
    const known = items.get(name) ?? {
      name,
      path: prefix + name,
      kind: isInside ? ('directory' as const) : kindOf(entry.kind),
      size: isInside || entry.kind === 'directory' ? 0 : entry.size,
      files: 0,
      target: isInside ? null : entry.link_target,
      executable: !isInside && entry.executable === true,
    };
    items.set(name, known);
    if (isInside && entry.kind !== 'directory') {
      known.files++;
      known.size = (known.size ?? 0) + (entry.size ?? 0);
    }
  }
  return [...items.values()].sort(
    (a, b) => Number(b.kind === 'directory') - Number(a.kind === 'directory') || (a.name < b.name ? -1 : 1),
  );
}

/** An entry under its whole path. */
export function flatItem({ path, size, kind, link_target, executable }: ListedEntry): FolderItem {
  const facts = { size, files: 0, target: link_target, executable: executable === true };
  return { name: path, path, kind: kindOf(kind), ...facts };
}

function kindOf(kind: string): FolderItem['kind'] {
  return kind === 'directory' || kind === 'link' ? kind : 'file';
}
