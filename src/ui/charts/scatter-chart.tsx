import { scaleSqrt, scaleSymlog } from 'd3-scale';
import { countOf, formatNumber } from '../format/numbers.ts';
import { ceilPercent } from '../format/percentiles.ts';
import { ChartFrame, type ChartProps, percent, pixels } from './frame.tsx';

/** One spot of the plot: one thing with a link, or several that share a place. */
export interface Spot {
  x: number;
  /** A percentage; lower is better and drawn higher. */
  y: number;
  /** How many things lie here. */
  count: number;
  label: string;
  href?: string;
  /** Written beside the spot where there is room. */
  name?: string;
}

interface ScatterChartProps extends ChartProps {
  spots: readonly Spot[];
  /** What x counts, in the singular. */
  xName: string;
  /** What y ranks. */
  yName: string;
}

const PLOT = 280;
const TOP = 28;
const BOTTOM = 44;
const Y_TICKS = [0, 0.1, 0.3, 1, 3, 10, 30, 100];
/** Radius in pixels of the spot that stands for the most things. */
const LARGEST_SPOT = 10;
const X_TICKS = [0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1_000];

/** Ranks on a logarithmic axis with a zero: the best few deserve as much room as all the others. */
export function rankScale(worst: number) {
  return scaleSymlog().constant(0.05).domain([0, worst]);
}

/**
 * Rank (a percentage, best at the top) against a small count on a logarithmic axis that has a zero. The area of a spot is
 * its count.
 */
export function ScatterChart({ spots, xName, yName, ...frame }: ScatterChartProps) {
  const right = Math.max(5, ...spots.map(spot => spot.x));
  const left = spots.some(spot => spot.x < 1) ? 0 : 1;
  const x = scaleSymlog().domain([left, right]).constant(1).range([3, 96]);
  const xTicks = X_TICKS.filter(tick => tick >= left && tick <= right);
  const bottom = Math.max(1, ...spots.map(spot => spot.y));
  const y = rankScale(bottom).range([TOP, TOP + PLOT - LARGEST_SPOT - 4]);
  const ticks = Y_TICKS.filter(tick => tick <= bottom);
  const radius = scaleSqrt()
    .domain([0, Math.max(1, ...spots.map(spot => spot.count))])
    .range([0, spots.some(spot => spot.count > 1) ? LARGEST_SPOT : 5]);
  return (
    <ChartFrame
      {...frame}
      kind="scatter"
      hasLinks={spots.some(spot => spot.href !== undefined)}
      height={TOP + PLOT + BOTTOM}
      columns={['What', capitalise(`${xName}s`), capitalise(yName)]}
      rows={spots.map(spot => [spot.label, formatNumber(spot.x), ceilPercent(spot.y)])}
    >
      <g class="grid">
        {ticks.map(tick => (
          <g key={tick}>
            <line x1="0" x2="100%" y1={pixels(y(tick))} y2={pixels(y(tick))} />
            <text x="-8" y={pixels(y(tick))} dy="0.32em">
              {`${tick}%`}
            </text>
          </g>
        ))}
        {xTicks.map(tick => (
          <line key={tick} x1={percent(x(tick))} x2={percent(x(tick))} y1={TOP} y2={TOP + PLOT} />
        ))}
      </g>
      <g class="labels">
        {xTicks.map(tick => (
          <text key={tick} x={percent(x(tick))} y={TOP + PLOT + 17}>
            {tick}
          </text>
        ))}
        <text x="100%" y={TOP + PLOT + 37} class="end axis-name">
          {`${xName}s →`}
        </text>
        <text x="0" y="12" class="start axis-name">
          {`↑ ${yName}`}
        </text>
      </g>
      <g class="marks">
        {spots.map((spot, index) => {
          const circle = (
            <circle
              cx={percent(x(spot.x))}
              cy={pixels(y(spot.y))}
              r={pixels(Math.max(4, radius(spot.count)))}
              class={spot.x === 1 ? 'spot spot-sole' : 'spot'}
            >
              <title>{`${spot.label}: ${countOf(spot.x, xName)}, rank ${ceilPercent(spot.y)}`}</title>
            </circle>
          );
          if (spot.name) {
            return (
              <g key={index}>
                {circle}
                <text class="spot-name" x={percent(x(spot.x))} dx="14" y={pixels(y(spot.y))} dy="0.32em">
                  {spot.name}
                </text>
              </g>
            );
          }
          return spot.href ? (
            <a key={index} href={spot.href} aria-label={spot.label}>
              {circle}
            </a>
          ) : (
            <g key={index}>{circle}</g>
          );
        })}
      </g>
    </ChartFrame>
  );
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
