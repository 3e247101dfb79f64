/** What other services may use of advisories. */
export { blastRadius, type Reach, reachOf } from './blast-radius.ts';
export { concerning, type Matched, matchTargets, verdictFor } from './matching.ts';
export { advisoriesAbout, matchVersion, type PackageAdvisories, verdictJson } from './of-packages.ts';
export { osvRecord } from './osv-record.ts';
export { advisoryRow } from './pages/advisory-row.tsx';
export { PotentialAdvisories } from './pages/potential.tsx';
export { type Repackage, repackagesAt } from './repackages.ts';
export { AdvisoryBriefJson, VerdictJson } from './schemas.ts';
export { type AdvisoryTarget, normalised, purlOr400, targetOfName, targetOfPurl } from './targets.ts';
