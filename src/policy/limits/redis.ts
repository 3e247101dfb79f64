/** The shared counters in Redis (or a server that speaks its protocol): a hash for each subject, changed by one script. */
import { createHash } from 'node:crypto';
import { createClient } from 'redis';
import { type CounterChange, type CounterTotals, LEASE_SECONDS } from '../../store/limits.ts';
import type { SharedCounters } from './shared.ts';

/**
 * As `addToCounters` of the store does it in SQL. ARGV: hour slot, units of it, units of the one before, the same of the day, movement
 * of the arrival time, now, this server, requests that run at it, milliseconds of their lease. A subject is forgotten two days after its
 * last request. Leases are by the clock of Redis.
 */
const ADD = `
local function add(span, slot, units, before)
  local at = redis.call('HMGET', KEYS[1], span .. 's', span .. 'n', span .. 'b')
  local s, n, b = tonumber(at[1]), tonumber(at[2]) or 0, tonumber(at[3]) or 0
  if s == nil then s = slot; n = units; b = before
  elseif s == slot then n = n + units; b = b + before
  elseif s == slot - 1 then b = n + before; n = units; s = slot
  elseif s < slot then b = before; n = units; s = slot
  elseif s == slot + 1 then b = b + units
  end
  redis.call('HSET', KEYS[1], span .. 's', string.format('%.0f', s), span .. 'n', string.format('%.0f', n),
    span .. 'b', string.format('%.0f', b))
  return string.format('%.0f %.0f %.0f', s, n, b)
end
local hour = add('h', tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]))
local day = add('d', tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]))
local now = tonumber(ARGV[8])
local arrival = math.max(tonumber(redis.call('HGET', KEYS[1], 'a') or '0'), now) + tonumber(ARGV[7])
redis.call('HSET', KEYS[1], 'a', string.format('%.3f', arrival))
local clock = redis.call('TIME')
local ms = clock[1] * 1000 + math.floor(clock[2] / 1000)
local mine = 'r:' .. ARGV[9]
if tonumber(ARGV[10]) > 0 then
  redis.call('HSET', KEYS[1], mine, ARGV[10] .. ' ' .. string.format('%.0f', ms + tonumber(ARGV[11])))
else
  redis.call('HDEL', KEYS[1], mine)
end
local elsewhere = 0
local fields = redis.call('HGETALL', KEYS[1])
for i = 1, #fields, 2 do
  if string.sub(fields[i], 1, 2) == 'r:' and fields[i] ~= mine then
    local running, ends = string.match(fields[i + 1], '^(%d+) (%d+)$')
    if tonumber(ends) > ms then elsewhere = elsewhere + tonumber(running) else redis.call('HDEL', KEYS[1], fields[i]) end
  end
end
redis.call('EXPIRE', KEYS[1], 172800)
return hour .. ' ' .. day .. ' ' .. string.format('%.3f', arrival) .. ' ' .. string.format('%.0f', elsewhere)
`;
const SHA = createHash('sha1').update(ADD).digest('hex');
const CONNECT_MS = 3_000;
const ANSWER_MS = 3_000;

export interface RedisCounters {
  /** `redis://` or `rediss://`, with a password where one is needed. Never repeated in a message. */
  url: string;
  /** Of all keys: installations that share a Redis have one each. */
  prefix: string;
  /** This process, among those that share the counters. */
  server: string;
}

/** Connects in the background; until then, and while Redis is away, `add` fails at once. */
export function redisCounters(
  { url, prefix, server }: RedisCounters,
  log: { warn(message: string): void },
): SharedCounters {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: CONNECT_MS,
      reconnectStrategy: retries => Math.min(200 * 2 ** retries, 5_000) * (0.75 + Math.random() / 2),
    },
  });
  let told = false;
  client.on('error', (error: { code?: string }) => {
    if (!told) log.warn(`Redis is away (${error.code ?? 'no connection'})`);
    told = true;
  });
  client.on('ready', () => {
    told = false;
  });
  client.connect().catch(() => {});

  const run = async (change: CounterChange, now: number): Promise<CounterTotals> => {
    const { subject, hourSlot, hourNow, hourBefore, daySlot, dayNow, dayBefore, arrival, running } = change;
    const counted = [hourSlot, hourNow, hourBefore, daySlot, dayNow, dayBefore, arrival, now];
    const values = [...counted, server, running, LEASE_SECONDS * 1000].map(String);
    const asked = { keys: [`${prefix}${subject}`], arguments: values };
    const reply = await client.evalSha(SHA, asked).catch(error => {
      if (!/NOSCRIPT/.test(String(error?.message))) throw error;
      return client.eval(ADD, asked);
    });
    const numbers = String(reply).split(' ').map(Number);
    const [hs = 0, hn = 0, hb = 0, ds = 0, dn = 0, db = 0, at = 0, elsewhere = 0] = numbers;
    return {
      subject,
      hourSlot: hs,
      hourNow: hn,
      hourBefore: hb,
      daySlot: ds,
      dayNow: dn,
      dayBefore: db,
      arrival: at,
      elsewhere,
    };
  };

  return {
    async add(changes, now) {
      if (!client.isReady) throw new Error('no connection to Redis');
      // Sent in one write, answered in order.
      return withTimeout(Promise.all(changes.map(change => run(change, now))));
    },
    // Redis forgets by itself.
    prune: () => Promise.resolve(),
    async close() {
      if (client.isReady) await client.close().catch(() => {});
      else client.destroy();
    },
  };
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer from Redis within ${ANSWER_MS} ms`)), ANSWER_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
