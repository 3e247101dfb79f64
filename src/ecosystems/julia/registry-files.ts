/**
 * The packages of a registry, from its archive: a folder for each package, such as `C/Collatz` or `jll/Z/Zlib_jll`, with
 * files of TOML (https://pkgdocs.julialang.org/v1/registries/).
 */
import { UpstreamError } from '../../core/errors.ts';
import { readEntry, readTar } from '../../formats/tar.ts';

const FILES = ['Package', 'Versions', 'Deps', 'Compat', 'WeakDeps', 'WeakCompat'] as const;
export type RegistryFile = (typeof FILES)[number];

/** The bytes of the files of one package. */
export type PackageFiles = ReadonlyMap<RegistryFile, Uint8Array>;

const MAX_FILE = 2 * 1024 * 1024;
const LIMITS = { entries: 2_000_000, entryBytes: 64 * 1024 * 1024, headerBytes: 64 * 1024 };
const PATH = /^(?:\.\/)?([^\0]{1,300})\/([A-Za-z]{4,10})\.toml$/;

/**
 * The packages, folder after folder; memory is that of one.
 *
 * @throws UpstreamError `malformed` for what is no archive, and where the files of a package are not beside each other.
 */
export async function* readRegistry(source: AsyncIterable<Uint8Array>): AsyncGenerator<PackageFiles> {
  const seen = new Set<string>();
  let folder: string | null = null;
  let files = new Map<RegistryFile, Uint8Array>();
  for await (const entry of readTar(source, LIMITS)) {
    const [, path, name] = (entry.kind === 'file' && PATH.exec(entry.path)) || [];
    const file = FILES.find(each => each === name);
    if (path === undefined || file === undefined) continue;
    if (path !== folder) {
      if (files.has('Package')) yield files;
      if (seen.has(path)) throw new UpstreamError('malformed', `registry: ${path} comes twice`);
      seen.add(path);
      folder = path;
      files = new Map();
    }
    files.set(file, await readEntry(entry, MAX_FILE));
  }
  if (files.has('Package')) yield files;
}
