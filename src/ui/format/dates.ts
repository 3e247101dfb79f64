/**
 * Dates as people read them, always in UTC, so that a page reads the same wherever it was rendered. Pages are cached: they
 * state absolute times, and a script turns those into "3 minutes ago" in the reader's browser.
 */

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const time = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** `21 Nov 2026`; null where the text is not a date. */
export function formatDate(iso: string): string | null {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? null : day.format(date).replace('Sept', 'Sep');
}

/** `21 Nov 2026, 06:12 UTC`; null where the text is not a date. */
export function formatDateTime(iso: string): string | null {
  const date = formatDate(iso);
  return date === null ? null : `${date}, ${time.format(new Date(iso))} UTC`;
}

const STEPS: [seconds: number, unit: string][] = [
  [365.25 * 86_400, 'year'],
  [30.44 * 86_400, 'month'],
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
];

/** The time between two moments in its largest whole unit: `3 days`, `1 hour`, `less than a minute`. */
export function spanWords(fromIso: string, toIso: string): string {
  const seconds = Math.abs(new Date(toIso).getTime() - new Date(fromIso).getTime()) / 1000;
  for (const [length, unit] of STEPS) {
    const count = Math.floor(seconds / length);
    if (count >= 1) return `${count} ${unit}${count === 1 ? '' : 's'}`;
  }
  return 'less than a minute';
}

/** How often something is done, from the seconds between two times: `every 15 minutes`, `every hour`, `every day`. */
export function everyWords(seconds: number): string {
  for (const [length, unit] of STEPS) {
    if (seconds < length || seconds % length !== 0) continue;
    return seconds === length ? `every ${unit}` : `every ${seconds / length} ${unit}s`;
  }
  return `every ${seconds} seconds`;
}
