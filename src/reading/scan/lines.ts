/** Where in a manifest packages stand. */

/** Places of one word that are looked at: the first ones name packages, however often a word is used below. */
const MAX_PLACES = 1_000;
const FOLDER = 'node_modules/';

/**
 * Reads a text once, and tells of each name the first line, from 1, on which it stands as a word of its own: not as a part of a
 * longer name. Of a name with a group (`org.example:thing`) whose whole stands nowhere, the line of its last part. Names that
 * stand nowhere are left out, and those of other than letters, digits and `_.-/:@`.
 */
export function linesOfNames(text: string, names: Iterable<string>): Map<string, number> {
  const wanted = [...new Set(names)].map(name => ({ name, last: lastPart(name) }));
  const places = new Map(wanted.map(({ last }): [string, number[]] => [last, []]));
  for (const { 0: word, index } of text.matchAll(/[\w.-]+/g)) {
    const list = places.get(word);
    if (list !== undefined && list.length < MAX_PLACES) list.push(index);
  }
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lines = new Map<string, number>();
  for (const { name, last } of wanted) {
    const lead = name.length - last.length;
    const found = places.get(last) ?? [];
    const whole = found.filter(
      place => text.startsWith(name, place - lead) && !isInName(text[place - lead - 1]),
    );
    // An npm lockfile names a package where others require it, too: its own entry is its folder.
    const folder = whole.find(place => text.startsWith(FOLDER, place - lead - FOLDER.length));
    const at = folder ?? whole[0] ?? found[0];
    if (at !== undefined) lines.set(name, lineAt(starts, at));
  }
  return lines;
}

function lastPart(name: string): string {
  return name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
}

/** Characters with which a name would go on. `node_modules/` ends before a name begins. */
function isInName(sign: string | undefined): boolean {
  return sign !== undefined && /[\w.-]/.test(sign);
}

function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
