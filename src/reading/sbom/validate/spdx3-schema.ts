/**
 * Elements of SPDX 3 against the official JSON schema of 3.0.1. Each is held against the definition of its own class, where the schema
 * tries all of them and then says that none fits. The time is linear in the size of a document.
 */
import type { ValidateFunction } from 'ajv';
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import { own } from '../values.ts';
import type { SbomProblem } from './problem.ts';
import { inWords } from './spdx3-words.ts';

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
  const definitions = JSON.parse(DEFINITIONS) as Definitions;
  const classes = new Set(CLASSES.split(' '));
  const compiler = (allErrors: boolean) => {
    const ajv = new ajvModule.Ajv2020({ strict: false, allErrors, logger: false });
    ajv.addSchema({ $id: 'spdx3', $defs: definitions });
    return remember<ValidateFunction>(name =>
      ajv.compile({ $ref: `spdx3#/$defs/${name}`, unevaluatedProperties: false }),
    );
  };
  const first = compiler(false);
  // What is right never needs it: compiling takes time.
  let all: ReturnType<typeof compiler> | undefined;
  const members = remember(name => membersOf(name, definitions));
  const knows = (name: string, member: string) => !classes.has(name) || members(name).has(member);

  return element => {
    const type = own(element, 'type');
    if (typeof type !== 'string') return [{ path: '/type', message: 'is missing, or no text' }];
    if (!classes.has(type) && !type.includes(':'))
      return [{ path: '/type', message: `${JSON.stringify(type.slice(0, 60))} is no class of SPDX 3` }];
    const name = classes.has(type) ? type : EXTENSION;
    let validate = first(name);
    if (validate(element)) return [];
    if (!hasMoreThan(LARGE, element)) {
      all ??= compiler(true);
      validate = all(name);
      validate(element);
    }
    return inWords(validate.errors ?? [], element, knows);
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
