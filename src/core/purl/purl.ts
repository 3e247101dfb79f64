/** What a Package URL is in memory, its bound, and how it is refused. */
import { InputError } from '../errors.ts';

/** Components decoded and normalised. Absent ones are null; no qualifiers is an empty object. */
export interface Purl {
  type: string;
  /** Segments joined by `/`. */
  namespace: string | null;
  name: string;
  version: string | null;
  qualifiers: Record<string, string>;
  subpath: string | null;
}

/** What `buildPurl` takes: decoded components in any spelling. */
export interface PurlComponents {
  type: string | null;
  namespace?: string | null;
  name: string | null;
  version?: string | null;
  qualifiers?: Record<string, string | null | undefined> | null;
  subpath?: string | null;
}

/** Longest accepted purl, in UTF-16 code units. The specification sets no limit. */
export const MAX_PURL_LENGTH = 16_384;

export type PurlPart =
  | 'purl'
  | 'scheme'
  | 'type'
  | 'namespace'
  | 'name'
  | 'version'
  | 'qualifiers'
  | 'subpath';

/** What is wrong, and with which part; `purl` where it is the whole text. */
export interface PurlProblem {
  part: PurlPart;
  reason: string;
}

/** An InputError with field `purl` and status 422 that also says which part is at fault. */
export class PurlError extends InputError {
  constructor(
    readonly part: PurlPart,
    readonly reason: string,
    text: string,
  ) {
    const shown = text.length > 100 ? `${text.slice(0, 100)}…` : text;
    super('purl', `Invalid PURL format: ${reason}: ${JSON.stringify(shown)}`, 422);
    this.name = 'PurlError';
  }
}

/** Collects a problem where there is a list for it, else throws. */
export function refuse(part: PurlPart, reason: string, text: string, found: PurlProblem[] | null): void {
  if (found === null) throw new PurlError(part, reason, text);
  found.push({ part, reason });
}
