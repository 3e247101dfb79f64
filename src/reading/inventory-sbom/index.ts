/** Inventories as SBOMs and SBOMs as inventories. Apart from inventories, which are read without all that reads SBOMs. */
export { inventoryOfDependencies, inventoryOfSbom } from '../inventory/from-sbom.ts';
export { type SubjectInput, sbomOfInventory } from '../inventory/sbom.ts';
