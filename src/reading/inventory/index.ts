/** What a project consists of, from its manifests or from an SBOM, and that as an SBOM. */
export { inventoryOfDependencies, inventoryOfSbom } from './from-sbom.ts';
export { type Inventory, type InventoryItem, inventoryOf, keyOf } from './inventory.ts';
export { type SubjectInput, sbomOfInventory } from './sbom.ts';
