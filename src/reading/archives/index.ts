/** What can be read from a tree of files, of an archive in most cases: its list, single files, readme, changelog, and all as one text. */
export { type Changelog, changelog } from './changelog.ts';
export { type VersionNotes, versionNotes } from './changelog-versions.ts';
export {
  type Contents,
  type ContentsOptions,
  contents,
  entries,
  type FileContents,
  type FolderContents,
  type ListedFile,
  listing,
} from './listing.ts';
export { type LinkBase, type MarkupLanguage, type Rendered, render } from './markup/index.ts';
export { type DocumentOptions, type Readme, type RenderedDocument, readme } from './readme.ts';
export { type Repack, type RepackOptions, repack } from './repack.ts';
