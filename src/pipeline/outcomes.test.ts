import { expect, test } from 'vitest';
import { InputError, NotFoundError, UnavailableError, UpstreamError } from '../core/errors.ts';
import { Deferred, outcomeOf } from './outcomes.ts';

const now = new Date('2026-01-02T03:04:05.000Z');

test('a registry that names a pause is asked again after it, at no cost', () => {
  const error = new UpstreamError('rate-limited', 'status 429', { status: 429, retryAfterSeconds: 90 });
  expect(outcomeOf(error, 9, now)).toEqual({
    text: 'rate-limited: status 429',
    until: new Date('2026-01-02T03:05:35.000Z'),
    final: false,
  });
});

test.each([0, -5, Number.NaN, 1e12])(
  'a pause of %s seconds becomes one between a second and a day',
  seconds => {
    const error = new UpstreamError('rate-limited', 'x', { status: 429, retryAfterSeconds: seconds });
    const until = outcomeOf(error, 1, now).until as Date;
    expect(until.getTime() - now.getTime()).toBeGreaterThanOrEqual(1_000);
    expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(86_400_000);
  },
);

test.each(['unreachable', 'timeout', 'server-error', 'rate-limited'] as const)('%s is tried on', code => {
  expect(outcomeOf(new UpstreamError(code, 'x'), 9, now)).toEqual({ text: `${code}: x`, final: false });
});

test.each(['refused', 'unexpected-status', 'too-large', 'malformed', 'verification-failed'] as const)(
  '%s dies with the third attempt',
  code => {
    expect(outcomeOf(new UpstreamError(code, 'x'), 2, now).final).toBe(false);
    expect(outcomeOf(new UpstreamError(code, 'x'), 3, now)).toEqual({ text: `${code}: x`, final: true });
  },
);

test('what cannot be dies at once', () => {
  expect(outcomeOf(new InputError('name', 'bad'), 1, now)).toEqual({ text: 'input: bad', final: true });
  expect(outcomeOf(new NotFoundError('none'), 1, now)).toEqual({ text: 'not-found: none', final: true });
});

test('an unavailable database costs no attempt, also inside a request that could not get its budget', () => {
  const away = new UnavailableError('the database is away', 5);
  const until = new Date('2026-01-02T03:04:10.000Z');
  expect(outcomeOf(away, 1, now)).toEqual({ text: 'unavailable: the database is away', until, final: false });
  const wrapped = new UpstreamError('unreachable', 'http://registry.example/x: away', { cause: away });
  expect(outcomeOf(wrapped, 1, now).until).toEqual(until);
});

test('deferred work has its own time, and shutting down only interrupts', () => {
  const until = new Date('2026-01-03T00:00:00.000Z');
  expect(outcomeOf(new Deferred(until, 'floor'), 1, now)).toEqual({
    text: 'deferred: floor',
    until,
    final: false,
  });
  expect(outcomeOf(new Error('aborted'), 1, now, true)).toEqual({
    text: 'interrupted: aborted',
    until: now,
    final: false,
  });
});

test('anything else is a fault of ours, given up after three attempts, in a bounded text', () => {
  expect(outcomeOf(new TypeError('x is undefined'), 2, now).final).toBe(false);
  expect(outcomeOf(new TypeError('x is undefined'), 3, now)).toEqual({
    text: 'failed: x is undefined',
    final: true,
  });
  expect(outcomeOf(new Error('y'.repeat(1e6)), 1, now).text.length).toBe(2_000);
});
