/** CVSS vector strings, read strictly: a vector with a doubtful metric has no score worth showing. */
import { InputError } from '../errors.ts';
import { type CvssVersion, VECTOR_FORMS, type VectorForm } from './metrics.ts';

/** Longest vector, in UTF-16 code units. With all of its metrics, one of CVSS 4.0 is 178 long. */
export const MAX_VECTOR_LENGTH = 256;

export interface CvssVector {
  version: CvssVersion;
  /** The metrics that the vector states, in the specification's order. */
  metrics: Readonly<Record<string, string>>;
  /** The vector with its metrics in the specification's order. */
  vector: string;
}

/**
 * Reads a vector of CVSS 2.0, 3.0, 3.1 or 4.0; see `metrics.ts` for the specifications. Names and values are
 * case-sensitive. A vector of CVSS 2 may stand in parentheses, as the NVD has written them.
 *
 * @throws InputError with field `vector` and status 422: too long, of no version, a metric that is unknown, repeated, out of
 * order or without a value that it takes, a missing base metric.
 */
export function parseCvss(text: string): CvssVector {
  if (text.length > MAX_VECTOR_LENGTH) throw bad(text, `longer than ${MAX_VECTOR_LENGTH} characters`);
  const version = versionOf(text);
  const form = VECTOR_FORMS[version];
  const bare = text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1) : text;
  const given = metricsOf(bare.slice(form.prefix.length), form, text);
  for (const name of form.mandatory) {
    if (!given.has(name)) throw bad(text, `the base metric ${name} is missing`);
  }
  const metrics = [...form.metrics.keys()].flatMap(name => {
    const value = given.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    version,
    metrics: Object.fromEntries(metrics),
    vector: form.prefix + metrics.map(([name, value]) => `${name}:${value}`).join('/'),
  };
}

function versionOf(text: string): CvssVersion {
  if (!text.startsWith('CVSS:')) {
    if (text.startsWith('AV:') || text.startsWith('(AV:')) return '2.0';
    throw bad(text, 'it begins neither with "CVSS:" nor, as CVSS 2 does, with "AV:"');
  }
  for (const version of ['3.1', '3.0', '4.0'] as const) {
    if (text.startsWith(VECTOR_FORMS[version].prefix)) return version;
  }
  throw bad(text, 'its version is none of 3.0, 3.1 and 4.0');
}

function metricsOf(list: string, form: VectorForm, text: string): Map<string, string> {
  const order = [...form.metrics.keys()];
  const given = new Map<string, string>();
  let last = -1;
  for (const metric of list.split('/')) {
    const colon = metric.indexOf(':');
    const name = colon === -1 ? metric : metric.slice(0, colon);
    const value = colon === -1 ? '' : metric.slice(colon + 1);
    const values = form.metrics.get(name);
    if (values === undefined) throw bad(text, `"${name}" is none of its metrics`);
    if (given.has(name)) throw bad(text, `the metric ${name} occurs twice`);
    if (!values.includes(value))
      throw bad(text, `the metric ${name} is one of ${values.join(', ')}, not "${value}"`);
    const position = order.indexOf(name);
    if (form.ordered && position < last) throw bad(text, `the metric ${name} stands too late`);
    last = position;
    given.set(name, value);
  }
  return given;
}

function bad(text: string, why: string): InputError {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return new InputError('vector', `${JSON.stringify(shown)} is no CVSS vector: ${why}`, 422);
}
