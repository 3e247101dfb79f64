/**
 * Groups of fields that say how a format writes what the model holds. A group names the members of the format's JSON form
 * that it reads and writes, so that three things follow by themselves:
 *
 * - writing the format that was read leaves the members of an unchanged group as they were, to the letter;
 * - members that no group names, and details of named ones that the model does not hold, are what a conversion loses;
 * - fields that no group of a target names are what the target has no place for.
 */
import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonDocument } from '../../formats/json.ts';

export interface Group<T, Context> {
  fields: readonly (keyof T & string)[];
  members: readonly string[];
  read(node: JsonDocument, context: Context): Partial<T>;
  /**
   * The members; absent ones are left out. `native` is the node that was read, for groups that change but a part of a member;
   * null for a new node.
   */
  write(value: T, context: Context, native: JsonDocument | null): JsonDocument;
}

/** All fields that the groups read. */
export function readGroups<T, C>(groups: readonly Group<T, C>[], node: JsonDocument, context: C): Partial<T> {
  const out: Partial<T> = {};
  for (const group of groups) Object.assign(out, group.read(node, context));
  return out;
}

/** The node of a value: `native`, what it was read from, with the members of changed groups replaced. */
export function writeGroups<T, C>(
  groups: readonly Group<T, C>[],
  value: T,
  native: JsonDocument | null,
  context: C,
): JsonDocument {
  const out: JsonDocument = native === null ? {} : { ...native };
  for (const group of groups) {
    if (native !== null) {
      const before = group.read(native, context);
      if (group.fields.every(field => isSame(before[field], value[field]))) continue;
      for (const member of group.members) delete out[member];
    }
    const members = group.write(value, context, native);
    for (const [name, each] of Object.entries(members))
      if (each !== undefined && each !== null) out[name] = each;
  }
  return out;
}

/** Most fields of most nodes are words or empty: comparing those needs no library. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return (
    (Array.isArray(a) && Array.isArray(b) && a.length === 0 && b.length === 0) || isDeepStrictEqual(a, b)
  );
}

const memberSets = new WeakMap<object, ReadonlySet<string>>();

function membersOf(groups: readonly { members: readonly string[] }[]): ReadonlySet<string> {
  const before = memberSets.get(groups);
  if (before !== undefined) return before;
  const members = new Set(groups.flatMap(group => group.members));
  memberSets.set(groups, members);
  return members;
}

/** JSON pointers, from the node, of what the model does not hold of it. `also` names members that are read elsewhere, `blank` is a value without content. */
export function* unheld<T, C>(
  groups: readonly Group<T, C>[],
  node: JsonDocument,
  context: C,
  also: ReadonlySet<string>,
  blank: T,
): Generator<string> {
  const held = membersOf(groups);
  for (const name of Object.keys(node)) if (!held.has(name) && !also.has(name)) yield `/${pointer(name)}`;
  for (const group of groups) {
    if (!group.members.some(member => Object.hasOwn(node, member))) continue;
    const again = group.write({ ...blank, ...group.read(node, context) }, context, null);
    for (const member of group.members) {
      if (Object.hasOwn(node, member)) yield* missing(node[member], again[member], `/${pointer(member)}`);
    }
  }
}

/** Where `before` has something that `after` has not. Elements of arrays are matched by position, then as a whole. */
function* missing(before: unknown, after: unknown, path: string): Generator<string> {
  if (Array.isArray(before) && Array.isArray(after)) {
    for (const [i, each] of before.entries()) {
      if (after.length === before.length) yield* missing(each, after[i], `${path}/${i}`);
      else if (!after.some(other => isDeepStrictEqual(each, other))) yield `${path}/${i}`;
    }
  } else if (isJsonObject(before) && isJsonObject(after)) {
    for (const [name, each] of Object.entries(before))
      yield* missing(each, after[name], `${path}/${pointer(name)}`);
  } else if (!isSame(before, after) && before !== null) yield path;
}

/**
 * A list in a format's form: those of `native` that read as a value of the list stay as they are, others are written anew.
 */
export function writeList<T>(
  values: readonly T[],
  native: readonly JsonDocument[],
  read: (node: JsonDocument) => T | null,
  write: (value: T) => JsonDocument | null,
): JsonDocument[] | undefined {
  const before = new Map<string, JsonDocument[]>();
  for (const node of native) {
    const key = JSON.stringify(read(node));
    const nodes = before.get(key);
    if (nodes === undefined) before.set(key, [node]);
    else nodes.push(node);
  }
  const out: JsonDocument[] = [];
  for (const value of values) {
    const node = before.get(JSON.stringify(value))?.shift() ?? write(value);
    if (node !== null) out.push(node);
  }
  return out.length > 0 ? out : undefined;
}

/** A member's name as a step of a JSON pointer (RFC 6901). */
export function pointer(name: string): string {
  return name.includes('~') || name.includes('/') ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name;
}
