/** What ajv says of an element of SPDX 3, in words: of alternatives that were tried, only what helps. */
import type { ErrorObject } from 'ajv';
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import { own } from '../values.ts';
import { messageOf } from './json-schema.ts';
import type { SbomProblem } from './problem.ts';

/** The schema says it of an object that is of another class than an alternative. */
const NOT_A = /^Not a (\w+)$/;
const MAX_ERRORS = 20_000;

interface Place {
  problems: Set<string>;
  /** True where there are alternatives, and each has its own error. */
  isChoice: boolean;
  /** The classes of the alternatives. */
  classes: Set<string>;
}

/** Problems with the path of the member, from the element on. */
export function inWords(errors: readonly ErrorObject[], element: JsonDocument): SbomProblem[] {
  const places = new Map<string, Place>();
  const certain = new Map<string, SbomProblem>();
  const settle = (path: string, message: string) => certain.set(`${path}\n${message}`, { path, message });
  for (const error of errors.slice(0, MAX_ERRORS)) {
    const { keyword, params, instancePath: path } = error;
    const place = places.get(path) ?? { problems: new Set(), isChoice: false, classes: new Set() };
    places.set(path, place);
    if (keyword === 'if') continue;
    if (keyword === 'anyOf') place.isChoice = true;
    else if (keyword === 'const') {
      const name = NOT_A.exec(String(params.allowedValue))?.[1];
      if (name !== undefined) place.classes.add(name);
    } else if (keyword === 'required') settle(`${path}/${params.missingProperty}`, 'is missing');
    else place.problems.add(inShort(error));
  }
  for (const [path, place] of places) {
    if (!place.isChoice) for (const message of place.problems) settle(path, message);
  }
  const out = [...certain.values()];
  // The deepest places say most; those around them have nothing to add.
  const explained = new Set(out.flatMap(each => pathsAround(each.path)));
  const choices = [...places].filter(([, each]) => each.isChoice);
  for (const [path, place] of choices.sort(([a], [b]) => b.length - a.length)) {
    if (explained.has(path)) continue;
    const problem = choiceInWords(path, valueAt(element, path), place);
    out.push(problem);
    for (const each of pathsAround(problem.path)) explained.add(each);
  }
  return out.length > 0 ? out : [{ path: '', message: 'does not fit its class' }];
}

/** What the patterns of the schema mean, by how they begin. */
const PATTERNS: [string, string][] = [
  ['^[0-9]{4}-', 'must be a time like 2024-01-31T12:00:00Z'],
  ['^\\d\\d\\d\\d-', 'must be a time like 2024-01-31T12:00:00Z'],
  ['^(?!_:)', 'must be an IRI'],
  ['^_:', 'must be a name like _:name'],
  ['^(0|[1-9]', 'must be a version like 3.0.1'],
  ['^[^\\/]+', 'must be a media type'],
  ['^-?[0-9]+', 'must be a number in digits'],
];

function inShort(error: ErrorObject): string {
  const pattern = error.keyword === 'pattern' ? String(error.params.pattern) : null;
  return PATTERNS.find(([start]) => pattern?.startsWith(start))?.[1] ?? messageOf(error);
}

function choiceInWords(path: string, value: unknown, { classes, problems }: Place): SbomProblem {
  if (classes.size === 0) return { path, message: [...problems].join(' or ') };
  const list = [...classes].slice(0, 12).join(', ') + (classes.size > 12 ? ' ...' : '');
  return isJsonObject(value)
    ? { path: `${path}/type`, message: `must be one of ${list}` }
    : { path, message: `must be an id (an IRI, or a name like _:name) or an object of ${list}` };
}

/** The place itself and all that hold it. */
function pathsAround(path: string): string[] {
  const out = [path];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
    out.push(path.slice(0, at));
  return out;
}

function valueAt(element: JsonDocument, path: string): unknown {
  let at: unknown = element;
  for (const part of path.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    at = Array.isArray(at) ? at[Number(key)] : isJsonObject(at) ? own(at, key) : undefined;
  }
  return at;
}

/** A name as a part of a JSON pointer. */
export const pointer = (member: string) => member.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
