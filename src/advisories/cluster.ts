/**
 * Records that are about the same vulnerability. They are joined by what they say now: computed anew from all records of a cluster,
 * so that an alias that is withdrawn divides it again.
 */
import type { AdvisoryRecord } from '../core/advisories.ts';
import { joiningKeys } from './identifiers.ts';

/**
 * The records in clusters: two are in one when a chain of shared identifiers leads from one to the other. Clusters and their
 * records stand in the order of first appearance. Cycles and repetitions are nothing special.
 */
export function clusterRecords<R extends Pick<AdvisoryRecord, 'id' | 'aliases'>>(
  records: readonly R[],
): R[][] {
  const parents = records.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parents[at] !== at) {
      // Halving the path keeps later walks short.
      parents[at] = parents[parents[at] as number] as number;
      at = parents[at] as number;
    }
    return at;
  };
  const holders = new Map<string, number>();
  for (const [index, record] of records.entries()) {
    for (const key of joiningKeys(record)) {
      const holder = holders.get(key);
      if (holder === undefined) {
        holders.set(key, index);
        continue;
      }
      const [a, b] = [root(holder), root(index)];
      if (a !== b) parents[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const clusters = new Map<number, R[]>();
  for (const [index, record] of records.entries()) {
    const at = root(index);
    const cluster = clusters.get(at);
    if (cluster) cluster.push(record);
    else clusters.set(at, [record]);
  }
  return [...clusters.values()];
}
