import { scaleLinear } from 'd3-scale';
import { countOf, formatNumber } from '../format/numbers.ts';
import type { Bar } from './bar-chart.tsx';
import { ChartFrame, type ChartProps, percent } from './frame.tsx';

interface HBarChartProps extends ChartProps {
  bars: readonly Bar[];
  /** What a bar counts, in the singular. */
  unit: string;
  labelName: string;
}

const ROW = 42;

/** Horizontal bars, each under its own label, so that long labels fit a narrow screen. */
export function HBarChart({ bars, unit, labelName, ...frame }: HBarChartProps) {
  const x = scaleLinear()
    .domain([0, Math.max(1, ...bars.map(bar => bar.value))])
    .range([0, 100]);
  return (
    <ChartFrame
      {...frame}
      kind="hbars"
      height={bars.length * ROW}
      columns={[labelName, `Number of ${unit}s`]}
      rows={bars.map(bar => [bar.label, formatNumber(bar.value)])}
    >
      {bars.map((bar, index) => (
        <g key={bar.label}>
          <text x="0" y={index * ROW + 15}>
            {bar.label}
          </text>
          <text x="100%" y={index * ROW + 15} class="end value">
            {formatNumber(bar.value)}
          </text>
          <rect class="track" x="0" y={index * ROW + 22} width="100%" height="8" rx="4" />
          <rect
            class="mark"
            x="0"
            y={index * ROW + 22}
            width={percent(Math.max(0.5, x(bar.value)))}
            height="8"
            rx="4"
          >
            <title>{`${bar.label}: ${countOf(bar.value, unit)}`}</title>
          </rect>
        </g>
      ))}
    </ChartFrame>
  );
}
