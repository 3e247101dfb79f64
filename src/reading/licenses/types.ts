/** What a tree says of its licences, by where it says it. */

export interface LicenseFile {
  path: string;
  /** What it holds, surest first; empty for a text that is no known licence. */
  matches: { id: string; alternatives: string[]; name: string; confidence: number }[];
  /** Its text, at most 200,000 characters. */
  content: string;
}

export interface HeaderUse {
  /** In SPDX' spelling, or as written where it is no expression. */
  expression: string;
  valid: boolean;
  files: number;
  /** The first few. */
  examples: string[];
}

export interface DeclaredLicense {
  path: string;
  ecosystem: string;
  /** As written. */
  declared: string;
  /** null where it could not be understood without guessing. */
  expression: string | null;
}
