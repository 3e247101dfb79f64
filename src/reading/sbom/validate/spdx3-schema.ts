/**
 * Elements of SPDX 3 against the official JSON schema of 3.0.1. Each is held against the definition of its own class, where the schema
 * tries all of them and then says that none fits. The time is linear in the size of a document.
 */
import type { ValidateFunction } from 'ajv';
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import { own } from '../values.ts';
import { MAX_PROBLEMS, type SbomProblem } from './problem.ts';
import { inWords, pointer } from './spdx3-words.ts';

/** Values in an element of which only the first problem is looked for. */
const LARGE = 500;
const EXTENSION = 'extension_Extension';

type Definitions = Record<string, JsonDocument>;
type Check = (element: JsonDocument) => SbomProblem[];
let made: Promise<Check> | undefined;

/** Gives the check of an element: what is wrong with it, with paths that start at the element. Made when it is first asked for. */
export function spdx3ElementCheck(): Promise<Check> {
  made ??= make();
  return made;
}

async function make(): Promise<Check> {
  const [{ default: ajvModule }, { CLASSES, DEFINITIONS }] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('../spdx3/data/schema.ts'),
  ]);
  // That an object has no members but those of its class is looked for here: with definitions that refer to each other in circles, what
  // ajv takes for evaluated depends on which of them was compiled first, and on the object before.
  const definitions = JSON.parse(DEFINITIONS, (key, value) =>
    key === 'unevaluatedProperties' ? undefined : value,
  ) as Definitions;
  const classes = new Set(CLASSES.split(' '));
  const compiler = (allErrors: boolean) => {
    // Definitions refer to all others: not to polish what is made of them halves the time to make it.
    const options = { strict: false, logger: false, inlineRefs: false, code: { optimize: false } } as const;
    const ajv = new ajvModule.Ajv2020({ ...options, allErrors });
    ajv.addSchema({ $id: 'spdx3', $defs: definitions });
    return remember<ValidateFunction>(name => ajv.compile({ $ref: `spdx3#/$defs/${name}` }));
  };
  const first = compiler(false);
  // What is right never needs it: compiling takes time.
  let all: ReturnType<typeof compiler> | undefined;
  const members = remember(name => membersOf(name, definitions));
  const strangers = (element: JsonDocument) =>
    strangersIn(element, name => (classes.has(name) ? members(name) : null));

  return element => {
    const type = own(element, 'type');
    if (typeof type !== 'string') return [{ path: '/type', message: 'is missing, or no text' }];
    if (!classes.has(type) && !type.includes(':'))
      return [{ path: '/type', message: `${JSON.stringify(type.slice(0, 60))} is no class of SPDX 3` }];
    const name = classes.has(type) ? type : EXTENSION;
    let validate = first(name);
    if (validate(element)) return strangers(element);
    if (!hasMoreThan(LARGE, element)) {
      all ??= compiler(true);
      validate = all(name);
      validate(element);
    }
    const problems = inWords(validate.errors ?? [], element);
    const paths = new Set(problems.map(each => each.path));
    // Of an object that does not belong there, the class is the fault and not its members.
    const isForeign = ({ path }: SbomProblem) => paths.has(`${path.slice(0, path.lastIndexOf('/'))}/type`);
    return [...problems, ...strangers(element).filter(each => !isForeign(each))];
  };
}

function remember<T>(make: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return name => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const value = make(name);
    known.set(name, value);
    return value;
  };
}

/** The members of a class and those that it has from its parents. */
function membersOf(name: string, definitions: Definitions): Set<string> {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (!isJsonObject(value)) return;
    for (const member of Object.keys(isJsonObject(value.properties) ? value.properties : {}))
      found.add(member);
    if (Array.isArray(value.allOf)) value.allOf.forEach(walk);
    if (typeof value.$ref === 'string') walk(definitions[value.$ref.slice('#/$defs/'.length)]);
  };
  walk(definitions[name]?.then);
  return found;
}

/** Members that the class of an element, or of an object in it, has not. Extensions have what they like. */
function strangersIn(
  element: JsonDocument,
  membersOfClass: (name: string) => ReadonlySet<string> | null,
): SbomProblem[] {
  const found: SbomProblem[] = [];
  const walk = (value: unknown, path: string): void => {
    if (found.length >= MAX_PROBLEMS || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const [i, each] of value.entries()) walk(each, `${path}/${i}`);
      return;
    }
    const name = own(value as JsonDocument, 'type');
    const known = typeof name === 'string' ? membersOfClass(name) : null;
    if (known === null) return;
    for (const [member, inner] of Object.entries(value)) {
      const at = `${path}/${pointer(member)}`;
      if (!known.has(member)) found.push({ path: at, message: `is no member of ${name}` });
      else if (member !== 'extension') walk(inner, at);
    }
  };
  walk(element, '');
  return found;
}

function hasMoreThan(limit: number, value: unknown): boolean {
  const queue: unknown[] = [value];
  for (const each of queue) {
    if (typeof each !== 'object' || each === null) continue;
    for (const inner of Object.values(each)) {
      if (queue.length > limit) return true;
      queue.push(inner);
    }
  }
  return false;
}
