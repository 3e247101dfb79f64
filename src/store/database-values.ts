/**
 * How column values arrive from PostgreSQL. Every answer of the store is JSON-ready: counts are numbers, moments are
 * ISO 8601 strings in UTC, dates stay `YYYY-MM-DD`. numeric stays a string, bytea a Buffer, json and jsonb are parsed.
 */
import pg from 'pg';

type Parser = (text: string) => unknown;

const standardParser = pg.types.getTypeParser as (oid: number, format: string) => Parser;

const { INT8, TIMESTAMPTZ, TIMESTAMP, DATE } = pg.types.builtins;
/** Array types by OID (pg_type.dat); the driver's list of builtins has scalars only. */
const INT8_ARRAY = 1016;
const TEXT_ARRAY = 1009;
const TIMESTAMP_ARRAY = 1115;
const DATE_ARRAY = 1182;
const TIMESTAMPTZ_ARRAY = 1185;

/** A bigint as a number. @throws RangeError beyond 2^53 - 1, where a number would silently be another number. */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a JavaScript number`);
  return value;
}

const UTC_TIMESTAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00(?::?00)?$/;
const OFFSET_TIMESTAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?([+-]\d\d)(?::?(\d\d))?$/;

/**
 * A timestamptz as `2024-01-02T03:04:05.678Z`: UTC, milliseconds (microseconds are cut off, not rounded, so that a
 * moment never moves into the next second). `infinity`, years before 1 and after 9999 stay as PostgreSQL writes them.
 */
export function parseTimestamptz(text: string): string {
  const utc = UTC_TIMESTAMP.exec(text);
  if (utc) return `${utc[1]}T${utc[2]}.${milliseconds(utc[3])}Z`;
  const offset = OFFSET_TIMESTAMP.exec(text);
  if (!offset) return text;
  const [, date, time, fraction, hours, minutes] = offset;
  return new Date(`${date}T${time}.${milliseconds(fraction)}${hours}:${minutes ?? '00'}`).toISOString();
}

function milliseconds(fraction: string | undefined): string {
  return (fraction ?? '').padEnd(3, '0').slice(0, 3);
}

const asIs: Parser = text => text;

/** The driver's text[] reader gives the elements of any array as strings (or null), nested as they are. */
function arrayOf(parse: Parser): Parser {
  const split = standardParser(TEXT_ARRAY, 'text');
  const each = (item: unknown): unknown =>
    Array.isArray(item) ? item.map(each) : typeof item === 'string' ? parse(item) : item;
  return text => each(split(text));
}

const parsers = new Map<number, Parser>([
  [INT8, parseInt8],
  [TIMESTAMPTZ, parseTimestamptz],
  [TIMESTAMP, asIs],
  [DATE, asIs],
  [INT8_ARRAY, arrayOf(parseInt8)],
  [TIMESTAMPTZ_ARRAY, arrayOf(parseTimestamptz)],
  [TIMESTAMP_ARRAY, arrayOf(asIs)],
  [DATE_ARRAY, arrayOf(asIs)],
]);

/** The type readers of all our connections; other programs' use of `pg` in the same process is left alone. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    (format !== 'binary' && parsers.get(oid)) || standardParser(oid, format ?? 'text'),
};
