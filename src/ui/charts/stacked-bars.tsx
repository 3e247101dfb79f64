import { scaleBand, scaleLinear } from 'd3-scale';
import { formatCompact, formatNumber } from '../format/numbers.ts';
import { ChartFrame, type ChartProps, percent, pixels } from './frame.tsx';

export interface StackedBar {
  label: string;
  /** One for each series, in their order; the first lies at the bottom. */
  values: readonly number[];
  /** Shorter label for the axis. */
  tick?: string;
}

interface StackedBarsProps extends ChartProps {
  bars: readonly StackedBar[];
  /** At most four: there are so many colours that can be told apart. */
  series: readonly string[];
  /** What a label names: `Day`. */
  labelName: string;
}

const PLOT = 150;
const TOP = 8;
const LABELS = 24;
const MOST_LABELS = 5;

/** Vertical bars of parts that add up, such as requests by how they were answered, over time. */
export function StackedBars({ bars, series, labelName, ...frame }: StackedBarsProps) {
  const x = scaleBand<number>()
    .domain(bars.map((_, index) => index))
    .range([0, 100])
    .paddingInner(bars.length > 60 ? 0.15 : 0.25)
    .paddingOuter(0.1);
  const y = scaleLinear()
    .domain([0, Math.max(1, ...bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0)))])
    .nice(3)
    .range([TOP + PLOT, TOP]);
  const every = Math.max(1, Math.ceil(bars.length / MOST_LABELS));
  const width = x.bandwidth();
  return (
    <ChartFrame
      {...frame}
      kind="bars"
      height={TOP + PLOT + LABELS}
      columns={[labelName, ...series]}
      rows={bars
        .filter(({ values }) => values.some(value => value > 0))
        .map(({ label, values }) => [label, ...values.map(formatNumber)])}
      legend={series}
    >
      <g class="grid">
        {y
          .ticks(3)
          .filter(Number.isInteger)
          .map(tick => (
            <g key={tick}>
              <line x1="0" x2="100%" y1={pixels(y(tick))} y2={pixels(y(tick))} />
              <text x="-8" y={pixels(y(tick))} dy="0.32em">
                {formatCompact(tick)}
              </text>
            </g>
          ))}
      </g>
      <g class="stack">
        {bars.flatMap((bar, index) => {
          let below = 0;
          return bar.values.map((value, part) => {
            const bottom = y(below);
            below += value;
            if (value <= 0) return null;
            return (
              <rect
                key={`${index} ${part}`}
                class={`series-${part}`}
                x={percent(x(index) ?? 0)}
                width={percent(width)}
                y={pixels(y(below))}
                height={pixels(bottom - y(below))}
              >
                <title>{`${bar.label}, ${series[part]}: ${formatNumber(value)}`}</title>
              </rect>
            );
          });
        })}
      </g>
      <g class="labels">
        {bars.map((bar, index) => {
          if (index % every !== 0) return null;
          const middle = (x(index) ?? 0) + width / 2;
          const anchor = middle < 6 ? 'start' : middle > 94 ? 'end' : undefined;
          return (
            <text key={index} x={percent(middle)} y={TOP + PLOT + 17} class={anchor}>
              {bar.tick ?? bar.label}
            </text>
          );
        })}
      </g>
    </ChartFrame>
  );
}
