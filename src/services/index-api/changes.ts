/**
 * What changed, as the store announces it at commit: one listening connection of this process, shared by everybody who
 * wants to know (the cache of answers, clients that wait for events).
 */
import type { Database } from '../../store/database.ts';
import { CHANGES_CHANNEL } from '../../store/events.ts';

export interface Change {
  registryId: number;
  /** Packages whose facts or counters changed; null: too many to name. */
  packageIds: number[] | null;
}

export interface ChangeListener {
  onChange?(change: Change): void;
  /** From here on changes may be missed. */
  onLost?(): void;
  /** Heard again; also called at once or later for the first time. What changed before is not told. */
  onRestored?(): void;
}

export interface ChangeFeed {
  subscribe(listener: ChangeListener): () => void;
  close(): Promise<void>;
}

export function watchChanges(db: Pick<Database, 'listen'>): ChangeFeed {
  const listeners = new Set<ChangeListener>();
  let heard = false;

  const restored = () => {
    if (heard) return;
    heard = true;
    for (const listener of listeners) listener.onRestored?.();
  };

  const listening = db.listen(
    CHANGES_CHANNEL,
    payload => {
      const change = readChange(payload);
      if (change) for (const listener of listeners) listener.onChange?.(change);
    },
    {
      onLost: () => {
        heard = false;
        for (const listener of listeners) listener.onLost?.();
      },
      onRestored: restored,
    },
  );
  let closed = false;
  void listening.ready.then(() => {
    if (!closed) restored();
  });

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (heard) listener.onRestored?.();
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      listeners.clear();
      await listening.close();
    },
  };
}

/** Any session of the database may notify: what is not a change is passed over. */
export function readChange(payload: string): Change | null {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return null;
  }
  const { registry, packages } = (value ?? {}) as { registry?: unknown; packages?: unknown };
  if (!Number.isSafeInteger(registry)) return null;
  const named = Array.isArray(packages) && packages.every(id => Number.isSafeInteger(id));
  return { registryId: registry as number, packageIds: named ? (packages as number[]) : null };
}
