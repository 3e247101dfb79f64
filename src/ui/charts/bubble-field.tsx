import { countOf, formatCompact } from '../format/numbers.ts';
import { pixels } from './frame.tsx';
import { packCircles } from './pack-circles.ts';

export interface Bubble {
  label: string;
  value: number;
  href: string;
}

const LARGEST = 92;
const SMALLEST = 7;
const GAP = 5;
/** Width of a character of the label in pixels, a little more than average. */
const CHARACTER = 7.4;

/**
 * Things whose area is their value, each a link. Smaller ones show their name on hover and to screen readers only.
 *
 * @param unit what the values count, in the singular
 */
export function BubbleField({
  bubbles,
  label,
  unit,
}: {
  bubbles: readonly Bubble[];
  label: string;
  unit: string;
}) {
  const sorted = bubbles.toSorted((a, b) => b.value - a.value);
  const largest = Math.sqrt(sorted[0]?.value ?? 1);
  const radii = sorted.map(({ value }) => Math.max(SMALLEST, (Math.sqrt(value) / largest) * LARGEST));
  const circles = packCircles(radii, GAP);
  const left = Math.min(...circles.map(c => c.x - c.r)) - 2;
  const top = Math.min(...circles.map(c => c.y - c.r)) - 2;
  const width = Math.max(...circles.map(c => c.x + c.r)) + 2 - left;
  const height = Math.max(...circles.map(c => c.y + c.r)) + 2 - top;
  return (
    <svg class="bubbles" viewBox={[left, top, width, height].map(pixels).join(' ')}>
      <title>{label}</title>
      {sorted.map(({ label: name, value, href }, index) => {
        const circle = circles[index];
        if (!circle) return null;
        const room = circle.r * 2 - 8;
        return (
          <a key={href} href={href} aria-label={`${name}: ${countOf(value, unit)}`}>
            <circle class="bubble" cx={pixels(circle.x)} cy={pixels(circle.y)} r={pixels(circle.r)}>
              <title>{`${name}: ${countOf(value, unit)}`}</title>
            </circle>
            {name.length * CHARACTER <= room && (
              <text x={pixels(circle.x)} y={pixels(circle.y)} dy={circle.r > 40 ? '-0.1em' : '0.35em'}>
                {name}
              </text>
            )}
            {circle.r > 40 && (
              <text class="bubble-value" x={pixels(circle.x)} y={pixels(circle.y)} dy="1.3em">
                {formatCompact(value)}
              </text>
            )}
          </a>
        );
      })}
    </svg>
  );
}
