/** All sources. A test compares this list with the folders. */
import alpine from './alpine/index.ts';
import cpansa from './cpansa/index.ts';
import debian from './debian/index.ts';
import epss from './epss/index.ts';
import friendsofphp from './friendsofphp/index.ts';
import github from './github/index.ts';
import go from './go/index.ts';
import kev from './kev/index.ts';
import osv from './osv/index.ts';
import pypa from './pypa/index.ts';
import rubysec from './rubysec/index.ts';
import rustsec from './rustsec/index.ts';
import type { Source } from './source.ts';

export { comparePaths } from './paths.ts';
export { type ReadDocument, type ReadOptions, readSource, type SourceBatch } from './read-source.ts';
export type * from './source.ts';

/** In the order of their ids. */
export const sources: readonly Source[] = [
  alpine,
  cpansa,
  debian,
  epss,
  friendsofphp,
  github,
  go,
  kev,
  osv,
  pypa,
  rubysec,
  rustsec,
];

/** The source of that id; null where there is none. */
export function findSource(id: string): Source | null {
  return sources.find(source => source.id === id) ?? null;
}
