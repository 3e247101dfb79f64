import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../core/errors.ts';
import { type AttestAspect, type AttestOutcome, attempt, checked, verdictOf } from './attest.ts';

const check = (aspect: AttestAspect, outcome: AttestOutcome) =>
  checked({ id: 'x', title: `${aspect} ${outcome}`, aspect }, outcome, '');

describe('a verdict', () => {
  it.each<[string, [AttestAspect, AttestOutcome][], string, string]>([
    ['nothing', [], 'unknown', 'unknown'],
    [
      'whole and signed',
      [
        ['integrity', 'verified'],
        ['authenticity', 'verified'],
      ],
      'yes',
      'yes',
    ],
    [
      'whole and unsigned',
      [
        ['integrity', 'verified'],
        ['authenticity', 'absent'],
      ],
      'yes',
      'unknown',
    ],
    [
      'one failure among successes',
      [
        ['integrity', 'verified'],
        ['integrity', 'failed'],
        ['authenticity', 'verified'],
      ],
      'no',
      'no',
    ],
    [
      'forged',
      [
        ['integrity', 'verified'],
        ['authenticity', 'verified'],
        ['authenticity', 'failed'],
      ],
      'yes',
      'no',
    ],
    [
      'signed, and the file out of reach',
      [
        ['integrity', 'unknown'],
        ['authenticity', 'verified'],
      ],
      'unknown',
      'unknown',
    ],
    [
      'not offered',
      [
        ['integrity', 'not-offered'],
        ['authenticity', 'not-offered'],
      ],
      'unknown',
      'unknown',
    ],
  ])('of %s', (_, checks, intact, authentic) => {
    const verdict = verdictOf(checks.map(([aspect, outcome]) => check(aspect, outcome)));
    expect([verdict.intact.answer, verdict.authentic.answer]).toEqual([intact, authentic]);
  });
});

it('damage fails, what cannot be reached is unknown, mistakes are thrown on', async () => {
  const subject = { id: 'x', title: 'x', aspect: 'integrity' } as const;
  const outcomeOf = async (error: Error) => (await attempt(subject, () => Promise.reject(error))).outcome;
  for (const code of ['malformed', 'verification-failed'] as const)
    expect(await outcomeOf(new UpstreamError(code, 'x'))).toBe('failed');
  for (const code of [
    'unreachable',
    'timeout',
    'rate-limited',
    'refused',
    'too-large',
    'server-error',
  ] as const)
    expect(await outcomeOf(new UpstreamError(code, 'x'))).toBe('unknown');
  await expect(outcomeOf(new TypeError('mistake'))).rejects.toThrow('mistake');
});
