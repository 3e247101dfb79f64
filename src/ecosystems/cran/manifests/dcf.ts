/**
 * Debian control format as R writes it, https://cran.r-project.org/doc/manuals/r-release/R-exts.html#The-DESCRIPTION-file: fields whose names count
 * in their case, values going on in indented lines, records separated by empty lines. Lines that are none of this are passed over: many
 * a file is called DESCRIPTION.
 */
import { linesOf } from '../../../formats/text.ts';

export type DcfRecord = ReadonlyMap<string, string>;

/** Records that hold a field, in order; lines of a value are joined by a blank. */
export function dcfRecords(text: string): DcfRecord[] {
  const records: DcfRecord[] = [];
  let record = new Map<string, string>();
  let field: string | null = null;
  let lines: string[] = [];
  const finish = () => {
    if (field !== null) record.set(field, lines.join(' ').trim());
    field = null;
    lines = [];
  };
  for (const line of linesOf(text)) {
    const trimmed = line.trim();
    if (trimmed === '') {
      finish();
      if (record.size === 0) continue;
      records.push(record);
      record = new Map();
    } else if (line.startsWith(' ') || line.startsWith('\t')) {
      if (field !== null) lines.push(trimmed);
    } else {
      finish();
      const colon = line.indexOf(':');
      if (colon <= 0) continue;
      field = line.slice(0, colon).trim();
      lines.push(line.slice(colon + 1).trim());
    }
  }
  finish();
  if (record.size > 0) records.push(record);
  return records;
}

/** `name (>= 1.0), other` as pairs; the requirement is null where none is stated. */
export function requiredIn(value: string): { name: string; requirement: string | null }[] {
  return value.split(',').flatMap(item => {
    const open = item.indexOf('(');
    const name = (open < 0 ? item : item.slice(0, open)).trim();
    if (name === '' || /[ \t:]/.test(name)) return [];
    const close = item.indexOf(')', open);
    const inner = open < 0 ? '' : item.slice(open + 1, close < 0 ? undefined : close);
    const requirement = inner
      .split(/[ \t]+/)
      .filter(word => word !== '')
      .join(' ');
    return [{ name, requirement: requirement === '' ? null : requirement }];
  });
}
