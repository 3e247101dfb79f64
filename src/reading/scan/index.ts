/** What of a project's dependencies somebody should look at. Pure: an inventory and what an index knows of it in, findings out. */
export { askedAs } from './asked.ts';
export { scanFindings } from './findings.ts';
export { type FixQuestion, fixQuestion, fixWords } from './fixes.ts';
export { linesOfNames } from './lines.ts';
export { packageFacts } from './package-facts.ts';
export { RULES, type SarifLog, type SarifOptions, sarifOf } from './sarif.ts';
export {
  type AdvisoryKnowledge,
  FINDING_KINDS,
  type Finding,
  type FindingKind,
  type FixKnowledge,
  type FixPathKnowledge,
  type LicenseRule,
  type PackageKnowledge,
  type PotentialKnowledge,
  type ScanResult,
  type ScanSummary,
  type VersionStep,
} from './types.ts';
