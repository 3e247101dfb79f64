/** Brings packages that a lookup did not find into the index: at once when they are few, else through the queue. */

import type { Candidate } from '../packages/public.ts';
import type { RequestContext } from '../service.ts';
import { keyOf, knownMissing } from './lookup-queries.ts';

export type LookupContext = Pick<RequestContext, 'db' | 'directory' | 'sync' | 'siteUrl' | 'now'>;

export type FetchState =
  | 'indexed'
  /** The registry does not know it. */
  | 'missing'
  /** Under way, longer than the caller wanted to wait. */
  | 'fetching'
  | 'queued'
  /** It could not be asked; it is queued for later. */
  | 'registry-unreachable';

/** So many registries' answers a caller waits for; more unknown names than that are queued. */
const MAX_FETCHED = 10;
const QUEUED_AT_ONCE = 8;
/** How long a registry's "no" holds: as the sync has it. */
const ABSENT_MS = 10 * 60_000;

const STATES = {
  indexed: 'indexed',
  missing: 'missing',
  pending: 'fetching',
  failed: 'registry-unreachable',
} as const;

/** What became of each name, by `keyOf`. Names of whole-index registries are not asked for: their index says it all. */
export async function fetchUnknown(
  { db, sync, now }: LookupContext,
  candidates: readonly Candidate[],
): Promise<Map<string, FetchState>> {
  const askable = candidates.filter(({ registry }) => registry.definition.connector.mode === 'package');
  const unique = new Map(askable.map(candidate => [keyOf(candidate), candidate]));
  const states = new Map<string, FetchState>();
  for (const key of await knownMissing(db, askable, new Date(now.getTime() - ABSENT_MS))) {
    states.set(key, 'missing');
    unique.delete(key);
  }
  if (unique.size <= MAX_FETCHED) {
    await Promise.all(
      [...unique].map(async ([key, { registry, name }]) => {
        states.set(key, STATES[await sync.package(registry, name)]);
      }),
    );
    return states;
  }
  const waiting = [...unique];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [key, { registry, name }] = next;
      await sync.refresh(registry, name);
      states.set(key, 'queued');
    }
  };
  await Promise.all(Array.from({ length: QUEUED_AT_ONCE }, work));
  return states;
}
