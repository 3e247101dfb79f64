/** Words of SPDX 3 and those of the model: purposes, hash algorithms, types of external references. */

/** What the two vocabularies call differently; other purposes are the same but for `operatingSystem` and `operating-system`. */
const PURPOSES = new Map([['machine-learning-model', 'model']]);
const KINDS = new Map([...PURPOSES].map(([kind, purpose]) => [purpose, kind]));
export const ALL_PURPOSES = new Set(
  `application archive bom configuration container data device deviceDriver diskImage documentation evidence executable file
  filesystemImage firmware framework install library manifest model module operatingSystem other patch platform requirement source
  specification test`.split(/\s+/),
);

export const toCamel = (word: string) =>
  word.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
export const toKebab = (word: string) => word.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

export function kindOfPurpose(purpose: string): string {
  return KINDS.get(purpose) ?? toKebab(purpose);
}

/** null where SPDX 3 has no such purpose. */
export function purposeOfKind(kind: string): string | null {
  const purpose = PURPOSES.get(kind) ?? toCamel(kind);
  return ALL_PURPOSES.has(purpose) ? purpose : null;
}

const ALGORITHMS = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-224', 'sha224'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
  ['SHA3-224', 'sha3_224'],
  ['SHA3-256', 'sha3_256'],
  ['SHA3-384', 'sha3_384'],
  ['SHA3-512', 'sha3_512'],
  ['BLAKE2b-256', 'blake2b256'],
  ['BLAKE2b-384', 'blake2b384'],
  ['BLAKE2b-512', 'blake2b512'],
  ['BLAKE3', 'blake3'],
  ['MD2', 'md2'],
  ['MD4', 'md4'],
  ['MD6', 'md6'],
  ['ADLER32', 'adler32'],
]);
const ALGORITHM_NAMES = new Map([...ALGORITHMS].map(([name, word]) => [word, name]));
export const ALL_ALGORITHMS = new Set([
  ...ALGORITHMS.values(),
  'crystalsDilithium',
  'crystalsKyber',
  'falcon',
  'other',
]);

export function algorithmName(word: string): string {
  return ALGORITHM_NAMES.get(word) ?? word;
}

/** null where SPDX 3 has no such algorithm. */
export function algorithmWord(name: string): string | null {
  return ALGORITHMS.get(name) ?? (ALL_ALGORITHMS.has(name) ? name : null);
}

const REFERENCES = new Map([
  ['vcs', 'vcs'],
  ['issue-tracker', 'issueTracker'],
  ['website', 'altWebPage'],
  ['advisories', 'securityAdvisory'],
  ['mailing-list', 'mailingList'],
  ['social', 'socialMedia'],
  ['chat', 'chat'],
  ['documentation', 'documentation'],
  ['support', 'support'],
  ['distribution', 'altDownloadLocation'],
  ['source-distribution', 'sourceArtifact'],
  ['license', 'license'],
  ['build-meta', 'buildMeta'],
  ['build-system', 'buildSystem'],
  ['release-notes', 'releaseNotes'],
  ['threat-model', 'securityThreatModel'],
  ['adversary-model', 'securityAdversaryModel'],
  ['risk-assessment', 'riskAssessment'],
  ['certification-report', 'certificationReport'],
  ['dynamic-analysis-report', 'dynamicAnalysisReport'],
  ['static-analysis-report', 'staticAnalysisReport'],
  ['runtime-analysis-report', 'runtimeAnalysisReport'],
  ['component-analysis-report', 'componentAnalysisReport'],
  ['quality-metrics', 'metrics'],
  ['other', 'other'],
]);
const REFERENCE_NAMES = new Map([...REFERENCES].map(([name, word]) => [word, name]));

export function referenceName(word: string): string {
  return REFERENCE_NAMES.get(word) ?? `spdx:3:${word}`;
}

/** null where SPDX 3 has no such reference. */
export function referenceWord(name: string): string | null {
  return REFERENCES.get(name) ?? (name.startsWith('spdx:3:') ? name.slice('spdx:3:'.length) : null);
}
