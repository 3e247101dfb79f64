/**
 * Values of environment variables, each read or refused by name. A variable that is empty counts as not set (as in a compose
 * file's `PORT=`).
 */
import { InputError } from './errors.ts';

export type Environment = Record<string, string | undefined>;

/** null where it is not set. @throws InputError for control characters. */
export function text(env: Environment, name: string): string | null {
  const value = env[name]?.trim();
  if (!value) return null;
  if ([...value].some(isControl)) throw new InputError(name, `${name} holds a control character`);
  return value;
}

function isControl(character: string): boolean {
  return character < ' ' || character === '\u007f';
}

/** Items between commas. */
export function list(env: Environment, name: string): string[] {
  return (text(env, name) ?? '')
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');
}

/** @throws InputError for anything but a whole number of the range. */
export function integer(
  env: Environment,
  name: string,
  fallback: number,
  least: number,
  most: number,
): number {
  const value = text(env, name);
  if (value === null) return fallback;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) {
    throw new InputError(name, `${name} must be a whole number from ${least} to ${most}, not "${value}"`);
  }
  return number;
}

/** Without slashes at its end. @throws InputError for anything but an http or https URL without query and fragment. */
export function httpUrl(env: Environment, name: string): string | null {
  const value = text(env, name);
  if (value === null) return null;
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) {
    throw new InputError(name, `${name} must be an http:// or https:// URL`);
  }
  const url = new URL(value);
  if (url.search || url.hash) throw new InputError(name, `${name} must have no query and no fragment`);
  return url.href.replace(/\/+$/, '');
}
