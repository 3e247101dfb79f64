/**
 * The vocabulary of who may ask for how much: subjects, limits, what an answer is licensed under. Rooms above decide; these are
 * the shapes in which they tell each other.
 */

/** 0 is served first and shed last. */
export type PriorityClass = 0 | 1 | 2 | 3;

/** What a key may be used for. `read:public` is what everybody may. */
export const SCOPES = ['read:public', 'read:private', 'write:analysis', 'read:events', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** `strict`: of its requests nothing is kept but counters. */
export type Privacy = 'normal' | 'strict';

export type CallerKind = 'account' | 'ci' | 'prefix';

/** Who asks, as far as limits, priority and licence depend on it. One subject has one family of buckets. */
export interface Caller {
  /** `account:<id>`, `ci:<issuer host>:<repository>` or `prefix:<CIDR>`: what is counted. */
  subject: string;
  kind: CallerKind;
  /** Name of the limit policy that applies: `anonymous`, `contact`, `free`, `develop` ... */
  tier: string;
  /** What was limited further, and why: sent as the `policy-notice` field. Null for most. */
  notice: string | null;
  accountId: number | null;
  keyId: number | null;
  scopes: readonly Scope[];
  priority: PriorityClass;
  privacy: Privacy;
  licence: AnswerLicence;
  /** Agreements that hold, where some of them are for some datasets only: those decide for answers of these. */
  grants?: readonly LicenceGrant[];
}

/** The licence of the data in an answer. */
export interface AnswerLicence {
  /** SPDX expression, or `LicenseRef-...` for an agreement. */
  spdx: string;
  /** Path on this site, or a whole URL, of its text. */
  url: string;
}

/** What everybody has. */
export const DEFAULT_LICENCE: AnswerLicence = { spdx: 'CC-BY-SA-4.0', url: '/licences/CC-BY-SA-4.0' };

/** What was agreed with one account; without one it is CC-BY-SA-4.0. */
export interface LicenceGrant {
  id: number;
  accountId: number;
  /** Identifier of the SPDX list, or `LicenseRef-...`. */
  spdx: string;
  /** Datasets as globs: `*`, `packages`, `adv*`. */
  scope: string[];
  validFrom: string;
  /** Not included; null: until further notice. */
  validTo: string | null;
  agreementUrl: string | null;
  version: string | null;
}

/** Three limiters at once; null is no limit. */
export interface LimitPolicy {
  name: string;
  /** GCRA: so many requests a second on average, so many at once after a pause. */
  burst: { perSecond: number; size: number } | null;
  /** Cost units in any 60 minutes and in any 24 hours. */
  hourly: number | null;
  daily: number | null;
  /** Requests at the same time. */
  concurrency: number | null;
  priority: PriorityClass;
  /** What happens when the shared counters cannot be reached. */
  failMode: 'open' | 'closed';
}
