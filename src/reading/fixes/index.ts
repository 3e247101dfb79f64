/** How to get rid of vulnerable versions. Pure: an inventory, and what an index knows of versions and what they ask for. */
export { fixPaths } from './fix-paths.ts';
export type { Fix, FixPath, ParentRelease, Step, UpgradeFacts, VulnerableItem } from './types.ts';
