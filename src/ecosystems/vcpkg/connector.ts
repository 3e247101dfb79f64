/** The index of the web site: one document with every port. */
import type { BatchConnector, RegistryRef } from '../ecosystem.ts';
import { jsonIndex } from '../families/json-index/connector.ts';
import { mapPort } from './map.ts';

/** Twenty times what it has. */
const LIMITS = { packed: 200 * 1024 * 1024, plain: 200 * 1024 * 1024 };

export const index = {
  id: 'ports',
  url: ({ url }: RegistryRef) => `${url}/output.json`,
  wanted: [['Source']],
  limits: LIMITS,
  prepare: async () => null,
  map: ({ value }: { value: unknown }) => mapPort(value),
};

export const connector: BatchConnector = jsonIndex<null>(index);
