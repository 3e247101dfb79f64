/** The reading engine: `ecosystems/manifests`. */
export type {
  ManifestDependency,
  ManifestGraph,
  ManifestKind,
  ManifestNode,
  ManifestProject,
  Unresolved,
} from '../../ecosystems/manifest.ts';
export { type Detected, detect, formats, manifestSetOf } from './detect.ts';
export {
  type FailedManifest,
  type Manifest,
  type ParseOptions,
  parse,
  parseFormat,
  type ReadManifest,
} from './parse.ts';
export { programFrom } from './programs.ts';
export { parseTree, relate, type TreeManifests, type TreeOptions } from './tree.ts';
