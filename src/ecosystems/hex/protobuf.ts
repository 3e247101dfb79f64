/** The wire format of Protocol Buffers, as far as Hex uses it: https://protobuf.dev/programming-guides/encoding/. */
import { UpstreamError } from '../../core/errors.ts';

export interface Field {
  number: number;
  /** A varint as a number; length-delimited bytes. Fixed-size fields are passed over. */
  value: number | Uint8Array;
}

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;
const MAX_FIELDS = 1_000_000;

/**
 * The fields of one message, in order.
 *
 * @throws UpstreamError `malformed` for what is cut short or of unknown wire types.
 */
export function fieldsOf(message: Uint8Array, what: string): Field[] {
  const fields: Field[] = [];
  let at = 0;
  let count = 0;
  const malformed = (problem: string) => new UpstreamError('malformed', `${what}: ${problem}`);

  /** At most 10 bytes. What is beyond 53 bits is not exact, and nothing here needs it. */
  function varint(): number {
    let value = 0;
    let unit = 1;
    for (let count = 0; count < 10; count++) {
      const byte = message[at++];
      if (byte === undefined) throw malformed('it is cut short');
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
      unit *= 128;
    }
    throw malformed('a number is too long');
  }

  while (at < message.length) {
    if (++count > MAX_FIELDS) throw malformed(`more than ${MAX_FIELDS} fields`);
    const key = varint();
    const number = Math.floor(key / 8);
    const wire = key % 8;
    if (number === 0) throw malformed('a field has no number');
    if (wire === VARINT) {
      fields.push({ number, value: varint() });
      continue;
    }
    const length = wire === BYTES ? varint() : wire === FIXED64 ? 8 : wire === FIXED32 ? 4 : -1;
    if (length < 0) throw malformed(`unknown wire type ${wire}`);
    if (length > message.length - at) throw malformed('it is cut short');
    const bytes = message.subarray(at, at + length);
    at += length;
    if (wire === BYTES) fields.push({ number, value: bytes });
  }
  return fields;
}

/** The bytes of the last field of that number; null where there is none. */
export function bytesIn(fields: readonly Field[], number: number): Uint8Array | null {
  const found = fields.findLast(field => field.number === number)?.value;
  return found instanceof Uint8Array ? found : null;
}

export function textIn(fields: readonly Field[], number: number): string | null {
  const bytes = bytesIn(fields, number);
  return bytes === null
    ? null
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** The varint of the last field of that number; null where there is none. */
export function numberIn(fields: readonly Field[], number: number): number | null {
  const found = fields.findLast(field => field.number === number)?.value;
  return typeof found === 'number' ? found : null;
}
