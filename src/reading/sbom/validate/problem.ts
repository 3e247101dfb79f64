/** What a check found. */
export interface SbomProblem {
  /** JSON pointer in the document, `line 12` of XML, or empty for the document as a whole. */
  path: string;
  message: string;
}

export interface Validation {
  isValid: boolean;
  notation: string;
  version: string;
  /** By what it was checked: `schema` of the format's authors, or `rules` written here from the specification. */
  by: 'schema' | 'rules';
  /** At most `MAX_PROBLEMS`. */
  problems: SbomProblem[];
  /** True when there were more. */
  isTruncated: boolean;
}

export const MAX_PROBLEMS = 100;

/** Collects problems up to the limit; `isFull` says that looking further is of no use. */
export function problemList(max = MAX_PROBLEMS) {
  const problems: SbomProblem[] = [];
  let isTruncated = false;
  return {
    problems,
    add(path: string, message: string): void {
      if (problems.length < max) problems.push({ path, message: message.slice(0, 500) });
      else isTruncated = true;
    },
    get isFull(): boolean {
      return isTruncated;
    },
  };
}

export type ProblemList = ReturnType<typeof problemList>;
