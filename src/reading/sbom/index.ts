/**
 * SBOMs: read, written, converted, validated, made, enriched, and read in parts where they are large. Pure: no files, no sockets.
 * README.md says what the formats hold and what is lost between them.
 */
export { type Conversion, convertSbom } from './convert.ts';
export {
  ecosystemOfType,
  packageName,
  type SbomDependencies,
  type SbomDependency,
  toDependencies,
} from './dependencies.ts';
export { DETECTION_BYTES, detectSbom } from './detect.ts';
export {
  type AdvisoryFact,
  type Enriched,
  enrichSbom,
  FACT_PROPERTIES,
  type PackageFacts,
} from './enrich.ts';
export { hashesOf } from './integrity.ts';
export type { Loss } from './losses.ts';
export { type ComponentInput, makeSbom, PROPERTIES, type SbomInput } from './make.ts';
export {
  everyComponent,
  type LicenseClaim,
  type LicenseStatement,
  type Party,
  type Sbom,
  type SbomComponent,
  type SbomEdge,
  type SbomFamily,
  type SbomHash,
  type SbomProperty,
  type SbomReference,
  type SbomTool,
  type SbomVulnerability,
} from './model.ts';
export { licenseText, type NormalisedPackage, type NormalisedSbom, normaliseSbom } from './normalised.ts';
export { NOTATIONS, type Notation, type NotationId, notationOf } from './notations.ts';
export { MAX_SBOM_BYTES, openSbom, type ReadOptions, readSbom, type SbomFile } from './read.ts';
export { convertSbomStream, type StreamedConversion } from './stream/convert.ts';
export { type StreamedDependencies, streamDependencies } from './stream/dependencies.ts';
export { readSbomStream, type SbomSink, type StreamedSbom, type StreamLimits } from './stream/read.ts';
export { type ValidateOptions, validateSbom } from './validate/index.ts';
export { MAX_PROBLEMS, type SbomProblem, type Validation } from './validate/problem.ts';
export { type WriteOptions, type WrittenSbom, writeSbom } from './write.ts';
