/**
 * Which licences a text holds. A text and a licence are compared as multisets of pairs of neighbouring words by the Sørensen–Dice
 * coefficient, 2·|A∩B| / (|A|+|B|); a licence that is only part of a longer text is looked for in the stretch of it that has most
 * of the licence's pairs.
 */
import { corpus, type Template } from './corpus.ts';
import { wordsOf } from './words.ts';

export interface LicenseMatch {
  /** SPDX identifier. Of several with the same text (`-only`, `-or-later`) the first. */
  id: string;
  /** Further identifiers with the same text: the text does not tell which is meant. */
  alternatives: string[];
  name: string;
  /** The coefficient in per cent, rounded down to one decimal: 100 only for the same words. */
  confidence: number;
  /** Words of the text from which and up to which (exclusive) the licence stands, and how many there are in all. */
  from: number;
  to: number;
  of: number;
}

/** Below this, in per cent, two texts are held to be different. */
export const LEAST_CONFIDENCE = 90;
/** Parts of a licence's pairs that a text must have to be looked at more closely. */
const LEAST_SHARE = 0.8;
const MOST_CANDIDATES = 40;
const MOST_MATCHES = 50;
/** Licences so short that their words occur by chance are only found as a whole text. */
const SHORT = 12;

/** Best match first; matches do not overlap. */
export function matchText(text: string): LicenseMatch[] {
  const words = wordsOf(text);
  if (words.length < 2) return [];
  const { templates } = corpus();
  const pairs = pairNumbers(words);
  const found: LicenseMatch[] = [];
  const candidates = candidatesOf(pairs)
    .map(position => placed(templates[position] as Template, pairs))
    .filter(match => match !== null)
    .sort((a, b) => b.confidence - a.confidence || b.to - b.from - (a.to - a.from));
  for (const match of candidates) {
    if (found.length >= MOST_MATCHES) break;
    if (!found.some(other => overlap(match, other))) found.push(match);
  }
  return found;
}

/** Two licences side by side may share some words at their edges. */
function overlap(a: LicenseMatch, b: LicenseMatch): boolean {
  const shared = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return shared > Math.min(a.to - a.from, b.to - b.from) / 10;
}

/** The number of each pair of words; -1 for those that no licence has. */
function pairNumbers(words: readonly string[]): Int32Array {
  const { pairOf } = corpus();
  const pairs = new Int32Array(words.length - 1);
  for (let i = 0; i < pairs.length; i++) pairs[i] = pairOf(words[i] as string, words[i + 1] as string) ?? -1;
  return pairs;
}

/** Positions of templates most of whose pairs are in the text, those with the most first. */
function candidatesOf(pairs: Int32Array): number[] {
  const { having, templates } = corpus();
  const counts = new Map<number, number>();
  for (const pair of pairs) if (pair >= 0) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  const shared = new Float64Array(templates.length);
  for (const [pair, count] of counts)
    for (const position of having[pair] ?? [])
      shared[position] = (shared[position] ?? 0) + Math.min(count, templates[position]?.pairs.get(pair) ?? 0);
  const enough: [number, number][] = [];
  for (const [position, count] of shared.entries()) {
    const { size } = templates[position] as Template;
    if (size === 0 || count / size < LEAST_SHARE) continue;
    if (size < SHORT && size * 2 < pairs.length) continue;
    enough.push([position, count]);
  }
  enough.sort((a, b) => b[1] - a[1]);
  return enough.slice(0, MOST_CANDIDATES).map(([position]) => position);
}

/** The template where it stands in the text; null where it does not. */
function placed(template: Template, pairs: Int32Array): LicenseMatch | null {
  const [from, to] = stretch(template, pairs);
  let shared = 0;
  const left = new Map(template.pairs);
  for (let i = from; i < to; i++) {
    const count = left.get(pairs[i] as number) ?? 0;
    if (count === 0) continue;
    left.set(pairs[i] as number, count - 1);
    shared++;
  }
  const dice = (200 * shared) / (template.size + (to - from));
  if (dice < LEAST_CONFIDENCE) return null;
  const [id = '', ...alternatives] = template.ids;
  return {
    id,
    alternatives,
    name: template.name,
    confidence: Math.floor(dice * 10) / 10,
    from,
    to: to + 1,
    of: pairs.length + 1,
  };
}

/** The stretch of the template's length with most of its pairs, without what at its ends is not the template's. */
function stretch({ pairs: own, size }: Template, pairs: Int32Array): [number, number] {
  let from = 0;
  // A little longer than the template: words that copies add must not cost the end.
  const length = Math.min(pairs.length, Math.ceil(size * 1.05) + 2);
  let count = 0;
  for (let i = 0; i < length; i++) if (own.has(pairs[i] as number)) count++;
  let best = count;
  for (let i = length; i < pairs.length; i++) {
    if (own.has(pairs[i] as number)) count++;
    if (own.has(pairs[i - length] as number)) count--;
    if (count > best) {
      best = count;
      from = i - length + 1;
    }
  }
  return trimmed(own, pairs, from, from + length);
}

/** Without the ends in which other pairs outweigh the template's own. */
function trimmed(
  own: ReadonlyMap<number, number>,
  pairs: Int32Array,
  from: number,
  to: number,
): [number, number] {
  let [start, end] = [from, to];
  let score = 0;
  for (let i = from; i < to; i++) {
    score += own.has(pairs[i] as number) ? 1 : -1;
    if (score > 0) continue;
    start = i + 1;
    score = 0;
  }
  score = 0;
  for (let i = to - 1; i >= start; i--) {
    score += own.has(pairs[i] as number) ? 1 : -1;
    if (score > 0) continue;
    end = i;
    score = 0;
  }
  return [start, Math.max(start, end)];
}
