/** What other services may use of advisories. */
export { blastRadius, type Reach, reachOf } from './blast-radius.ts';
export { concerning, type Matched, matchTargets, verdictFor } from './matching.ts';
export { osvRecord } from './osv-record.ts';
export { type AdvisoryTarget, normalised, purlOr400, targetOfName, targetOfPurl } from './targets.ts';
