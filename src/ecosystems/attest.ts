/**
 * The contract of `attest.ts` in an ecosystem's folder: whether a release is intact (the file is the one that the registry
 * lists) and authentic (whoever may speak for it signed it). The answer is a list of checks with evidence; what does not
 * hold is a result, never an exception.
 */
import { messageOf, UpstreamError } from '../core/errors.ts';
import type { JsonObject } from '../core/records.ts';
import type { ConnectorContext } from './ecosystem.ts';

/**
 * - `verified`: it holds; - `failed`: it does not; - `absent`: the registry offers it, this release does not have it;
 * - `not-offered`: the registry has no such thing; - `unknown`: a source was not reached, or its key is not at hand.
 */
export const ATTEST_OUTCOMES = ['verified', 'failed', 'absent', 'not-offered', 'unknown'] as const;
export type AttestOutcome = (typeof ATTEST_OUTCOMES)[number];

/** What it speaks for: `integrity`, that bytes are those that were listed; `authenticity`, that a known key or identity signed them. */
export type AttestAspect = 'integrity' | 'authenticity';

/** Small and flat: algorithm, expected, found, key, identity, issuer, log index, times, URLs. */
export type AttestEvidence = Record<string, string | number | boolean | null>;

export interface AttestCheck {
  id: string;
  title: string;
  aspect: AttestAspect;
  outcome: AttestOutcome;
  /** In words. */
  detail: string;
  /** Name of the artifact that it is about; null: the release. */
  artifact: string | null;
  evidence: AttestEvidence;
}

export interface AttestedArtifact {
  name: string;
  url: string;
  /** Bytes; null where it could not be fetched. */
  size: number | null;
  /** Lower-case hexadecimal, by algorithm. */
  digests: Record<string, string>;
}

export interface Attestation {
  artifacts: AttestedArtifact[];
  checks: AttestCheck[];
}

/** A release as the index knows it. */
export interface AttestRelease {
  name: string;
  version: string;
  /** ISO 8601. */
  publishedAt: string | null;
  metadata: JsonObject;
  /** Digest that the index keeps: `<algorithm>-<base64 or hexadecimal>`. */
  integrity: string | null;
  downloadUrl: string | null;
  repositoryUrl: string | null;
}

/** What a reader gets beyond a connector's doors. */
export interface AttestDoors {
  /** The time at which signatures and validity are judged. */
  now: Date;
  /** Largest artifact in bytes. */
  maxArtifactBytes: number;
  /** Lets requests go to a host that the machine's own configuration names (a mirror of apt, say), be it on a private network. */
  allow(host: string): void;
}

export type AttestContext = ConnectorContext & AttestDoors;

export interface AttestReader {
  /** @throws only what is no finding: the signal's reason, a mistake of the program. */
  attest(context: AttestContext, release: AttestRelease): Promise<Attestation>;
}

export interface AttestSlot {
  load(): Promise<AttestReader>;
}

/** Of an ecosystem without a reader of its own. */
export const recordedSlot: AttestSlot = {
  load: async () => (await import('./families/attest/recorded.ts')).reader,
};

/** What services ask; `pipeline/attest.ts` does it. */
export interface Attester {
  /**
   * Checks a release at its registry, within limits of time and size. What could not be reached is a check that says so.
   *
   * @throws UnavailableError when too many are being checked; the signal's reason.
   */
  attest(
    registryId: number,
    release: AttestRelease,
    signal: AbortSignal,
  ): Promise<Attestation & { at: Date }>;
}

export interface Verdict {
  intact: { answer: 'yes' | 'no' | 'unknown'; why: string };
  authentic: { answer: 'yes' | 'no' | 'unknown'; why: string };
}

/**
 * What the checks come to. One that failed decides; else one that was verified; without either it is unknown. What is not
 * intact is not what was signed, and without a file that is intact a signature says nothing of it.
 */
export function verdictOf(checks: readonly AttestCheck[]): Verdict {
  const of = (aspect: AttestAspect, outcome: AttestOutcome) =>
    checks.filter(check => check.aspect === aspect && check.outcome === outcome);
  const titles = (found: readonly AttestCheck[]) =>
    [...new Set(found.map(({ title }) => title))].slice(0, 5).join('; ');

  const damaged = of('integrity', 'failed');
  const whole = of('integrity', 'verified');
  const forged = of('authenticity', 'failed');
  const signed = of('authenticity', 'verified');
  const intact: Verdict['intact'] =
    damaged.length > 0
      ? { answer: 'no', why: `does not hold: ${titles(damaged)}` }
      : whole.length > 0
        ? { answer: 'yes', why: `holds: ${titles(whole)}` }
        : { answer: 'unknown', why: 'nothing could be compared with the file' };
  if (forged.length > 0)
    return { intact, authentic: { answer: 'no', why: `does not hold: ${titles(forged)}` } };
  if (intact.answer === 'no')
    return { intact, authentic: { answer: 'no', why: 'the file is not the one that was published' } };
  if (signed.length === 0) {
    const unreached = of('authenticity', 'unknown');
    const why =
      unreached.length > 0
        ? `could not be checked: ${titles(unreached)}`
        : 'there is no signature or attestation of this release';
    return { intact, authentic: { answer: 'unknown', why } };
  }
  if (intact.answer === 'unknown')
    return {
      intact,
      authentic: { answer: 'unknown', why: 'what is signed could not be compared with the file' },
    };
  return { intact, authentic: { answer: 'yes', why: `holds: ${titles(signed)}` } };
}

/** What a check is called and speaks for, before it has an outcome. */
export type CheckSubject = Pick<AttestCheck, 'id' | 'title' | 'aspect'> & { artifact?: string | null };

const MAX_DETAIL = 1_000;

export function checked(
  { id, title, aspect, artifact = null }: CheckSubject,
  outcome: AttestOutcome,
  detail: string,
  evidence: AttestEvidence = {},
): AttestCheck {
  return { id, title, aspect, outcome, detail: detail.slice(0, MAX_DETAIL), artifact, evidence };
}

/**
 * Runs a check whose sources may fail: damage is `failed`, a source that gives no answer `unknown`. Anything else is a
 * mistake of the program and is thrown on.
 */
export async function attempt(
  subject: CheckSubject,
  run: () => Promise<AttestCheck>,
  evidence: AttestEvidence = {},
): Promise<AttestCheck> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const isDamage = error.code === 'verification-failed' || error.code === 'malformed';
    return checked(subject, isDamage ? 'failed' : 'unknown', messageOf(error), {
      ...evidence,
      reason: error.code,
    });
  }
}
