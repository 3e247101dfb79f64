/** The log of single requests: README.md tells what is in it, and for how long. */
import { KEY_PATTERN } from '../../core/api-key.ts';
import { messageOf } from '../../core/errors.ts';
import { addressText, type Network } from '../../core/networks.ts';
import type { RequestLog } from '../../core/request-log.ts';
import type { RequestRow } from '../../store/request-log.ts';
import { clientAddress } from '../identity/address.ts';

export interface RequestLogDeps {
  trustedProxies: readonly Network[];
  /** Writes all or none. */
  write(rows: readonly RequestRow[]): Promise<unknown>;
  log: { warn(message: string): void };
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Default 2,000. */
  everyMs?: number;
  /** Most lines that wait to be written; those that come then are dropped. Default 20,000. */
  maxLines?: number;
}

export interface RunningRequestLog extends RequestLog {
  /** Writes what waits. Never rejects. */
  flush(): Promise<void>;
  /** Writes what waits, and ends. */
  close(): Promise<void>;
}

const EVERY_MS = 2_000;
const MAX_LINES = 20_000;
const BATCH = 1_000;
const LONGEST_PATH = 500;
const KEYS = new RegExp(KEY_PATTERN, 'g');

export function createRequestLog(deps: RequestLogDeps): RunningRequestLog {
  const { trustedProxies, write, log, now = Date.now, everyMs = EVERY_MS, maxLines = MAX_LINES } = deps;
  const waiting: RequestRow[] = [];
  let dropped = 0;
  let away = false;
  let writing: Promise<void> | null = null;

  const writeAll = async () => {
    try {
      while (waiting.length > 0) {
        const batch = waiting.slice(0, BATCH);
        await write(batch);
        waiting.splice(0, batch.length);
        away = false;
      }
      if (dropped > 0)
        log.warn(`${dropped} requests are not in the log: it could not be written fast enough`);
      dropped = 0;
    } catch (error) {
      if (!away) log.warn(`the log of requests cannot be written: ${messageOf(error)}`);
      away = true;
    }
  };

  const flush = async (): Promise<void> => {
    while (writing !== null) await writing;
    writing = writeAll().finally(() => {
      writing = null;
    });
    return writing;
  };

  const timer = setInterval(() => {
    if (writing === null && waiting.length > 0) void flush();
  }, everyMs);
  timer.unref();

  return {
    record(head, { caller, path, label, ms, ...rest }) {
      if (caller.privacy === 'strict') return;
      if (waiting.length >= maxLines) {
        dropped++;
        return;
      }
      const { address } = clientAddress(head, trustedProxies);
      const agent = head.headers['user-agent'];
      waiting.push({
        at: now(),
        requestId: rest.requestId,
        method: rest.method.slice(0, 20),
        // Addresses of pages may hold a link that is for one person.
        path: label.startsWith('page ') ? null : path.slice(0, LONGEST_PATH).replace(KEYS, 'eco_redacted'),
        operation: label,
        status: rest.status,
        cache: rest.cache,
        cost: rest.cost,
        bytes: rest.bytes,
        milliseconds: ms,
        tier: caller.tier,
        accountId: caller.accountId,
        keyId: caller.keyId,
        ip: address === null ? null : addressText(address),
        agent: agent === undefined ? null : productOf(String(agent)),
      });
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

/**
 * The first product of a User-Agent without its version and comments (RFC 9110, section 10.1.5), in lower case; null for what begins
 * otherwise, as with an e-mail address.
 */
export function productOf(agent: string): string | null {
  return /^\s{0,8}([!#$%&'*+\-.^_`|~0-9A-Za-z]{1,50})(?=[/\s;(]|$)/.exec(agent)?.[1]?.toLowerCase() ?? null;
}
