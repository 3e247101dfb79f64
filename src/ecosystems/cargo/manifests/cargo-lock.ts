/**
 * Cargo.lock, https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html, versions 1 to 4. Cargo writes it, always in one
 * shape, so lines are read instead of TOML. Packages without a source lie in the workspace.
 */
import { refuseConflict } from '../../families/merge-conflict.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphOf } from './lock-graph.ts';
import { type LockedPackage, requirementsOf, scanLock } from './lock-lines.ts';

const CRATES_IO = new Set([
  'registry+https://github.com/rust-lang/crates.io-index',
  'sparse+https://index.crates.io/',
  'registry+sparse+https://index.crates.io/',
]);

export const cargoLock: ManifestReader = {
  parse({ text }) {
    refuseConflict(text, 'Cargo.lock');
    const lock = scanLock(text);
    if (lock.packages.length === 0 && !lock.isLock && text.trim() !== '')
      throw new ManifestError('not-this-format', 'no package of Cargo.lock in it');
    const members = lock.packages.filter(one => one.source === null);
    const required = namesRequiredBy(text, members);
    const dependencies: ManifestDependency[] = [];
    for (const one of lock.packages) {
      if (one.source === null || one.name === '') continue;
      const checksum = one.checksum ?? (lock.checksums.size > 0 ? checksumIn(lock.checksums, one) : null);
      dependencies.push(
        dependency(one.name, one.version, 'runtime', {
          direct: members.length === 0 ? null : isRequired(required, one),
          source: CRATES_IO.has(one.source) ? null : one.source,
          integrity: checksum === null ? null : `sha256=${checksum}`,
        }),
      );
    }
    const only = members.length === 1 ? members[0] : undefined;
    return {
      dependencies,
      project: only ? { name: only.name, version: only.version, license: null } : null,
      graph: () => graphOf(text, lock.packages),
    };
  },
};

/** Version 1 has them in a table of their own: `"checksum name version (source)" = "hash"`. */
function checksumIn(checksums: ReadonlyMap<string, string>, one: LockedPackage): string | null {
  const checksum = checksums.get(`checksum ${one.name} ${one.version} (${one.source})`);
  return checksum === undefined || checksum === '<none>' ? null : checksum;
}

/** What the packages require, by name: `''` where the name alone says which, else versions. */
function namesRequiredBy(text: string, packages: readonly LockedPackage[]): Map<string, Set<string>> {
  const required = new Map<string, Set<string>>();
  for (const one of packages) {
    for (const item of requirementsOf(text, one)) {
      const [name = '', version = ''] = item.split(' ', 2);
      const versions = required.get(name);
      if (versions) versions.add(version);
      else required.set(name, new Set([version]));
    }
  }
  return required;
}

function isRequired(required: ReadonlyMap<string, Set<string>>, one: LockedPackage): boolean {
  const versions = required.get(one.name);
  return versions !== undefined && (versions.has('') || versions.has(one.version ?? ''));
}
