/** A universe of the records of an index that is read whole. */
import type { PackageRecord } from '../core/records.ts';
import type { Ordering } from '../versions/order.ts';
import { type MemoryPackage, memoryUniverse } from './memory-universe.ts';
import type { Resolver, Universe } from './types.ts';

/**
 * @param rules the ecosystem's version scheme.
 * @param resolver the one that the universe is for: it says what versions provide.
 */
export async function recordsUniverse(
  batches: AsyncIterable<readonly PackageRecord[]> | Iterable<readonly PackageRecord[]>,
  rules: Ordering,
  resolver: Pick<Resolver, 'provides'>,
): Promise<Universe> {
  const packages: MemoryPackage[] = [];
  for await (const batch of batches)
    for (const { name, metadata, status, latestVersion, versions } of batch)
      packages.push({
        name,
        metadata,
        status,
        latest: latestVersion,
        versions: versions
          .filter(version => version.status !== 'removed')
          .map(({ number, publishedAt, status: standing, metadata: said, dependencies }) => ({
            number,
            publishedAt,
            status: standing,
            metadata: said,
            dependencies,
            provides: resolver.provides?.({ name, number, metadata: said }) ?? [],
          })),
      });
  return memoryUniverse(packages, rules);
}
