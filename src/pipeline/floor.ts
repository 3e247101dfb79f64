/**
 * The re-sync floor: how old the stored facts must be before the registry is asked again (services.md 1, Background: work
 * that comes earlier is deferred, not dropped). What a feed announced, or a person asked for, waits ten minutes; what is
 * only swept up waits a day.
 */
import type { Lane } from './lanes.ts';

const MINUTE = 60_000;

export const FLOOR_MS: Readonly<Record<Lane, number>> = {
  interactive: 10 * MINUTE,
  feed: 10 * MINUTE,
  backfill: 24 * 60 * MINUTE,
};

/** When a package synced at `lastSyncedAt` may be synced again; null: now. */
export function floorOf(lane: Lane, lastSyncedAt: string, now: Date): Date | null {
  const until = new Date(Date.parse(lastSyncedAt) + FLOOR_MS[lane]);
  return until > now ? until : null;
}
