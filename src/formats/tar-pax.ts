/**
 * The records of a pax extended header: `length key=value\n` each, `length` counting the whole record in bytes.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_03
 */
import { UpstreamError } from '../core/errors.ts';

const SPACE = 0x20;
const EQUALS = 0x3d;
const NEWLINE = 0x0a;

export interface PaxRecords {
  path?: string;
  linkTarget?: string;
  size?: number;
  /** Set where the file is a GNU sparse file of format 1.0, whose body begins with a map. */
  isSparse?: boolean;
}

/**
 * What the records say of the next entry's path, link target and size. Other keys are passed over; an empty value takes
 * back what an earlier record said.
 *
 * @throws UpstreamError `malformed`
 */
export function readPaxRecords(bytes: Buffer): PaxRecords {
  const found: PaxRecords = {};
  let start = 0;
  while (start < bytes.length) {
    // Some writers fill up with NULs.
    if (bytes[start] === 0) break;
    const space = bytes.indexOf(SPACE, start);
    if (space === -1) throw malformed('a record has no length');
    const length = decimal(bytes.toString('latin1', start, Math.min(space, start + 20)));
    const end = start + length;
    if (end <= space || end > bytes.length || bytes[end - 1] !== NEWLINE) {
      throw malformed('the length of a record is wrong');
    }
    const equals = bytes.indexOf(EQUALS, space + 1);
    if (equals === -1 || equals >= end) throw malformed('a record has no value');
    const value = bytes.toString('utf8', equals + 1, end - 1);
    switch (bytes.toString('utf8', space + 1, equals)) {
      case 'path':
        if (value === '') delete found.path;
        else found.path = value;
        break;
      case 'linkpath':
        if (value === '') delete found.linkTarget;
        else found.linkTarget = value;
        break;
      case 'size':
        if (value === '') delete found.size;
        else found.size = decimal(value);
        break;
      // https://www.gnu.org/software/tar/manual/html_node/PAX-1.html; earlier sparse formats have the other two keys.
      case 'GNU.sparse.major':
      case 'GNU.sparse.size':
      case 'GNU.sparse.map':
        found.isSparse = true;
        break;
    }
    start = end;
  }
  return found;
}

function decimal(text: string): number {
  const value = /^[0-9]{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw malformed('a number is not decimal');
  return value;
}

function malformed(message: string): UpstreamError {
  return new UpstreamError('malformed', `tar: pax header: ${message}`);
}
