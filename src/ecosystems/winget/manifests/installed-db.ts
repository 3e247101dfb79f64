/**
 * `installed.db`, in which the Windows Package Manager notes what it installed: an index in SQLite of version 1
 * (https://github.com/microsoft/winget-cli/blob/master/src/AppInstallerRepositoryCore/README.md), whose table `manifest` has numbers of rows in `ids`, `names`
 * and `versions`.
 */
import { eachRecord } from '../../../formats/sqlite-table.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';

export const installedDb: ManifestReader = {
  parse(input) {
    const valuesOf = (table: string, column: string) => {
      const values = new Map<number, string>();
      eachRecord(input.bytes, table, 'installed.db', (record, row) => {
        const value = record.get(column);
        if (typeof value === 'string') values.set(row, value);
      });
      return values;
    };
    const [ids, names, versions] = [
      valuesOf('ids', 'id'),
      valuesOf('names', 'name'),
      valuesOf('versions', 'version'),
    ];
    const dependencies: ManifestDependency[] = [];
    const isThere = eachRecord(input.bytes, 'manifest', 'installed.db', record => {
      const at = (column: string) => Number(record.get(column) ?? -1);
      const id = ids.get(at('id'));
      if (!id) return;
      const title = names.get(at('name'));
      dependencies.push(
        dependency(id, versions.get(at('version')) || null, null, {
          alias: title === id ? null : (title ?? null),
        }),
      );
    });
    if (!isThere) throw new ManifestError('not-this-format', 'installed.db: no table of manifests');
    return { dependencies, project: null };
  },
};
