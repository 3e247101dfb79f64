/** The catalog is one file, read entry by entry. */
import { jsonIndex } from '../families/json-index/connector.ts';
import { mapEntry } from './map.ts';

export const connector = jsonIndex({
  id: 'packages',
  url: registry => `${registry.url}/pkgs-all.json.gz`,
  wanted: [[]],
  // Many times what the catalog is.
  limits: { packed: 128 * 1024 * 1024, plain: 1024 * 1024 * 1024 },
  prepare: async () => null,
  map: ({ key, value }) => (key === null ? null : mapEntry(key, value)),
});
