/** Package URLs: parsing, writing, validation, comparison, and what they are called elsewhere. `ecosystems/purl`. */
export { buildPurl, canonicalisePurl } from './build.ts';
export { equalPurls, withoutVersion } from './compare.ts';
export { ECOSYSTEM_NAMES, type EcosystemNames } from './ecosystem-names.ts';
export { ecosystemOfPurl, ecosystemsOfType, findEcosystem, purlTypeOf } from './ecosystems.ts';
export { type ParseOptions, parsePurl } from './parse.ts';
export {
  MAX_PURL_LENGTH,
  type Purl,
  type PurlComponents,
  PurlError,
  type PurlPart,
  type PurlProblem,
} from './purl.ts';
export { defaultRegistry, type PurlRegistry, registryOfPurl } from './registries.ts';
export { REGISTRY_NAMES, type RegistryNames } from './registry-names.ts';
export { PURL_TYPES, type PurlComponent, type PurlTypeRules } from './types.ts';
export { type PurlValidation, validatePurl } from './validate.ts';
