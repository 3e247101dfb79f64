/** Severity of vulnerabilities: CVSS vectors, their scores, and the words of advisory sources. `ecosystems/severity`. */
export { type CvssScore, scoreCvss } from './cvss.ts';
export type { CvssVersion } from './metrics.ts';
export {
  type AdvisorySource,
  compareRatings,
  RATINGS,
  type Rating,
  ratingOfScore,
  ratingOfWord,
  VOCABULARIES,
} from './ratings.ts';
export { type CvssVector, MAX_VECTOR_LENGTH, parseCvss } from './vector.ts';
