/**
 * The catalog of a repository, in three parts of one form: `catalog.base.C` has all versions, the others the actions that
 * describe them and what they depend on (https://hg.openindiana.org/sustaining/oi_151a/pkg-gate/file/ce77b64883c4/doc/on-disk-format.txt).
 */
import type { BatchConnector, ConnectorContext, RegistryRef } from '../ecosystem.ts';
import { jsonIndex } from '../families/json-index/connector.ts';
import { streamIndex } from '../families/whole-index/stream.ts';
import { type HeldPart, holdPart, PACKAGES } from './held-part.ts';
import { mapPackage } from './map.ts';

/** Several times what they have. */
const LIMITS = { packed: 512 * 1024 * 1024, plain: 1024 * 1024 * 1024 };

export const connector: BatchConnector = jsonIndex<HeldPart[]>({
  // Every version is in this part, so that its validator stands for the whole catalog.
  id: 'catalog.base',
  url: registry => catalogUrl(registry, 'base'),
  wanted: PACKAGES,
  limits: LIMITS,
  prepare: async context => [await hold(context, 'summary'), await hold(context, 'dependency')],
  map: ({ key, value }, parts) =>
    mapPackage(
      key,
      value,
      parts.map(part => part(key)),
    ),
});

function hold(context: ConnectorContext, part: 'summary' | 'dependency'): Promise<HeldPart> {
  const source = streamIndex(context, catalogUrl(context.registry, part), () => {}, LIMITS);
  return holdPart(source, `catalog.${part}`);
}

/** A repository of several publishers has a catalog for each; without one it gives that of its default publisher. */
function catalogUrl({ url, metadata }: RegistryRef, part: string): string {
  const { publisher } = metadata;
  const isPublisher = typeof publisher === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(publisher);
  return `${url}${isPublisher ? `/${publisher}` : ''}/catalog/1/catalog.${part}.C`;
}
