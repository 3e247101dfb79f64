/** The index of a channel: one document with every package, compressed by Brotli. */
import type { JsonElement } from '../../formats/json-stream.ts';
import type { BatchConnector, RegistryRef } from '../ecosystem.ts';
import { jsonIndex } from '../families/json-index/connector.ts';
import { mapPackage } from './map.ts';

/** Five times what it has. */
const LIMITS = { packed: 1024 * 1024 * 1024, plain: 1024 * 1024 * 1024 };

export const index = {
  id: 'packages',
  // The door to HTTP undoes Brotli that `Content-Encoding` names; a file sent without that header is malformed here.
  url: ({ url }: RegistryRef) => `${url}/packages.json.br`,
  wanted: [['packages']],
  limits: LIMITS,
  prepare: async () => null,
  map: ({ key, value }: Pick<JsonElement, 'key' | 'value'>) => mapPackage(key, value),
};

export const connector: BatchConnector = jsonIndex<null>(index);
