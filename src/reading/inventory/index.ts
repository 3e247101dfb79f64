/** What a project consists of. */
export { type Inventory, type InventoryItem, inventoryOf, keyOf } from './inventory.ts';
