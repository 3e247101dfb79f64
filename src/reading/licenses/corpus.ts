/**
 * The texts of SPDX' licence list as pairs of neighbouring words, ready to be looked for. Built once, on first use: some 700 texts
 * in about a second.
 */
import texts from 'spdx-license-list/full.js';
import { isDeprecatedId } from '../../core/licenses/index.ts';
import { wordsOf } from './words.ts';

export interface Template {
  /** Identifiers whose text this is, current ones first: `GPL-2.0-only`, `GPL-2.0-or-later`. */
  ids: string[];
  name: string;
  /** Numbers of its pairs of words, with how often each occurs. */
  pairs: ReadonlyMap<number, number>;
  /** Of all its pairs. */
  size: number;
  text: string;
}

export interface Corpus {
  templates: Template[];
  /** The number of a pair of words; undefined where no licence has it. */
  pairOf(first: string, second: string): number | undefined;
  /** Which templates have a pair: positions in `templates`. */
  having: readonly (readonly number[])[];
}

let built: Corpus | undefined;

export function corpus(): Corpus {
  built ??= build();
  return built;
}

/** Name and text of a licence; null for an identifier that the list does not have. */
export function licenseText(
  id: string,
): { name: string; text: string; url: string; osiApproved: boolean } | null {
  const found = Object.hasOwn(texts, id) ? texts[id] : undefined;
  if (!found) return null;
  const { name, licenseText: text, url, osiApproved } = found;
  return { name, text, url: url.split('\n')[0] ?? url, osiApproved };
}

/** Where the terms end and advice on how to use them begins, which copies often leave out (Apache, GPL and their kin). */
const END_OF_TERMS = /end of terms and conditions/i;

function build(): Corpus {
  const numbers = new Map<string, number>();
  const byWords = new Map<string, Template>();
  const add = (ids: string[], name: string, text: string) => {
    const words = wordsOf(text);
    const key = words.join(' ');
    const same = byWords.get(key);
    if (same) {
      for (const id of ids) if (!isDeprecatedId(id) && !same.ids.includes(id)) same.ids.push(id);
      return;
    }
    const pairs = new Map<number, number>();
    for (let i = 1; i < words.length; i++) {
      const pair = `${words[i - 1]} ${words[i]}`;
      let number = numbers.get(pair);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(pair, number);
      }
      pairs.set(number, (pairs.get(number) ?? 0) + 1);
    }
    byWords.set(key, { ids: [...ids], name, pairs, size: Math.max(0, words.length - 1), text });
  };
  for (const id of Object.keys(texts).sort(currentFirst)) {
    const { name, licenseText: text } = texts[id] as { name: string; licenseText: string };
    const later = id.replace(/-only$/, '-or-later');
    // The two differ in what projects say beside the text, not in the text.
    if (Object.hasOwn(texts, id.replace(/-or-later$/, '-only')) && id.endsWith('-or-later')) continue;
    const ids = later !== id && Object.hasOwn(texts, later) ? [id, later] : [id];
    add(ids, name, text);
    const end = END_OF_TERMS.exec(text);
    if (end) add(ids, name, text.slice(0, end.index + end[0].length));
  }
  const templates = [...byWords.values()];
  const having: number[][] = Array.from({ length: numbers.size }, () => []);
  for (const [position, { pairs }] of templates.entries())
    for (const number of pairs.keys()) having[number]?.push(position);
  return { templates, pairOf: (first, second) => numbers.get(`${first} ${second}`), having };
}

/** Deprecated identifiers come after those that replace them. */
function currentFirst(a: string, b: string): number {
  return Number(isDeprecatedId(a)) - Number(isDeprecatedId(b)) || (a < b ? -1 : 1);
}
