/**
 * The equations of CVSS 2 (https://www.first.org/cvss/v2/guide, 3.2). They stand here because the library that scores the
 * later versions rounds the guide's own first example (3.3.1) to 9.1 instead of 9.2: the product before rounding is 9.15, and
 * a little less in floating point.
 */

const WEIGHTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AV: { L: 0.395, A: 0.646, N: 1 },
  AC: { H: 0.35, M: 0.61, L: 0.71 },
  Au: { M: 0.45, S: 0.56, N: 0.704 },
  C: { N: 0, P: 0.275, C: 0.66 },
  I: { N: 0, P: 0.275, C: 0.66 },
  A: { N: 0, P: 0.275, C: 0.66 },
  E: { U: 0.85, POC: 0.9, F: 0.95, H: 1, ND: 1 },
  RL: { OF: 0.87, TF: 0.9, W: 0.95, U: 1, ND: 1 },
  RC: { UC: 0.9, UR: 0.95, C: 1, ND: 1 },
  CDP: { N: 0, L: 0.1, LM: 0.3, MH: 0.4, H: 0.5, ND: 0 },
  TD: { N: 0, L: 0.25, M: 0.75, H: 1, ND: 1 },
  CR: { L: 0.5, M: 1, H: 1.51, ND: 1 },
  IR: { L: 0.5, M: 1, H: 1.51, ND: 1 },
  AR: { L: 0.5, M: 1, H: 1.51, ND: 1 },
};

const TEMPORAL = ['E', 'RL', 'RC'];
const ENVIRONMENTAL = ['CDP', 'TD', 'CR', 'IR', 'AR'];

/** To one decimal, halves up. What floating point lacks of a half is below the billionth that is added. */
function round(value: number): number {
  return Math.round(value * 10 + 1e-9) / 10;
}

/** The scores of metrics that are valid: `base` of the base metrics, `score` of all that are defined. */
export function scoreCvss2(metrics: Readonly<Record<string, string>>): { base: number; score: number } {
  const weight = (metric: string) => WEIGHTS[metric]?.[metrics[metric] ?? 'ND'] ?? 0;
  const isDefined = (metric: string) => (metrics[metric] ?? 'ND') !== 'ND';

  const exploitability = 20 * weight('AV') * weight('AC') * weight('Au');
  const combined = (c: number, i: number, a: number) => 10.41 * (1 - (1 - c) * (1 - i) * (1 - a));
  const baseOf = (impact: number) =>
    round((0.6 * impact + 0.4 * exploitability - 1.5) * (impact === 0 ? 0 : 1.176));
  const temporalOf = (base: number) => round(base * weight('E') * weight('RL') * weight('RC'));

  const base = baseOf(combined(weight('C'), weight('I'), weight('A')));
  if (ENVIRONMENTAL.some(isDefined)) {
    const adjusted = combined(
      weight('C') * weight('CR'),
      weight('I') * weight('IR'),
      weight('A') * weight('AR'),
    );
    const temporal = temporalOf(baseOf(Math.min(10, adjusted)));
    return { base, score: round((temporal + (10 - temporal) * weight('CDP')) * weight('TD')) };
  }
  return { base, score: TEMPORAL.some(isDefined) ? temporalOf(base) : base };
}
