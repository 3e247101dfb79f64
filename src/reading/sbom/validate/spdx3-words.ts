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
  problems: Map<string, string>;
  /** True where there are alternatives, and each has its own error. */
  isChoice: boolean;
  /** The classes of the alternatives. */
  classes: Set<string>;
}

/**
 * @param knows whether a class has a member of that name.
 * @returns problems with the path of the member, from the element on.
 */
export function inWords(
  errors: readonly ErrorObject[],
  element: JsonDocument,
  knows: (name: string, member: string) => boolean,
): SbomProblem[] {
  const places = new Map<string, Place>();
  const certain = new Map<string, SbomProblem>();
  const settle = (path: string, message: string) => certain.set(`${path}\n${message}`, { path, message });
  for (const error of errors.slice(0, MAX_ERRORS)) {
    const { keyword, params, instancePath: path } = error;
    const place = places.get(path) ?? { problems: new Map(), isChoice: false, classes: new Set() };
    places.set(path, place);
    if (keyword === 'if') continue;
    if (keyword === 'anyOf') place.isChoice = true;
    else if (keyword === 'const') {
      const name = NOT_A.exec(String(params.allowedValue))?.[1];
      if (name !== undefined) place.classes.add(name);
    } else if (keyword === 'required') settle(`${path}/${params.missingProperty}`, 'is missing');
    else if (keyword === 'unevaluatedProperties') {
      // Where a class does not fit for another reason, all its members count as unevaluated.
      const name = classAt(element, path);
      const member = String(params.unevaluatedProperty);
      if (name !== null && !knows(name, member))
        settle(`${path}/${pointer(member)}`, `is no member of ${name.slice(0, 60)}`);
    } else place.problems.set(keyword + JSON.stringify(params), messageOf(error));
  }
  for (const [path, place] of places) {
    if (!place.isChoice) for (const message of place.problems.values()) settle(path, message);
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

function choiceInWords(path: string, value: unknown, { classes, problems }: Place): SbomProblem {
  if (classes.size === 0) return { path, message: [...new Set(problems.values())].join(' or ') };
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

function classAt(element: JsonDocument, path: string): string | null {
  const value = valueAt(element, path);
  const name = isJsonObject(value) ? own(value, 'type') : null;
  return typeof name === 'string' ? name : null;
}

const pointer = (member: string) => member.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
