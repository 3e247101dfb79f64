/** How severe an advisory is: all that its sources say, and which of it is shown. */
import type { AdvisoryRecord, AdvisorySeverity } from '../core/advisories.ts';
import { InputError } from '../core/errors.ts';
import {
  type AdvisorySource,
  type Rating,
  ratingOfScore,
  ratingOfWord,
  scoreCvss,
  VOCABULARIES,
} from '../core/severity/index.ts';
import { timeOf } from './preference.ts';

export interface StatedSeverity {
  source: string;
  record: string;
  at: string | null;
  type: AdvisorySeverity['type'];
  /** As written. */
  value: string;
  /** 0 to 10; null for words, and for vectors that cannot be read. */
  score: number | null;
  /** Version of CVSS; null for words. */
  cvss: '2' | '3' | '4' | null;
  rating: Rating | null;
}

export interface ChosenSeverity {
  /** Null where no source gives one. */
  rating: Rating | null;
  score: number | null;
  vector: string | null;
  /** Why these and not others, for people; null where nothing is stated. */
  because: string | null;
  /** Everything that is stated, in the order of preference. */
  stated: StatedSeverity[];
}

/**
 * @param records the one that speaks for the advisory first. Of the first record with scores: CVSS 4 where it is more than 0, else 3
 * (services.md 3), else 2; of the first record with a word or score: its word, else the rating of that score.
 */
export function chooseSeverity(records: readonly AdvisoryRecord[]): ChosenSeverity {
  const stated = records.flatMap(statedBy);
  const scored = stated.find(({ score }) => score !== null);
  const best = scored === undefined ? null : bestScore(stated.filter(of => isOfRecord(of, scored)));
  const rated = stated.find(({ rating }) => rating !== null);
  const word = rated && stated.find(of => isOfRecord(of, rated) && of.type === 'word' && of.rating !== null);
  const ratedBy = word ?? (rated && best !== null && isOfRecord(best, rated) ? best : rated);
  const because = [
    ratedBy &&
      `rating: ${ratedBy.type === 'word' ? 'the word' : 'the score'} of ${ratedBy.source} (${ratedBy.record})`,
    best && `score: CVSS ${best.cvss} of ${best.source} (${best.record})`,
  ].filter(Boolean);
  return {
    rating: ratedBy?.rating ?? null,
    score: best?.score ?? null,
    vector: best === null || best.type === 'score' ? null : best.value,
    because: because.length === 0 ? null : because.join('; '),
    stated,
  };
}

function isOfRecord(a: StatedSeverity, b: StatedSeverity): boolean {
  return a.source === b.source && a.record === b.record;
}

function bestScore(stated: readonly StatedSeverity[]): StatedSeverity | null {
  const of = (cvss: string) => stated.find(one => one.cvss === cvss && one.score !== null);
  const [four, three, two] = [of('4'), of('3'), of('2')];
  if (four?.score) return four;
  return three ?? two ?? four ?? null;
}

function statedBy(record: AdvisoryRecord): StatedSeverity[] {
  const { source, id } = record;
  return record.severities.map(severity => ({
    source,
    record: id,
    at: timeOf(record),
    type: severity.type,
    value: severity.value,
    ...valuesOf(severity, source),
  }));
}

function valuesOf(
  severity: AdvisorySeverity,
  source: string,
): Pick<StatedSeverity, 'score' | 'cvss' | 'rating'> {
  const nothing = { score: null, cvss: null, rating: null };
  const { type, value } = severity;
  if (type === 'word') {
    const vocabulary = Object.hasOwn(VOCABULARIES, source) ? (source as AdvisorySource) : 'osv';
    return { ...nothing, rating: ratingOfWord(vocabulary, value) ?? null };
  }
  if (type === 'score') {
    const score = Number(value);
    const cvss = severity.cvss ?? '3';
    if (!(score >= 0 && score <= 10)) return nothing;
    return { score, cvss, rating: ratingOfScore(score, cvss === '2' ? '2.0' : cvss === '3' ? '3.1' : '4.0') };
  }
  try {
    const { score, rating, version } = scoreCvss(value);
    return { score, cvss: version[0] as '2' | '3' | '4', rating };
  } catch (error) {
    if (error instanceof InputError) return nothing;
    throw error;
  }
}
