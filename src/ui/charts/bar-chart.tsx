import { scaleBand, scaleLinear } from 'd3-scale';
import { countOf, formatCompact, formatNumber } from '../format/numbers.ts';
import { ChartFrame, type ChartProps, percent, pixels } from './frame.tsx';

export interface Bar {
  label: string;
  value: number;
  /** Shorter label for the axis; bars without one are drawn without. Default: the label. */
  tick?: string | null;
}

interface BarChartProps extends ChartProps {
  bars: readonly Bar[];
  /** What a bar counts, in the singular: `release`. */
  unit: string;
  /** What a label names: `Quarter`. */
  labelName: string;
}

const PLOT = 150;
const TOP = 8;
const LABELS = 24;
const MOST_LABELS = 5;
/** Pixels of a bar that is small but there. */
const THINNEST = 1.5;

/** Vertical bars in their given order, such as counts over time. */
export function BarChart({ bars, unit, labelName, ...frame }: BarChartProps) {
  const x = scaleBand<number>()
    .domain(bars.map((_, index) => index))
    .range([0, 100])
    .paddingInner(bars.length > 60 ? 0.15 : 0.25)
    .paddingOuter(0.1);
  const y = scaleLinear()
    .domain([0, Math.max(1, ...bars.map(bar => bar.value))])
    .nice(3)
    .range([TOP + PLOT, TOP]);
  const ticks = y.ticks(3).filter(Number.isInteger);
  const labelled = bars.flatMap(({ tick, label }, index) =>
    tick === null ? [] : [{ index, text: tick ?? label }],
  );
  const every = Math.max(1, Math.ceil(labelled.length / MOST_LABELS));
  const width = x.bandwidth();
  return (
    <ChartFrame
      {...frame}
      kind="bars"
      height={TOP + PLOT + LABELS}
      columns={[capitalise(labelName), capitalise(`${unit}s`)]}
      rows={bars.filter(bar => bar.value > 0).map(bar => [bar.label, formatNumber(bar.value)])}
    >
      <g class="grid">
        {ticks.map(tick => (
          <g key={tick}>
            <line x1="0" x2="100%" y1={pixels(y(tick))} y2={pixels(y(tick))} />
            <text x="-8" y={pixels(y(tick))} dy="0.32em">
              {formatCompact(tick)}
            </text>
          </g>
        ))}
      </g>
      <g class="marks">
        {bars.map((bar, index) =>
          bar.value > 0 ? (
            <rect
              key={index}
              x={percent(x(index) ?? 0)}
              width={percent(width)}
              y={pixels(Math.min(y(bar.value), TOP + PLOT - THINNEST))}
              height={pixels(Math.max(TOP + PLOT - y(bar.value), THINNEST))}
            >
              <title>{`${bar.label}: ${countOf(bar.value, unit)}`}</title>
            </rect>
          ) : null,
        )}
      </g>
      <g class="labels">
        {labelled
          .filter((_, position) => position % every === 0)
          .map(({ index, text }) => {
            const middle = (x(index) ?? 0) + width / 2;
            const anchor = middle < 6 ? 'start' : middle > 94 ? 'end' : undefined;
            return (
              <text key={index} x={percent(middle)} y={TOP + PLOT + 17} class={anchor}>
                {text}
              </text>
            );
          })}
      </g>
    </ChartFrame>
  );
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
