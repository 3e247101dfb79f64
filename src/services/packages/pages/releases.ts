/** Releases over time: counts by month become at most about fifty bars of a month, a quarter or a year. */
import type { Bar } from '../../../ui/charts/bar-chart.tsx';

export interface ReleaseHistory {
  bars: Bar[];
  period: 'month' | 'quarter' | 'year';
}

const MOST_MONTHS = 24;
const MOST_QUARTERS = 48;
/** A lone release stands in a window of a year. */
const FEWEST_MONTHS = 12;
const EPOCH = 1970 * 12;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Bars without gaps from the first release to now; null where there is nothing to draw. Dates before 1970 or more than a year
 * ahead, which registries hold by mistake, are left out.
 *
 * @param months `YYYY-MM` (UTC) with their counts, oldest first
 */
export function releaseHistory(
  months: readonly { month: string; count: number }[],
  now: Date,
): ReleaseHistory | null {
  const today = now.getUTCFullYear() * 12 + now.getUTCMonth();
  const dated = months
    .map(({ month, count }) => ({ month: monthNumber(month), count }))
    .filter(({ month }) => month >= EPOCH && month <= today + 12);
  const first = dated[0];
  const last = dated[dated.length - 1];
  if (!first || !last) return null;
  const to = Math.max(last.month, today);
  const from = Math.min(first.month, to - FEWEST_MONTHS + 1);
  const span = to - from + 1;
  const period = span <= MOST_MONTHS ? 'month' : span <= MOST_QUARTERS * 3 ? 'quarter' : 'year';
  const size = { month: 1, quarter: 3, year: 12 }[period];
  const start = Math.floor(from / size);
  const bars: Bar[] = [];
  for (let index = start; index <= Math.floor(to / size); index++) {
    bars.push({ ...labelsOf(index * size, period), value: 0 });
  }
  for (const { month, count } of dated) {
    const bar = bars[Math.floor(month / size) - start];
    if (bar) bar.value += count;
  }
  return { bars, period };
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** The label of the bar that begins at a month, and what the axis says of it: years where bars are quarters. */
function labelsOf(month: number, period: ReleaseHistory['period']): Pick<Bar, 'label' | 'tick'> {
  const year = Math.floor(month / 12);
  const ofYear = month % 12;
  if (period === 'year') return { label: String(year) };
  if (period === 'quarter') {
    return { label: `${year} Q${ofYear / 3 + 1}`, tick: ofYear === 0 ? String(year) : null };
  }
  return { label: `${MONTHS[ofYear]} ${year}`, tick: `${MONTHS[ofYear]} ’${String(year).slice(2)}` };
}
