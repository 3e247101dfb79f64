/** What is said to whom a limit stops: one thing that they can do about it. */
import { expect, test } from 'vitest';
import type { Caller } from '../core/access.ts';
import type { LimiterName } from '../core/limits.ts';
import { DeniedError, denialProblem } from './denials.ts';

const caller: Caller = {
  subject: 'account:1',
  kind: 'account',
  tier: 'free',
  notice: null,
  accountId: 1,
  keyId: 1,
  scopes: ['read:public'],
  priority: 2,
  privacy: 'normal',
  licence: { spdx: 'CC-BY-SA-4.0', url: '/licences/CC-BY-SA-4.0' },
};
const saving = 'send If-None-Match';

function deniedBy(limiter: LimiterName) {
  const denial = {
    denied: true as const,
    reason: 'quota' as const,
    violated: [limiter],
    retryAfterSeconds: 600,
    fields: () => [],
  };
  return denialProblem(new DeniedError(denial, caller, 1), 'http://site.test', { hintFor: () => saving })
    .details;
}

test('the hour of an account: what saves most, and where there is more', () => {
  expect(deniedBy('hour')).toMatchObject({ hint: saving, upgrade: 'http://site.test/plans' });
});

test('a key’s own part: no plan gives more of it, another key does', () => {
  const details = deniedBy('key');
  expect(details?.hint).toMatch(/hourly_limit/);
  expect(details).not.toHaveProperty('upgrade');
});
