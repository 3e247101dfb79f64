import type { Tree } from '../../core/tree.ts';
import { type VersionNotes, versionNotes } from './changelog-versions.ts';
import { findDocument } from './documents.ts';
import { type DocumentOptions, type RenderedDocument, rendered } from './readme.ts';

/** File names in lower case, the best first. */
const NAMES = [
  'changelog',
  'changes',
  'change_log',
  'change-log',
  'history',
  'news',
  'releases',
  'release_notes',
  'release-notes',
  'releasenotes',
  'whatsnew',
  'changelogs',
];

export interface Changelog extends RenderedDocument {
  /** Text by version in the order of the file, but that JavaScript puts whole numbers first: see `versions`. */
  parsed: Record<string, string>;
  /** The same in the order of the file, with dates where they are stated. */
  versions: VersionNotes[];
}

/** The changelog of a tree, or null where there is none. The fields are those of openapi/archives.yaml, and its versions. */
export async function changelog(tree: Tree, options: DocumentOptions = {}): Promise<Changelog | null> {
  const { best } = await findDocument(tree, NAMES, options);
  if (best === null) return null;
  const versions = versionNotes(best.raw);
  return {
    ...rendered(best, options.base),
    parsed: Object.fromEntries(versions.map(({ version, text }) => [version, text])),
    versions,
  };
}
