/**
 * LISTEN that outlives its connection: one dedicated client for all channels, reconnecting with backoff. Notifications
 * sent while it was away are gone (PostgreSQL keeps none), so `onRestored` tells the listener to look for itself.
 */
import pg from 'pg';
import { messageOf } from '../core/errors.ts';
import type { Log } from './database.ts';

export interface ListenOptions {
  /** The connection is lost; notifications may be missed from here on. */
  onLost?: () => void;
  /** Listening again after a loss, or for the first time when the first attempt failed. */
  onRestored?: () => void;
}

export interface Listening {
  /** Settles when the channel is listened to for the first time, or was closed before. Never rejects. */
  ready: Promise<void>;
  close(): Promise<void>;
}

export interface Listener {
  listen(channel: string, onNotify: (payload: string) => void, options?: ListenOptions): Listening;
  end(): Promise<void>;
}

interface Subscription extends ListenOptions {
  channel: string;
  onNotify: (payload: string) => void;
  /** True from the first failure until it listens again. */
  missed: boolean;
  markReady: () => void;
}

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;
/** A peer that vanished without a word is found out by asking it. */
const HEARTBEAT_MS = 30_000;

export function createListener(config: pg.ClientConfig, log?: Log): Listener {
  const subscriptions = new Set<Subscription>();
  let client: pg.Client | null = null;
  let connecting: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let heartbeat: NodeJS.Timeout | null = null;
  let delay = FIRST_DELAY_MS;
  let ended = false;

  const attempt = (what: () => void) => {
    try {
      what();
    } catch (error) {
      log?.error(`a notification handler failed: ${messageOf(error)}`);
    }
  };

  const restored = (subscription: Subscription) => {
    subscription.markReady();
    if (!subscription.missed) return;
    subscription.missed = false;
    if (subscription.onRestored) attempt(subscription.onRestored);
  };

  const drop = (dead: pg.Client, reason: string) => {
    if (client !== dead) return;
    client = null;
    if (heartbeat) clearInterval(heartbeat);
    dead.end().catch(() => {});
    if (ended) return;
    log?.warn(`lost the connection for notifications: ${reason}`);
    for (const subscription of subscriptions) {
      if (!subscription.missed && subscription.onLost) attempt(subscription.onLost);
      subscription.missed = true;
    }
    retryLater();
  };

  const retryLater = () => {
    if (timer || ended || subscriptions.size === 0) return;
    timer = setTimeout(
      () => {
        timer = null;
        void connect();
      },
      delay * (0.75 + Math.random() / 2),
    );
    delay = Math.min(delay * 2, LONGEST_DELAY_MS);
  };

  const open = async () => {
    const fresh = new pg.Client({ ...config, connectionTimeoutMillis: 3_000, query_timeout: 10_000 });
    fresh.on('error', error => drop(fresh, error.message));
    fresh.on('end', () => drop(fresh, 'connection ended'));
    fresh.on('notification', ({ channel, payload }) => {
      for (const subscription of subscriptions) {
        if (subscription.channel === channel) attempt(() => subscription.onNotify(payload ?? ''));
      }
    });
    try {
      await fresh.connect();
      const listened = new Set<Subscription>();
      // A channel added while we were asking is listened to before we say that all are.
      for (let next = unlistened(listened); next; next = unlistened(listened)) {
        await fresh.query(`LISTEN ${fresh.escapeIdentifier(next.channel)}`);
        listened.add(next);
      }
      client = fresh;
      delay = FIRST_DELAY_MS;
      heartbeat = setInterval(() => {
        fresh.query('SELECT 1').catch(error => drop(fresh, messageOf(error)));
      }, HEARTBEAT_MS).unref();
      for (const subscription of subscriptions) restored(subscription);
    } catch (error) {
      fresh.end().catch(() => {});
      for (const subscription of subscriptions) subscription.missed = true;
      log?.warn(`cannot listen for notifications yet: ${messageOf(error)}`);
      retryLater();
    }
  };

  const unlistened = (listened: Set<Subscription>) => [...subscriptions].find(s => !listened.has(s));

  const connect = (): Promise<void> => {
    if (ended || client || timer) return Promise.resolve();
    connecting ??= open().finally(() => {
      connecting = null;
      if (ended || subscriptions.size === 0) return disconnect();
    });
    return connecting;
  };

  const disconnect = async () => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (heartbeat) clearInterval(heartbeat);
    const open = client;
    client = null;
    await open?.end().catch(() => {});
  };

  return {
    listen(channel, onNotify, options = {}) {
      let markReady = () => {};
      const ready = new Promise<void>(resolve => {
        markReady = resolve;
      });
      const subscription: Subscription = { ...options, channel, onNotify, missed: false, markReady };
      subscriptions.add(subscription);
      const current = client;
      if (current) {
        current
          .query(`LISTEN ${current.escapeIdentifier(channel)}`)
          .then(() => restored(subscription))
          .catch(error => drop(current, messageOf(error)));
      } else void connect();
      return {
        ready,
        async close() {
          subscriptions.delete(subscription);
          markReady();
          if (subscriptions.size === 0) return disconnect();
          if ([...subscriptions].some(other => other.channel === channel)) return;
          await client?.query(`UNLISTEN ${client.escapeIdentifier(channel)}`).catch(() => {});
        },
      };
    },
    async end() {
      ended = true;
      for (const subscription of subscriptions) subscription.markReady();
      subscriptions.clear();
      await disconnect();
      await connecting;
    },
  };
}
