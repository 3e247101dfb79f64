/** Usage as CSV (https://www.rfc-editor.org/rfc/rfc4180), with the columns of the JSON. */
import type { Static } from 'typebox';
import type { UsagePoint } from '../../store/usage.ts';
import { addUp } from './overview.ts';
import { sumsJson } from './period.ts';
import type { Sums } from './schemas.ts';

/** The type of the file, header line included. */
export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

export function usageCsv(points: readonly UsagePoint[]): string {
  const columns = Object.keys(sumsJson(addUp([]))) as (keyof Static<typeof Sums>)[];
  const lines = points.map(point => {
    const sums = sumsJson(point);
    return [point.at, point.group ?? '', ...columns.map(column => sums[column] ?? '')];
  });
  return [['at', 'group', ...columns], ...lines].map(cells => `${cells.map(field).join(',')}\r\n`).join('');
}

/** What a spreadsheet would take for a formula is shown as text. */
function field(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
