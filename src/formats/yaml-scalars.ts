/**
 * What plain scalars of YAML mean: by the core schema of 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema) and by the types
 * of 1.1 (https://yaml.org/type/). Each reader gives undefined for a text that is not of its type.
 */

export function isNull(text: string): boolean {
  return text === '' || text === '~' || text === 'null' || text === 'Null' || text === 'NULL';
}

const CORE_BOOLEANS = new Map([
  ...['true', 'True', 'TRUE'].map(text => [text, true] as const),
  ...['false', 'False', 'FALSE'].map(text => [text, false] as const),
]);

export function boolCore(text: string): boolean | undefined {
  return text.length > 5 ? undefined : CORE_BOOLEANS.get(text);
}

const BOOLEANS_11 = new Map([
  ...CORE_BOOLEANS,
  ...['yes', 'Yes', 'YES', 'on', 'On', 'ON'].map(text => [text, true] as const),
  ...['no', 'No', 'NO', 'off', 'Off', 'OFF'].map(text => [text, false] as const),
]);

/** Without `y` and `n`, which the type names and its readers leave alone. */
export function bool11(text: string): boolean | undefined {
  return text.length > 5 ? undefined : BOOLEANS_11.get(text);
}

export function intCore(text: string): number | undefined {
  if (!mayBeNumber(text) || !/^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/.test(text)) return undefined;
  return finite(Number(text));
}

export function floatCore(text: string): number | undefined {
  if (!mayBeNumber(text)) return undefined;
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text)) return finite(Number(text));
  return special(text);
}

export function int11(text: string): number | undefined {
  if (!mayBeNumber(text)) return undefined;
  const negative = text[0] === '-';
  const digits = (negative || text[0] === '+' ? text.slice(1) : text).replaceAll('_', '');
  const magnitude = magnitude11(digits);
  if (magnitude === undefined || text.endsWith('_') || text.startsWith('_')) return undefined;
  return finite(negative ? -magnitude : magnitude);
}

function magnitude11(digits: string): number | undefined {
  if (/^0b[01]+$/.test(digits) || /^0x[0-9a-fA-F]+$/.test(digits)) return Number(digits);
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  if (/^(?:0|[1-9][0-9]*)$/.test(digits)) return Number(digits);
  return /^[1-9][0-9]*(?::[0-5]?[0-9])+$/.test(digits) ? sexagesimal(digits) : undefined;
}

export function float11(text: string): number | undefined {
  if (!mayBeNumber(text)) return undefined;
  const negative = text[0] === '-';
  const digits = (negative || text[0] === '+' ? text.slice(1) : text).replaceAll('_', '');
  // A float of 1.1 has a point, and a sign in its exponent.
  if (/^(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?$/.test(digits)) {
    const magnitude = Number(digits);
    return finite(negative ? -magnitude : magnitude);
  }
  if (/^[0-9]+(?::[0-5]?[0-9])+\.[0-9]*$/.test(digits)) {
    const magnitude = sexagesimal(digits);
    return finite(negative ? -magnitude : magnitude);
  }
  return special(text);
}

/** Digits in base 60: `1:30` is 90. */
function sexagesimal(digits: string): number {
  return digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** Longer than any number that a double tells apart from its neighbours. */
const MAX_NUMBER = 400;

function mayBeNumber(text: string): boolean {
  const c = text.charCodeAt(0);
  return ((c >= 0x30 && c <= 0x39) || c === 0x2b || c === 0x2d || c === 0x2e) && text.length <= MAX_NUMBER;
}

function special(text: string): number | undefined {
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text[0] === '-' ? -Infinity : Infinity;
  return text === '.nan' || text === '.NaN' || text === '.NAN' ? Number.NaN : undefined;
}

/** A number beyond every double stays text. */
function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
