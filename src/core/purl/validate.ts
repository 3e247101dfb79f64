/** Everything that is wrong with a purl, rather than the first thing only. */
import { canonicalisePurl } from './build.ts';
import { decode, decodeSegments } from './encoding.ts';
import { normalise } from './normalise.ts';
import { parseQualifiers, splitPurl } from './parse.ts';
import { type Purl, PurlError, type PurlProblem } from './purl.ts';

export interface PurlValidation {
  valid: boolean;
  /** Empty for a valid purl. A text that can't be cut into parts has one problem only: nothing else can be looked at. */
  problems: PurlProblem[];
  /** The canonical spelling of a valid purl, else null; it differs from the text where that is valid but not canonical. */
  canonical: string | null;
}

/** Checks a purl; see `parsePurl` for what is accepted. Never throws. */
export function validatePurl(text: string): PurlValidation {
  const problems: PurlProblem[] = [];
  const attempt = <T>(otherwise: T, run: () => T): T => {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof PurlError)) throw error;
      problems.push({ part: error.part, reason: error.reason });
      return otherwise;
    }
  };
  const invalid = (): PurlValidation => ({ valid: false, problems, canonical: null });

  const raw = attempt(null, () => splitPurl(text));
  if (raw === null) return invalid();
  const { namespace, name, version, qualifiers, subpath } = raw;
  const purl: Purl = {
    type: raw.type,
    namespace: attempt(null, () =>
      namespace === null ? null : decodeSegments(namespace, 'namespace', text),
    ),
    name: attempt('', () => decode(name, 'name', text)),
    version: attempt(null, () => (version === null ? null : decode(version, 'version', text))),
    qualifiers: attempt({}, () =>
      qualifiers === null ? {} : parseQualifiers(qualifiers, false, text, problems),
    ),
    subpath: attempt(null, () => (subpath === null ? null : decodeSegments(subpath, 'subpath', text))),
  };
  // A part that could not be decoded is absent here, and must not be reported as missing too.
  const unreadable = new Set(problems.map(problem => problem.part));
  const further: PurlProblem[] = [];
  normalise(purl, text, further);
  problems.push(...further.filter(problem => !unreadable.has(problem.part)));
  if (problems.length > 0) return invalid();
  const canonical = attempt(null, () => canonicalisePurl(text));
  return canonical === null ? invalid() : { valid: true, problems, canonical };
}
