/**
 * Texts made of single packages' facts, in memory: lists are put together from them. As with whole answers (cache.ts), a text
 * counts only while its package has not changed since before its facts were read, and nothing counts while changes cannot
 * be heard of.
 */
import { LRUCache } from 'lru-cache';
import type { PackageMemory } from '../services/service.ts';
import type { TagClock } from './tag-clock.ts';

interface Entry {
  text: string;
  readAt: number;
}

/** Key and bookkeeping of an entry, roughly. */
const OVERHEAD_BYTES = 250;

export function createPackageMemory(options: {
  maxBytes: number;
  clock: TagClock;
}): PackageMemory & { setTrusted(trusted: boolean): void } {
  const { clock, maxBytes } = options;
  const entries = new LRUCache<string, Entry>({
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: ({ text }) => text.length + OVERHEAD_BYTES,
  });
  let trusted = false;
  const keyOf = (packageId: number, variant: string) => `${packageId} ${variant}`;

  return {
    now: clock.now,

    get(packageId, variant) {
      if (!trusted) return undefined;
      const key = keyOf(packageId, variant);
      const entry = entries.get(key);
      if (entry === undefined || clock.unchangedSince([`package:${packageId}`], entry.readAt)) {
        return entry?.text;
      }
      entries.delete(key);
      return undefined;
    },

    keep(packageId, variant, text, readAt) {
      if (!trusted || !clock.unchangedSince([`package:${packageId}`], readAt)) return;
      entries.set(keyOf(packageId, variant), { text, readAt });
    },

    isCurrent: (tags, readAt) => trusted && clock.unchangedSince(tags, readAt),

    setTrusted(now) {
      if (now === trusted) return;
      trusted = now;
      entries.clear();
    },
  };
}
