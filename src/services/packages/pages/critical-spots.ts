/** Critical packages as spots of a scatter. */
import { rankScale, type Spot } from '../../../ui/charts/scatter-chart.tsx';
import { formatNumber } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { CriticalPoint } from './data/lists.ts';

/** More dots than this would lie upon each other and weigh down the page. */
const MOST_DOTS = 120;
/** Bands of ranks that share a spot, as high as the largest spot. */
const BANDS = 14;
const LONGEST_NAME = 20;

/**
 * One spot a package while they are few; else one for all that share a number of maintainers and a band of ranks. Packages
 * of which either is not known have none.
 *
 * @param points the most used first
 */
export function criticalSpots(
  points: readonly CriticalPoint[],
  nameOf: (registryId: number) => string,
): Spot[] {
  const placed = points.flatMap(({ maintainersCount: x, rank: y, ...point }) =>
    x === null || y === null ? [] : [{ ...point, x, y }],
  );
  if (placed.length <= MOST_DOTS) return dots(placed, nameOf);
  const band = rankScale(Math.max(1, ...placed.map(point => point.y))).range([0, BANDS - 0.001]);
  const cells = new Map<string, { x: number; band: number; names: string[] }>();
  for (const { x, y, name } of placed) {
    const place = Math.floor(band(y));
    const cell = cells.get(`${x}/${place}`) ?? { x, band: place, names: [] };
    cell.names.push(name);
    cells.set(`${x}/${place}`, cell);
  }
  return [...cells.values()].map(({ x, band: place, names }) => ({
    x,
    y: band.invert(place + 0.5),
    count: names.length,
    label: labelOf(names),
    name: x === 1 ? shortLabelOf(names) : undefined,
  }));
}

type Placed = Pick<CriticalPoint, 'registryId' | 'name'> & { x: number; y: number };

/** A link for each package that has its place for itself; one spot for all that share theirs. */
function dots(placed: readonly Placed[], nameOf: (registryId: number) => string): Spot[] {
  const places = new Map<string, Placed[]>();
  for (const point of placed) {
    const key = `${point.x}/${point.y}`;
    places.set(key, [...(places.get(key) ?? []), point]);
  }
  return [...places.values()].flatMap(points => {
    const [first] = points;
    if (!first) return [];
    const { x, y, name, registryId } = first;
    const spot = { x, y, count: points.length, label: labelOf(points.map(point => point.name)) };
    return points.length === 1 ? { ...spot, href: paths.package(nameOf(registryId), name) } : spot;
  });
}

function labelOf(names: readonly string[]): string {
  const first = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${first} and ${formatNumber(names.length - 3)} more` : first;
}

function shortLabelOf([first = '', ...rest]: readonly string[]): string {
  const name = first.length > LONGEST_NAME ? `${first.slice(0, LONGEST_NAME)}…` : first;
  return rest.length === 0 ? name : `${name} +${formatNumber(rest.length)}`;
}
