/** Scores of CVSS vectors. Versions 3.0, 3.1 and 4.0 are computed by ae-cvss-calculator, version 2 by `cvss2.ts`. */
import calculator from 'ae-cvss-calculator';
import { scoreCvss2 } from './cvss2.ts';
import { type CvssVersion, VECTOR_FORMS } from './metrics.ts';
import { type Rating, ratingOfScore } from './ratings.ts';
import { type CvssVector, parseCvss } from './vector.ts';

export interface CvssScore extends CvssVector {
  /** 0 to 10 with one decimal, of every metric that the vector defines: what the specifications call the overall score. */
  score: number;
  /** Of the base metrics alone; equal to `score` where there are no others. */
  baseScore: number;
  /** Of `score`. */
  rating: Rating;
  /** Of `baseScore`: what advisories and the NVD show. */
  baseRating: Rating;
}

/** Distinct vectors whose scores are kept. Advisories repeat a few hundred, and one of CVSS 4 takes 0.4 ms to score. */
const REMEMBERED = 2_000;
const remembered = new Map<string, CvssScore>();

/**
 * The score of a CVSS vector of version 2.0, 3.0, 3.1 or 4.0. Treat what it gives as immutable.
 *
 * @throws InputError with field `vector` and status 422; see `parseCvss`.
 */
export function scoreCvss(vector: string): CvssScore {
  const known = remembered.get(vector);
  if (known !== undefined) return known;
  const parsed = parseCvss(vector);
  const { base, score } = scoresOf(parsed);
  const result = {
    ...parsed,
    score,
    baseScore: base,
    rating: ratingOfScore(score, parsed.version),
    baseRating: ratingOfScore(base, parsed.version),
  };
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(vector, result);
  return result;
}

function scoresOf({ version, metrics, vector }: CvssVector): { base: number; score: number } {
  if (version === '2.0') return scoreCvss2(metrics);
  const form = VECTOR_FORMS[version];
  const stated = Object.entries(metrics);
  const baseOnly = stated.filter(([name]) => form.mandatory.includes(name));
  const score = overall(version, vector);
  if (baseOnly.length === stated.length) return { base: score, score };
  const baseVector = form.prefix + baseOnly.map(([name, value]) => `${name}:${value}`).join('/');
  return { base: overall(version, baseVector), score };
}

function overall(version: Exclude<CvssVersion, '2.0'>, vector: string): number {
  if (version === '4.0') return new calculator.Cvss4P0(vector).calculateScores().overall;
  const scored = version === '3.0' ? new calculator.Cvss3P0(vector) : new calculator.Cvss3P1(vector);
  return scored.calculateScores().overall;
}
