/** Reads query parameters as a route's schema says: known names, right types, allowed values; everything else is named. */
import type { TObject, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { InputError } from '../core/errors.ts';
import { decodeQuery } from './target.ts';

export type QueryValues = Record<string, string | number | boolean | undefined>;

export type QueryReader = (raw: string) => QueryValues;

/** What every operation takes without looking at it: who asks (see the API policy). Never part of an answer. */
export const GLOBAL_PARAMETERS: ReadonlySet<string> = new Set(['mailto', 'apikey']);

/** The parts of JSON Schema that decide how a text is read. */
export interface ValueSchema {
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly ValueSchema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
}

/** @throws InputError with the parameter's name, from the returned function. */
export function createQueryReader(schema: TObject | undefined): QueryReader {
  const properties = (schema?.properties ?? {}) as Record<string, TSchema & ValueSchema>;
  const validators = new Map(Object.entries(properties).map(([name, property]) => [name, Compile(property)]));

  return raw => {
    const values: QueryValues = {};
    for (const [name, text] of decodeQuery(raw)) {
      if (GLOBAL_PARAMETERS.has(name)) continue;
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (property === undefined) {
        const shown = name.slice(0, 100);
        throw new InputError(shown, `unknown parameter: ${shown}`);
      }
      const value = readValue(property, text);
      if (value === undefined || !validators.get(name)?.Check(value)) {
        throw new InputError(name, `${name} must be ${expectation(property)}`);
      }
      values[name] = value;
    }
    return values;
  };
}

/** The text as the schema's type; undefined where it is not of that type. Beyond 15 digits a number is not exact. */
export function readValue(schema: ValueSchema, text: string): string | number | boolean | undefined {
  if (schema.anyOf) {
    for (const option of schema.anyOf) {
      const value = readValue(option, text);
      if (value !== undefined && (option.const === undefined || option.const === value)) return value;
    }
    return undefined;
  }
  switch (schema.type) {
    case 'integer':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
    case 'number':
      return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : undefined;
    case 'boolean':
      return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : undefined;
    default:
      return text;
  }
}

/** What a value should have been, for people. */
export function expectation(schema: ValueSchema): string {
  const allowed = allowedValues(schema);
  if (allowed) return `one of ${allowed.join(', ')}`;
  const { minimum, maximum, minLength, maxLength } = schema;
  const noun = { integer: 'a whole number', number: 'a number', boolean: 'true or false' }[schema.type ?? ''];
  if (noun === undefined) {
    if (maxLength !== undefined)
      return minLength
        ? `text of ${minLength} to ${maxLength} characters`
        : `text of at most ${maxLength} characters`;
    return minLength === undefined
      ? 'text of the documented form'
      : `text of at least ${minLength} characters`;
  }
  if (minimum !== undefined && maximum !== undefined) return `${noun} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${noun} of at least ${minimum}`;
  return maximum === undefined ? noun : `${noun} of at most ${maximum}`;
}

/** The values of an enumeration, else null. */
export function allowedValues(schema: ValueSchema): string[] | null {
  if (schema.enum) return schema.enum.map(String);
  if (schema.const !== undefined) return [String(schema.const)];
  const options = schema.anyOf?.map(allowedValues);
  return options && options.length > 0 && options.every(o => o !== null) ? options.flat() : null;
}
