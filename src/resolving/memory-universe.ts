/** A universe held in memory: of tests, of benchmarks, and of indexes that are read whole. */
import type { DependencyRecord, JsonObject } from '../core/records.ts';
import { latest as latestOf, type Ordering } from '../versions/order.ts';
import type { BundledCandidate, Candidate, Provider, Universe, UniversePackage } from './types.ts';

export interface MemoryPackage {
  name: string;
  metadata?: JsonObject;
  status?: string | null;
  /** Default: by the rules. */
  latest?: string | null;
  /** In any order. */
  versions: readonly MemoryVersion[];
}

export interface MemoryVersion {
  number: string;
  publishedAt?: string | null;
  status?: string | null;
  metadata?: JsonObject;
  /** Default: none. */
  dependencies?: readonly DependencyRecord[] | null;
  /** What its archive brings along. */
  bundle?: readonly BundledCandidate[];
  /** Names that it provides beside its own. */
  provides?: readonly { name: string; version: string | null }[];
}

/** @param rules the ecosystem's version scheme. */
export function memoryUniverse(packages: Iterable<MemoryPackage>, rules: Ordering): Universe {
  const byName = new Map<string, UniversePackage>();
  const provided = new Map<string, Provider[]>();
  for (const { name, metadata = {}, status = null, latest, versions } of packages) {
    const candidates = versions.map((version): Candidate => {
      const candidate: Candidate = {
        name,
        number: version.number,
        publishedAt: version.publishedAt ?? null,
        status: version.status ?? null,
        metadata: version.metadata ?? {},
        dependencies: version.dependencies === undefined ? [] : version.dependencies,
        ...(version.bundle ? { bundle: version.bundle } : {}),
      };
      for (const { name: virtual, version: as } of version.provides ?? []) {
        const list = provided.get(virtual) ?? [];
        list.push({ candidate, version: as });
        provided.set(virtual, list);
      }
      return candidate;
    });
    candidates.sort((a, b) => rules.compare(a.number, b.number));
    byName.set(name, {
      name,
      metadata,
      status,
      latest: latest === undefined ? latestOf(rules, candidates) : latest,
      versions: candidates,
    });
  }
  return {
    load: async () => {},
    get: name => byName.get(name) ?? 'missing',
    providers: name => provided.get(name) ?? [],
  };
}
