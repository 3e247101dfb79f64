/** What charts of vertical bars share: their scales, the lines behind them and the labels below. */
import { type ScaleLinear, scaleBand, scaleLinear } from 'd3-scale';
import { formatCompact } from '../format/numbers.ts';
import { percent, pixels } from './frame.tsx';

export const PLOT = 150;
export const TOP = 8;
const LABELS = 24;
const MOST_LABELS = 5;
export const HEIGHT = TOP + PLOT + LABELS;

/** `x` in per cent by position, `y` in pixels by value. */
export function verticalScales(bars: number, most: number) {
  const x = scaleBand<number>()
    .domain(Array.from({ length: bars }, (_, index) => index))
    .range([0, 100])
    .paddingInner(bars > 60 ? 0.15 : 0.25)
    .paddingOuter(0.1);
  const y = scaleLinear()
    .domain([0, Math.max(1, most)])
    .nice(3)
    .range([TOP + PLOT, TOP]);
  return { x, y };
}

export function GridLines({ y }: { y: ScaleLinear<number, number> }) {
  return (
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
  );
}

/** As many of the labels as there is room for. */
export function BarLabels({
  x,
  labels,
}: {
  x: ReturnType<typeof verticalScales>['x'];
  labels: readonly { index: number; text: string }[];
}) {
  const every = Math.max(1, Math.ceil(labels.length / MOST_LABELS));
  return (
    <g class="labels">
      {labels
        .filter((_, position) => position % every === 0)
        .map(({ index, text }) => {
          const middle = (x(index) ?? 0) + x.bandwidth() / 2;
          const anchor = middle < 6 ? 'start' : middle > 94 ? 'end' : undefined;
          return (
            <text key={index} x={percent(middle)} y={TOP + PLOT + 17} class={anchor}>
              {text}
            </text>
          );
        })}
    </g>
  );
}
