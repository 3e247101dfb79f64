/** What pages of administration read of paths, queries and forms. */
import { Type } from 'typebox';
import { InputError, NotFoundError } from '../../core/errors.ts';
import { minorDigits, parseMoney } from '../../core/money.ts';
import type { JsonObject } from '../../core/records.ts';
import type { RequestContext } from '../service.ts';

export type Values = Readonly<Record<string, unknown>>;

export const PER_PAGE = 50;

export const optionalText = (maxLength = 300) => Type.Optional(Type.String({ maxLength }));
export const requiredText = (maxLength = 300) => Type.String({ minLength: 1, maxLength });
export const cursor = { before: Type.Optional(Type.Integer({ minimum: 1 })) };

/** A number in a path. @throws NotFoundError for what is none. */
export function idOf({ params }: RequestContext, name = 'id'): number {
  const text = params[name] ?? '';
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new NotFoundError();
  return Number(text);
}

/** What was sent, where it was this form that came back: one of several on a page, told by the fields that it alone has. */
export function sentBy(form: Values, ...own: string[]): Values {
  return own.some(name => form[name] !== undefined) ? form : {};
}

/** A field of a form or a query; empty is not there. */
export function textOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** What stands in a field: what was sent, where the form came back, else what is. */
export function shownOf(form: Values, name: string, now: string): string {
  return Object.keys(form).length === 0 ? now : (textOf(form, name) ?? '');
}

/** @throws InputError for anything but a whole number, or `none` where that is allowed. */
export function countOf(values: Values, name: string): number | null | undefined {
  const text = textOf(values, name);
  if (text === undefined) return undefined;
  if (text === 'none') return null;
  if (!/^\d{1,13}$/.test(text)) throw new InputError(name, `${name} must be a whole number, or none`);
  return Number(text);
}

/** @throws InputError. */
export function dateOf(values: Values, name: string): Date | null {
  const text = textOf(values, name);
  if (text === undefined) return null;
  const date = new Date(text);
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(date.getTime()))
    throw new InputError(name, `${name} must be a date such as 2027-01-31`);
  return date;
}

/** Separated by commas or spaces; undefined where there are none. */
export function wordsOf(values: Values, name: string): string[] | undefined {
  const words = (textOf(values, name) ?? '').split(/[\s,]+/).filter(Boolean);
  return words.length === 0 ? undefined : words;
}

/** A price in its smallest unit: what costs nothing is `0`. @throws InputError. */
export function priceOf(values: Values, name: string, currency: string): number {
  const text = textOf(values, name) ?? '0';
  if (/^0+(\.0+)?$/.test(text)) return 0;
  const minor = parseMoney(text, currency);
  if (minor === null)
    throw new InputError(name, `${name} must be an amount in ${currency}, as in ${exampleOf(currency)}`);
  return minor;
}

const exampleOf = (currency: string) => (minorDigits(currency) === 0 ? '200' : '200.00');

/** Lines such as `support: e-mail`. @throws InputError naming the line. */
export function featuresOf(values: Values, name: string): Record<string, string> {
  const lines = (textOf(values, name) ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  return Object.fromEntries(
    lines.map(line => {
      const [, key = '', value = ''] = /^([^:]{1,50}):\s*(.+)$/.exec(line) ?? [];
      if (key === '')
        throw new InputError(
          name,
          `${name} must be lines such as "support: e-mail", not "${line.slice(0, 50)}"`,
        );
      return [key.trim(), value];
    }),
  );
}

const LIMIT_NAMES = ['hourly', 'daily', 'concurrency'] as const;

/** The form of `LimitFields`. */
export const limitForm = {
  hourly: optionalText(20),
  daily: optionalText(20),
  concurrency: optionalText(20),
  per_second: optionalText(20),
  burst: optionalText(20),
  priority: optionalText(1),
  fail_mode: optionalText(10),
};

/** In the shape of LimitPolicy; what is left empty is not there. @throws InputError naming the field. */
export function limitsOf(form: Values): JsonObject {
  const limits: JsonObject = {};
  for (const name of LIMIT_NAMES) {
    const value = countOf(form, name);
    if (value !== undefined) limits[name] = value;
  }
  const [perSecond, size] = [textOf(form, 'per_second'), countOf(form, 'burst')];
  if (perSecond === 'none') limits.burst = null;
  else if (perSecond !== undefined || (size !== undefined && size !== null)) {
    if (perSecond === undefined || !/^\d{1,9}(\.\d{1,3})?$/.test(perSecond))
      throw new InputError('per_second', 'per_second must be a number, or none, and goes with burst');
    if (size === undefined || size === null)
      throw new InputError('burst', 'burst must be a whole number, and goes with per_second');
    limits.burst = { perSecond: Number(perSecond), size };
  }
  const priority = countOf(form, 'priority');
  if (priority !== undefined && priority !== null) limits.priority = priority;
  const failMode = textOf(form, 'fail_mode');
  if (failMode !== undefined) limits.failMode = failMode;
  return limits;
}
