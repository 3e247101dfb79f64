/** Circles side by side without overlap, the largest in the middle. */

export interface Circle {
  x: number;
  y: number;
  r: number;
}

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
const STEP = 1.5;

/**
 * Places circles one after the other at the free spot nearest to the middle of a slowly turning spiral. Deterministic; the
 * time grows with the square of their number.
 *
 * @param radii positive, largest first
 * @param gap least distance between two of them
 */
export function packCircles(radii: readonly number[], gap: number): Circle[] {
  const placed: Circle[] = [];
  for (const [index, r] of radii.entries()) {
    for (let step = 0; ; step++) {
      const distance = STEP * Math.sqrt(step) * 2;
      const angle = step * GOLDEN_ANGLE + index;
      const x = Math.cos(angle) * distance * 1.15;
      const y = Math.sin(angle) * distance;
      const isFree = placed.every(other => Math.hypot(other.x - x, other.y - y) >= other.r + r + gap);
      if (!isFree) continue;
      placed.push({ x, y, r });
      break;
    }
  }
  return placed;
}
