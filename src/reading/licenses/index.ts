/** Which licences a text or a tree holds, with a stated confidence. */
export type { Agreement } from './agreement.ts';
export { licenseText } from './corpus.ts';
export { headersOf, type LicenseHeader } from './headers.ts';
export { LEAST_CONFIDENCE, type LicenseMatch, matchText } from './match.ts';
export { isLicenseFile, type LicenseOptions, licensesOf, type TreeLicenses } from './tree.ts';
export type { DeclaredLicense, HeaderUse, LicenseFile } from './types.ts';
