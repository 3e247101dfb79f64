import { formatNumber } from '../format/numbers.ts';
import { ChartFrame, type ChartProps, percent, pixels } from './frame.tsx';
import { BarLabels, GridLines, HEIGHT, verticalScales } from './vertical.tsx';

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

/** Vertical bars of parts that add up, such as requests by how they were answered, over time. */
export function StackedBars({ bars, series, labelName, ...frame }: StackedBarsProps) {
  const { x, y } = verticalScales(
    bars.length,
    Math.max(0, ...bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0))),
  );
  const width = x.bandwidth();
  return (
    <ChartFrame
      {...frame}
      kind="bars"
      height={HEIGHT}
      columns={[labelName, ...series]}
      rows={bars
        .filter(({ values }) => values.some(value => value > 0))
        .map(({ label, values }) => [label, ...values.map(formatNumber)])}
      legend={series}
    >
      <GridLines y={y} />
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
      <BarLabels x={x} labels={bars.map(({ tick, label }, index) => ({ index, text: tick ?? label }))} />
    </ChartFrame>
  );
}
