/** `${property}` in the values of a POM: https://maven.apache.org/pom.html#properties. */

const MAX_DEPTH = 20;
/** For one value, and for all values of one POM. Properties that repeat each other would grow without end. */
const MAX_LENGTH = 20_000;
const MAX_TOTAL = 4_000_000;
const MAX_REPLACEMENTS = 300_000;

/**
 * A function that replaces the properties in a text, as deep as they go. What `lookup` does not know, what names itself, and
 * what grows beyond all measure stays as it is written. Values of one POM share one, and with it the limit of all.
 */
export function interpolator(lookup: (name: string) => string | null): (text: string) => string {
  let total = 0;
  let replacements = 0;
  let length = 0;

  function replaced(value: string, open: readonly string[]): string {
    let result = '';
    let position = 0;
    for (let start = value.indexOf('${'); start !== -1; start = value.indexOf('${', position)) {
      const end = value.indexOf('}', start);
      if (end === -1) break;
      const name = value.slice(start + 2, end);
      const known = open.length < MAX_DEPTH && !open.includes(name) ? lookup(name) : null;
      result += value.slice(position, start);
      position = end + 1;
      replacements += 1;
      length += known?.length ?? 0;
      total += known?.length ?? 0;
      const fits = replacements <= MAX_REPLACEMENTS && length <= MAX_LENGTH && total <= MAX_TOTAL;
      result += known === null || !fits ? value.slice(start, position) : replaced(known, [...open, name]);
    }
    return result + value.slice(position);
  }

  return text => {
    if (!text.includes('${')) return text;
    length = 0;
    return replaced(text, []);
  };
}
