/** Advisories, pure: which records are about the same, what they say together, and which versions they are about. */
export { clusterRecords } from './cluster.ts';
export { type CompiledAffected, compileAffected } from './compile.ts';
export { type Exposure, type ExposureOf, exposureTo, readRequirement } from './exposure.ts';
export { identifierKey, identifiersOf, isCve, joiningKeys } from './identifiers.ts';
export {
  affectedRanges,
  type Because,
  byRelease,
  evaluate,
  type Fixes,
  type MatchRules,
  textOf,
  type Verdict,
  verdictOf,
} from './match.ts';
export { createMatcher, type Matcher } from './matcher.ts';
export {
  type MergedAdvisory,
  mergeRecords,
  type RecordSummary,
  type Stated,
  type Withdrawal,
} from './merge.ts';
export { type MergedPackage, mergePackages, type NormaliseName, type PackageStatement } from './packages.ts';
export { type ChosenSeverity, chooseSeverity, type StatedSeverity } from './severity.ts';
