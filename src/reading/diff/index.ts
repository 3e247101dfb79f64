/** Two trees compared: files, unified text diff, and a reviewer's summary. */
export { diffTrees, type TreeDiff } from './compare.ts';
export { binaryKind, hostsOf } from './content.ts';
export { type InstallScript, installScriptsOf } from './install-scripts.ts';
export { unifiedDiff } from './patch.ts';
export type { DependencyChange, Difference, Script, Summary } from './summary.ts';
export type { ChangedFile } from './types.ts';
