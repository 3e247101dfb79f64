/** How much of one record is kept. What is beyond is cut, and the record says so in `warnings`. */

/** Characters. */
export const MAX_DETAILS = 1_000_000;
export const MAX_TITLE = 2_000;
export const MAX_URL = 4_096;
export const MAX_ID = 256;
export const MAX_NAME = 1_024;
export const MAX_VERSION = 512;
/** Longest requirement of a native range. */
export const MAX_REQUIREMENT = 4_096;

/** Items of lists. */
export const MAX_REFERENCES = 1_000;
export const MAX_IDS = 1_000;
export const MAX_AFFECTED = 10_000;
export const MAX_RANGES = 1_000;
export const MAX_EVENTS = 10_000;
export const MAX_VERSIONS = 100_000;
export const MAX_SEVERITIES = 20;
export const MAX_CWES = 100;
export const MAX_WARNINGS = 50;

/** Bytes of a document that is one record. */
export const RECORD_BYTES = 32 * 1024 * 1024;
/** Bytes of a document that is a collection. */
export const COLLECTION_BYTES = 1024 ** 3;
