/**
 * What this process has answered since it last wrote that down: one cell for each (hour, subject, key, tier, operation,
 * class of status, way of the cache). Counting in finds its cell through two maps and makes nothing new, once it is there.
 */
import type { Caller } from '../../core/access.ts';
import { count, emptyHistogram, LATENCY_BOUNDS_MS } from '../../core/histogram.ts';
import type { CacheOutcome, UsageSample } from '../../core/usage.ts';
import type { UsageRow, WasteRow } from '../../store/usage.ts';

export interface UsageBuffer {
  add(sample: UsageSample, now: number): void;
  /** A request that a hint would have saved. */
  waste(caller: Caller, code: string, now: number): void;
  /** Gives what was counted and begins anew. */
  take(): { usage: UsageRow[]; waste: WasteRow[] };
}

interface Cell {
  requests: number;
  cost: number;
  bytes: number;
  latency: number[];
}

/** Everything of one subject, key and tier in one hour. */
interface Owner {
  accountId: number | null;
  keyId: number;
  tier: string;
  /** By operation: cells by class of status and cache. */
  routes: Map<string, (Cell | undefined)[]>;
  /** Of the same subject: another key or tier. */
  next: Owner | null;
}

interface Hour {
  start: number;
  owners: Map<string, Owner>;
  /** By subject: one for each code. */
  waste: Map<string, WasteRow[]>;
}

const HOUR_MS = 3_600_000;
const CACHES: readonly CacheOutcome[] = ['hit', '304', 'miss'];
/** Operation of those of whom no trace is kept. */
export const ANY_ROUTE = '*';

/**
 * @param options.maxCells beyond so many, who is not known yet is counted as their tier alone: who asks from ever new
 * addresses fills no memory and is not left out of the sums. Default 100,000 (some 25 MB).
 */
export function createUsageBuffer({ maxCells = 100_000 } = {}): UsageBuffer {
  let hours: Hour[] = [];
  let current: Hour | null = null;
  let cells = 0;

  const hourOf = (now: number): Hour => {
    if (current && now - current.start < HOUR_MS && now >= current.start) return current;
    const start = Math.floor(now / HOUR_MS) * HOUR_MS;
    current = hours.find(hour => hour.start === start) ?? null;
    if (!current) {
      current = { start, owners: new Map(), waste: new Map() };
      hours.push(current);
    }
    return current;
  };

  const ownerOf = (hour: Hour, caller: Caller): Owner => {
    const first = hour.owners.get(caller.subject);
    const keyId = caller.privacy === 'strict' ? 0 : (caller.keyId ?? 0);
    for (let owner: Owner | null = first ?? null; owner; owner = owner.next) {
      if (owner.keyId === keyId && owner.tier === caller.tier) return owner;
    }
    if (cells >= maxCells && caller.accountId === null) return nobody(hour, caller.tier);
    return addOwner(hour, caller.subject, caller.accountId, keyId, caller.tier);
  };

  const nobody = (hour: Hour, tier: string): Owner => {
    const subject = `tier:${tier}`;
    return hour.owners.get(subject) ?? addOwner(hour, subject, null, 0, tier);
  };

  const addOwner = (
    hour: Hour,
    subject: string,
    accountId: number | null,
    keyId: number,
    tier: string,
  ): Owner => {
    const owner: Owner = {
      accountId,
      keyId,
      tier,
      routes: new Map(),
      next: hour.owners.get(subject) ?? null,
    };
    hour.owners.set(subject, owner);
    return owner;
  };

  return {
    add(sample, now) {
      const { caller, status } = sample;
      const owner = ownerOf(hourOf(now), caller);
      const route = caller.privacy === 'strict' ? ANY_ROUTE : sample.label;
      let row = owner.routes.get(route);
      if (!row) {
        row = [];
        owner.routes.set(route, row);
      }
      const statusClass = status >= 100 && status < 600 ? Math.floor(status / 100) : 5;
      const cache = sample.cache === 'hit' ? 0 : sample.cache === '304' ? 1 : 2;
      const at = statusClass * CACHES.length + cache;
      let cell = row[at];
      if (!cell) {
        cell = { requests: 0, cost: 0, bytes: 0, latency: emptyHistogram(LATENCY_BOUNDS_MS) };
        row[at] = cell;
        cells++;
      }
      cell.requests++;
      cell.cost += sample.cost;
      cell.bytes += sample.bytes;
      count(LATENCY_BOUNDS_MS, cell.latency, sample.ms);
    },

    waste(caller, code, now) {
      const { waste, start } = hourOf(now);
      const { subject, accountId } = caller;
      let rows = waste.get(subject);
      if (!rows) {
        if (waste.size >= maxCells) return;
        rows = [];
        waste.set(subject, rows);
      }
      for (const row of rows) {
        if (row.code !== code) continue;
        row.requests++;
        return;
      }
      rows.push({ hour: start, subject, accountId, code, requests: 1 });
    },

    take() {
      const taken = hours;
      hours = [];
      current = null;
      cells = 0;
      return {
        usage: taken.flatMap(usageRows),
        waste: taken.flatMap(({ waste }) => [...waste.values()].flat()),
      };
    },
  };
}

function usageRows({ start, owners }: Hour): UsageRow[] {
  const rows: UsageRow[] = [];
  for (const [subject, first] of owners) {
    for (let owner: Owner | null = first; owner; owner = owner.next) {
      const { accountId, keyId, tier } = owner;
      for (const [routeClass, cells] of owner.routes) {
        for (const [at, cell] of cells.entries()) {
          if (!cell) continue;
          const statusClass = Math.floor(at / CACHES.length);
          const cache = CACHES[at % CACHES.length] as CacheOutcome;
          const cost = Math.round(cell.cost);
          const bytes = Math.round(cell.bytes);
          rows.push({
            hour: start,
            subject,
            accountId,
            keyId,
            tier,
            routeClass,
            statusClass,
            cache,
            ...cell,
            cost,
            bytes,
          });
        }
      }
    }
  }
  return rows;
}
