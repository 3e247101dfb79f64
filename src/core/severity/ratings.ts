/** The words of severity. */
import type { CvssVersion } from './metrics.ts';

export type Rating = 'none' | 'low' | 'medium' | 'high' | 'critical';

/** From the least to the most severe. */
export const RATINGS: readonly Rating[] = ['none', 'low', 'medium', 'high', 'critical'];

/**
 * The rating of a score from 0 to 10. CVSS 3 and 4: none 0, low to 3.9, medium to 6.9, high to 8.9, critical from 9
 * (https://www.first.org/cvss/v4.0/specification-document, 6). CVSS 2 has none of its own; the NVD's is low to 3.9, medium to
 * 6.9, high above, 0 being low (https://nvd.nist.gov/vuln-metrics/cvss).
 */
export function ratingOfScore(score: number, version: CvssVersion): Rating {
  if (version === '2.0') {
    if (score < 4) return 'low';
    return score < 7 ? 'medium' : 'high';
  }
  if (score === 0) return 'none';
  if (score < 4) return 'low';
  if (score < 7) return 'medium';
  return score < 9 ? 'high' : 'critical';
}

interface Vocabulary {
  /** Where the source says what its words mean. */
  source: string;
  /** Null: a word by which the source says that it gives no rating. */
  words: Readonly<Record<string, Rating | null>>;
}

const SCORED = { none: 'none', low: 'low', medium: 'medium', high: 'high', critical: 'critical' } as const;
const MODERATE = { low: 'low', moderate: 'medium', high: 'high', critical: 'critical' } as const;
const IMPORTANT = { low: 'low', moderate: 'medium', important: 'high', critical: 'critical' } as const;

/**
 * Of each source that rates by words, its words in lower case. Alpine's secdb and the Go vulnerability database give none, by
 * design.
 */
export const VOCABULARIES = {
  ghsa: {
    // Medium is what the REST API says for moderate.
    source: 'https://docs.github.com/en/rest/security-advisories/global-advisories',
    words: { ...MODERATE, medium: 'medium', unknown: null },
  },
  npm: {
    source: 'https://docs.npmjs.com/about-audit-reports',
    words: { ...MODERATE, info: 'none', none: 'none' },
  },
  osv: {
    // `database_specific.severity`, as GHSA and others fill it.
    source: 'https://ossf.github.io/osv-schema/#database_specific-field',
    words: { ...SCORED, ...MODERATE, important: 'high', unknown: null },
  },
  pypa: { source: 'https://github.com/pypa/advisory-database', words: { ...SCORED, moderate: 'medium' } },
  nvd: { source: 'https://nvd.nist.gov/vuln-metrics/cvss', words: SCORED },
  rustsec: {
    // `informational` advisories (unmaintained, unsound, notice) carry no rating.
    source: 'https://github.com/rustsec/advisory-db#advisory-format',
    words: { ...SCORED, notice: null, unmaintained: null, unsound: null },
  },
  debian: {
    // "Unimportant" is what does not affect the binary package or is no security issue in practice.
    source: 'https://security-team.debian.org/security_tracker.html#severity-levels',
    words: {
      unimportant: 'none',
      low: 'low',
      medium: 'medium',
      high: 'high',
      'not yet assigned': null,
      undetermined: null,
      'end-of-life': null,
    },
  },
  ubuntu: {
    // Negligible problems are problems all the same.
    source: 'https://ubuntu.com/security/cves/about#priority',
    words: {
      negligible: 'low',
      low: 'low',
      medium: 'medium',
      high: 'high',
      critical: 'critical',
      untriaged: null,
      unknown: null,
    },
  },
  redhat: {
    source: 'https://access.redhat.com/security/updates/classification',
    words: { ...IMPORTANT, none: 'none' },
  },
  suse: { source: 'https://www.suse.com/support/security/rating/', words: IMPORTANT },
  oracle: { source: 'https://linux.oracle.com/security/', words: IMPORTANT },
  amazon: {
    source: 'https://docs.aws.amazon.com/linux/al2023/ug/alas.html',
    words: { low: 'low', medium: 'medium', important: 'high', critical: 'critical' },
  },
  arch: { source: 'https://security.archlinux.org', words: { ...SCORED, unknown: null } },
} as const satisfies Record<string, Vocabulary>;

export type AdvisorySource = keyof typeof VOCABULARIES;

/**
 * The rating that a source means by a word (`moderate` is medium, `important` high). Case and blanks around it do not count, nor
 * the asterisks that Debian's tracker adds to urgencies that were derived.
 *
 * @returns null where the source says that it gives no rating; undefined for what is none of its words.
 */
export function ratingOfWord(source: AdvisorySource, word: string): Rating | null | undefined {
  if (word.length > 64) return undefined;
  const words: Readonly<Record<string, Rating | null>> = VOCABULARIES[source].words;
  let plain = word.trim().toLowerCase();
  while (source === 'debian' && plain.endsWith('*')) plain = plain.slice(0, -1);
  return Object.hasOwn(words, plain) ? words[plain] : undefined;
}

/** Negative, zero or positive: the order of severity. */
export function compareRatings(a: Rating, b: Rating): number {
  return RATINGS.indexOf(a) - RATINGS.indexOf(b);
}
