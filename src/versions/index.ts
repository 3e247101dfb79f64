/**
 * Versions of all ecosystems: `schemeOf('pypi')` gives the scheme of a purl type, and with it the order of versions and
 * the meaning of ranges. Public as `ecosystems/versions`.
 */
export { intersect, invert, isEmpty, isSubset, readRange, union } from './algebra.ts';
export type { Bound, Interval, Intervals } from './intervals.ts';
export { type LatestOptions, type ListedVersion, latest, type Ordering, sort } from './order.ts';
export { goItself, schemeOf, schemeOfPackage, schemes } from './registry.ts';
export {
  defineScheme,
  MAX_RANGE_LENGTH,
  MAX_VERSION_LENGTH,
  type Release,
  type Scheme,
  type SchemeRules,
  type VersionRange,
} from './scheme.ts';
export {
  type AdvisoryRange,
  fromGhsa,
  fromOsv,
  intervalsOfEvents,
  type OsvAffected,
  type OsvEvent,
} from './vers/advisories.ts';
export {
  type Comparator,
  type Constraint,
  parseVers,
  simplifyVers,
  type Vers,
  type VersRange,
  validateVers,
  versContains,
  versFromNative,
  versRange,
} from './vers/index.ts';
