/** What an entry of the audit log says, for people. */
import { formatMoney } from './money.ts';
import type { Json, JsonObject } from './records.ts';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An entry's detail: of what was before and after, only what differs; sums as people write them. */
export function detailWords(detail: Record<string, Json>): string {
  for (const [was, is] of [
    ['before', 'after'],
    ['from', 'to'],
  ] as const) {
    const { [was]: before, [is]: after, ...rest } = detail;
    if (before === undefined || after === undefined || !(isObject(before) || isObject(after))) continue;
    return [differences(before, after), entriesOf(rest)].filter(Boolean).join('; ');
  }
  return entriesOf(detail) || '–';
}

function differences(before: Json, after: Json): string {
  if (!isObject(after)) return `taken back: ${entriesOf(before as JsonObject)}`;
  if (!isObject(before)) return entriesOf(after);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return changed.map(name => `${name}: ${wordOf(before[name])} → ${wordOf(after[name])}`).join('; ');
}

function entriesOf(of: Record<string, Json>): string {
  const { total_minor: total, currency, ...rest } = of;
  const isSum = typeof total === 'number' && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency);
  const shown: Record<string, Json> = isSum ? { total: formatMoney(total, currency), ...rest } : of;
  return Object.entries(shown)
    .map(([name, value]) => `${name}: ${wordOf(value)}`)
    .join('; ');
}

function wordOf(value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(wordOf).join(' ');
  if (!isObject(value)) return String(value);
  return Object.keys(value).length === 0 ? 'none' : `(${entriesOf(value)})`;
}
