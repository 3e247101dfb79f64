import { expect, test } from 'vitest';
import { hashKey, makeKey } from '../../core/api-key.ts';
import type { KeyStanding } from '../../store/callers.ts';
import type { Queryable, Statement } from '../../store/database.ts';
import { createKeyMemory, keyHash } from './keys.ts';

const standing = (keyId: number, more: Partial<KeyStanding> = {}): KeyStanding => ({
  keyId,
  accountId: keyId,
  status: 'active',
  policy: 'free',
  limits: null,
  privacy: 'normal',
  grants: [],
  licenceUntil: null,
  scopes: ['read:public'],
  ipCidrs: [],
  keyPrivacy: 'normal',
  hourlyLimit: null,
  expiresAt: null,
  revoked: false,
  ...more,
});

/** A store that knows some hashes, and remembers what it was asked. */
function store(known: Map<string, KeyStanding>) {
  const asked: Statement[] = [];
  const db: Queryable = {
    async query<R>(query: string | Statement) {
      const statement = query as Statement;
      asked.push(statement);
      const found = known.get(Buffer.from(statement.values?.[0] as Buffer).toString('hex'));
      return { rows: (found ? [found] : []) as R[], rowCount: found ? 1 : 0 };
    },
  };
  return { db, asked };
}

test('what is compared is a digest: a key that is right but for its last character has nothing of the right one', async () => {
  const key = makeKey('live', 'k');
  const near = `${key.slice(0, -7)}${key.at(-7) === 'a' ? 'b' : 'a'}${key.slice(-6)}`;
  const { db, asked } = store(new Map([[keyHash(key), standing(1)]]));
  const memory = createKeyMemory({ db, current: () => true, now: Date.now });
  expect(keyHash(key)).toBe(hashKey(key).toString('hex'));
  expect((await memory.find(keyHash(key), 'n'))?.keyId).toBe(1);
  expect(await memory.find(keyHash(near), 'n')).toBeNull();
  const [right, wrong] = asked.map(({ values }) => values?.[0] as Buffer);
  expect([right?.length, wrong?.length]).toEqual([32, 32]);
  const same = [...(right ?? [])].filter((byte, i) => byte === wrong?.[i]).length;
  // Two digests agree in 32/256 bytes on average.
  expect(same).toBeLessThan(8);
  expect(JSON.stringify(asked)).not.toContain(key.slice(12, 30));
});

test('concurrent look-ups are one, and what is known is asked for no more', async () => {
  const hashes = Array.from({ length: 5 }, () => keyHash(makeKey('live', 'k')));
  const { db, asked } = store(new Map(hashes.slice(0, 4).map((hash, i) => [hash, standing(i)])));
  const memory = createKeyMemory({ db, current: () => true, now: Date.now });
  await Promise.all(hashes.flatMap(hash => [memory.find(hash, 'n'), memory.find(hash, 'n')]));
  expect(asked).toHaveLength(5);
  expect(hashes.map(hash => memory.get(hash)?.keyId)).toEqual([0, 1, 2, 3, undefined]);
  expect(memory.get(hashes[4] as string)).toBeNull();
});

test('what was read while a change came in is given once, and not kept', async () => {
  const hash = keyHash(makeKey('live', 'k'));
  const { db } = store(new Map([[hash, standing(7)]]));
  const memory = createKeyMemory({ db, current: () => true, now: Date.now });
  const running = memory.find(hash, 'n');
  memory.forget([{ id: 1, kind: 'key', ref: '7', accountId: 7 }]);
  expect((await running)?.keyId).toBe(7);
  expect(memory.get(hash)).toBeUndefined();
  await memory.find(hash, 'n');
  expect(memory.get(hash)?.keyId).toBe(7);
  memory.forget([{ id: 2, kind: 'account', ref: '8', accountId: 8 }]);
  expect(memory.get(hash)?.keyId).toBe(7);
  memory.forget([{ id: 3, kind: 'licence', ref: '1', accountId: 7 }]);
  expect(memory.get(hash)).toBeUndefined();
});

test('a key is kept no longer than it and its licence last', async () => {
  let now = Date.UTC(2026, 0, 1);
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
  const [ends, changes] = [keyHash('a'), keyHash('b')];
  const { db } = store(
    new Map([
      [ends, standing(1, { expiresAt: at(30) })],
      [changes, standing(2, { licenceUntil: at(20) })],
    ]),
  );
  const memory = createKeyMemory({ db, current: () => true, now: () => now });
  await Promise.all([ends, changes].map(hash => memory.find(hash, 'n')));
  now += 19_000;
  expect([memory.get(ends)?.keyId, memory.get(changes)?.keyId]).toEqual([1, 2]);
  now += 2_000;
  expect([memory.get(ends)?.keyId, memory.get(changes)?.keyId]).toEqual([1, undefined]);
  now += 10_000;
  expect(memory.get(ends)).toBeUndefined();
});
