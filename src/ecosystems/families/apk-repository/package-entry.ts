/** An entry of an index as what is read of it. */
import type { ApkIndexEntry } from '../../../formats/apkindex.ts';
import { clean, integer } from '../whole-index/text.ts';
import { names } from './names.ts';

/** Many are held at once: no more than is needed. */
export interface PackageEntry {
  name: string;
  version: string;
  /** `main`; empty where the distribution has one repository without a name. */
  repository: string;
  description: string | null;
  url: string | null;
  license: string | null;
  architecture: string | null;
  origin: string | null;
  maintainer: string | null;
  /** Seconds since 1970. */
  built: string | null;
  commit: string | null;
  checksum: string | null;
  size: number | null;
  installedSize: number | null;
  depends: string | null;
  provides: string | null;
  installIf: string | null;
  providerPriority: number | null;
}

const MAX_LIST = 200_000;

/** Repositories hold versions that are none of the scheme (`2.1.20000225.a2-r0`): any word is taken. */
const VERSION = /^[!-~]{1,256}$/;

/** Null for an entry without a name or version that can be one. */
export function packageEntry(fields: ApkIndexEntry, repository: string): PackageEntry | null {
  const text = (letter: string, max?: number) => clean(fields.get(letter), max);
  const name = names.normalise(fields.get('P') ?? '');
  const version = fields.get('V') ?? '';
  if (names.problem(name) !== null || !VERSION.test(version)) return null;
  return {
    name,
    version,
    repository,
    description: text('T', 10_000),
    url: text('U', 2_048),
    license: text('L'),
    architecture: text('A', 100),
    origin: text('o', 200),
    maintainer: text('m', 500),
    built: text('t', 20),
    commit: text('c', 100),
    checksum: text('C', 200),
    size: integer(fields.get('S')),
    installedSize: integer(fields.get('I')),
    depends: text('D', MAX_LIST),
    provides: text('p', MAX_LIST),
    installIf: text('i', MAX_LIST),
    providerPriority: integer(fields.get('k')),
  };
}
