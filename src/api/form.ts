/** Reads forms that are sent as `application/x-www-form-urlencoded`: bounded before they are read, checked as queries are. */
import type { IncomingMessage } from 'node:http';
import type { TObject, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { InputError } from '../core/errors.ts';
import type { FormValues } from '../core/session.ts';
import { decodeUtf8, MediaTypeError, readBytes, schemaProblem } from './body.ts';
import { expectation, readValue, type ValueSchema } from './query.ts';

const MAX_BYTES = 64 * 1024;
const MAX_FIELDS = 200;
const ONE_TIME = /^[A-Za-z0-9_-]{22,86}$/;

export interface Form {
  values: FormValues;
  /** The field `csrf`, which every form may have; null without. */
  csrf: string | null;
  /** The field `once`, which every form may have as well: its one-time token; null without. */
  once: string | null;
}

export type FormReader = (request: IncomingMessage) => Promise<Form>;

/**
 * An empty field counts as one that was not filled in. A field whose schema is an array may be there several times, any other
 * one once.
 *
 * @returns a function that throws MediaTypeError (415) or InputError (413 over the limit, 400 naming the field).
 */
export function createFormReader(schema: TObject | undefined): FormReader {
  const properties = (schema?.properties ?? {}) as Record<string, TSchema & ValueSchema>;
  const validator = schema && Compile(schema);

  return async request => {
    checkType(request);
    const values: Record<string, string | number | boolean | string[]> = {};
    let csrf: string | null = null;
    let once: string | null = null;
    for (const [name, text] of fieldsOf(decodeUtf8(await readBytes(request, MAX_BYTES)))) {
      if (name === 'csrf') {
        csrf = text;
        continue;
      }
      if (name === 'once') {
        if (!ONE_TIME.test(text)) throw new InputError('once', 'once must be the token of a form');
        once = text;
        continue;
      }
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (property === undefined) {
        const shown = name.slice(0, 100);
        throw new InputError(shown, `unknown parameter: ${shown}`);
      }
      if (text === '') continue;
      const before = values[name];
      if (property.type === 'array') {
        if (Array.isArray(before)) before.push(text);
        else values[name] = [text];
        continue;
      }
      if (before !== undefined) throw new InputError(name, `${name} is given twice`);
      const value = readValue(property, text);
      if (value === undefined) throw new InputError(name, `${name} must be ${expectation(property)}`);
      values[name] = value;
    }
    if (schema && validator && !validator.Check(values))
      throw schemaProblem(validator.Errors(values), schema);
    return { values: values as FormValues, csrf, once };
  };
}

function checkType({ headers }: IncomingMessage): void {
  const type = headers['content-type'];
  // A POST without a body is a form without fields.
  const empty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
  if (type === undefined && empty) return;
  if (!/^application\/x-www-form-urlencoded\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type ?? '')) {
    throw new MediaTypeError('the form must be application/x-www-form-urlencoded in UTF-8');
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new MediaTypeError('a compressed form is not read');
  }
}

function fieldsOf(text: string): [string, string][] {
  let count = 1;
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) count++;
  if (count > MAX_FIELDS) throw new InputError('body', `the form has more than ${MAX_FIELDS} fields`, 413);
  // Browsers send line breaks as CR LF, whatever was typed.
  return [...new URLSearchParams(text)].map(([name, value]) => [name, value.replaceAll('\r\n', '\n').trim()]);
}
