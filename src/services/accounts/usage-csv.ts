/** Usage as CSV (RFC 4180). */
import type { UsagePoint } from '../../store/usage.ts';

const COLUMNS = [
  ['at', point => point.at],
  ['group', point => point.group ?? ''],
  ['requests', point => point.requests],
  ['cost', point => point.cost],
  ['bytes', point => point.bytes],
  ['hits', point => point.hits],
  ['not_modified', point => point.notModified],
  ['misses', point => point.misses],
  ['client_errors', point => point.clientErrors],
  ['server_errors', point => point.serverErrors],
] as const satisfies [string, (point: UsagePoint) => string | number][];

export function usageCsv(points: readonly UsagePoint[]): string {
  const rows = points.map(point => COLUMNS.map(([, read]) => field(read(point))));
  return [COLUMNS.map(([name]) => name), ...rows].map(row => `${row.join(',')}\r\n`).join('');
}

/** What a spreadsheet would take for a formula is shown as text. */
function field(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
