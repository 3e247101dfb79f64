/** Values of unknown type as the model wants them; what is of another type is taken as absent. */
import { isJsonObject, type JsonDocument } from '../../formats/json.ts';

/** A text; null for anything else. Numbers and truth values that stand where a text belongs are written out. */
export function textIn(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** A text that is not empty. */
export function wordIn(value: unknown): string | null {
  return textIn(value) || null;
}

export function listIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function objectsOf(value: unknown): JsonDocument[] {
  return listIn(value).filter(isJsonObject);
}

export function objectIn(value: unknown): JsonDocument {
  return isJsonObject(value) ? value : {};
}

/** An own member, undefined where there is none. */
export function own(value: JsonDocument, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

export function textsIn(value: unknown): string[] {
  return listIn(value)
    .map(textIn)
    .filter(each => each !== null);
}

export function integerIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

/** A list, or undefined so that its member is left out when there is nothing in it. */
export function unlessEmpty<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}
