/** The request target: split, bounded and decoded, with an error that names what cannot be read. */
import { InputError, NotFoundError } from '../core/errors.ts';

export interface Target {
  /** Raw, beginning with `/`. */
  path: string;
  /** Raw, without `?`. */
  query: string;
}

/** Octets. Longer ones are answered 414. */
export const MAX_TARGET_LENGTH = 8_192;

/** A URL longer than we read. */
export class TargetTooLongError extends Error {
  constructor() {
    super(`the URL is longer than ${MAX_TARGET_LENGTH} characters`);
    this.name = 'TargetTooLongError';
  }
}

/**
 * @param url as it came over the wire: origin form, absolute form (as proxies send it), or `*`.
 * @throws TargetTooLongError; InputError for bytes that are not UTF-8 and for a target of another form.
 */
export function parseTarget(url: string): Target {
  if (url.length > MAX_TARGET_LENGTH) throw new TargetTooLongError();
  let text = url;
  if (!text.startsWith('/') && text !== '*') {
    const absolute = /^https?:\/\/[^/?]*(.*)$/is.exec(text);
    if (!absolute) throw new InputError('url', 'the request target is not a path');
    text = absolute[1]?.startsWith('/') ? absolute[1] : `/${absolute[1] ?? ''}`;
  }
  text = rawBytesToText(text);
  const mark = text.indexOf('?');
  return mark === -1 ? { path: text, query: '' } : { path: text.slice(0, mark), query: text.slice(mark + 1) };
}

/** Node gives bytes that a client did not percent-encode as Latin-1; they are meant as UTF-8. */
function rawBytesToText(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[^\p{ASCII}\u0080-\u00ff]/u.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    throw new InputError('url', 'the URL is not valid UTF-8');
  }
}

/**
 * A path parameter, decoded.
 *
 * @throws InputError naming the parameter for broken percent-encoding, invalid UTF-8 and NUL; NotFoundError for `.` and
 * `..` segments: a proxy in front of us may read those as another path.
 */
export function decodePathParameter(name: string, raw: string): string {
  const value = raw.includes('%') ? decode(name, raw) : raw;
  refuseNul(name, value);
  if (value.includes('.') && value.split('/').some(segment => segment === '.' || segment === '..')) {
    throw new NotFoundError();
  }
  return value;
}

/**
 * The parameters of a query string, decoded, in order; those without a value are left out, as forms send fields that
 * nobody filled in.
 *
 * @throws InputError naming the parameter that cannot be decoded or occurs twice.
 */
export function decodeQuery(raw: string): Map<string, string> {
  const parameters = new Map<string, string>();
  if (raw === '') return parameters;
  for (const pair of raw.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const rawName = (equals === -1 ? pair : pair.slice(0, equals)).replaceAll('+', ' ');
    const shown = rawName.slice(0, 100);
    const name = decode(shown, rawName);
    refuseNul(shown, name);
    const value = equals === -1 ? '' : decode(name, pair.slice(equals + 1).replaceAll('+', ' '));
    refuseNul(name, value);
    if (parameters.has(name)) throw new InputError(name, `parameter ${shown} is given twice`);
    parameters.set(name, value);
  }
  for (const [name, value] of parameters) if (value === '') parameters.delete(name);
  return parameters;
}

function decode(name: string, raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    throw new InputError(name, `${name}: the percent-encoding is not valid UTF-8`);
  }
}

function refuseNul(name: string, value: string): void {
  if (value.includes('\0')) throw new InputError(name.replaceAll('\0', ''), 'a NUL character is not allowed');
}
