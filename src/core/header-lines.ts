/** Header fields as text: lines `name: value` that each end with CRLF (RFC 9112, section 5). */

/** @param fields names and values in turn, without line breaks. */
export function linesOf(fields: readonly string[]): string {
  let lines = '';
  for (let i = 0; i < fields.length; i += 2) lines += `${fields[i]}: ${fields[i + 1]}\r\n`;
  return lines;
}

/** The reverse of `linesOf`. */
export function fieldsOfLines(lines: string): string[] {
  const fields: string[] = [];
  for (const line of lines.split('\r\n')) {
    const colon = line.indexOf(': ');
    if (colon > 0) fields.push(line.slice(0, colon), line.slice(colon + 2));
  }
  return fields;
}
