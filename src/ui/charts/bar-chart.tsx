import { countOf, formatNumber } from '../format/numbers.ts';
import { ChartFrame, type ChartProps, percent, pixels } from './frame.tsx';
import { BarLabels, GridLines, HEIGHT, PLOT, TOP, verticalScales } from './vertical.tsx';

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

/** Pixels of a bar that is small but there. */
const THINNEST = 1.5;

/** Vertical bars in their given order, such as counts over time. */
export function BarChart({ bars, unit, labelName, ...frame }: BarChartProps) {
  const { x, y } = verticalScales(bars.length, Math.max(0, ...bars.map(bar => bar.value)));
  const labelled = bars.flatMap(({ tick, label }, index) =>
    tick === null ? [] : [{ index, text: tick ?? label }],
  );
  const width = x.bandwidth();
  return (
    <ChartFrame
      {...frame}
      kind="bars"
      height={HEIGHT}
      columns={[capitalise(labelName), capitalise(`${unit}s`)]}
      rows={bars.filter(bar => bar.value > 0).map(bar => [bar.label, formatNumber(bar.value)])}
    >
      <GridLines y={y} />
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
      <BarLabels x={x} labels={labelled} />
    </ChartFrame>
  );
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
