/** The versions that start like a conda version (`=1.8`, `1.8.*`): an interval, but with ends that are no versions. */
import type { Bound, Interval } from '../../intervals.ts';
import { isDigit } from '../../numeric.ts';
import { type CondaAtom, type CondaComponent, type CondaVersion, parseVersion } from './conda-version.ts';

/** Before everything that goes on after the same atoms. */
const FIRST = '';
/** After every character of a version. */
const LAST = '\x7f';

/**
 * `1.8` takes 1.8, 1.8.1, 1.8rc1 and not 1.80; `1.8a` takes 1.8a1 and 1.8alpha; `1.8+4` takes 1.8+4.5. All that is
 * before the last atom has to be equal, so that what starts like it lies together in the order.
 */
export function startingWith(prefix: CondaVersion): Interval<CondaVersion> {
  const lists = prefix.local.length > 0 ? prefix.local : prefix.components;
  const before = lists.slice(0, -1);
  const last = lists.at(-1) as CondaComponent;
  const at = (component: CondaComponent): CondaVersion =>
    prefix.local.length > 0
      ? { ...prefix, local: [...before, component] }
      : { ...prefix, components: [...before, component] };
  return {
    lower: { version: at([...last, FIRST]), text: prefix.text, inclusive: true },
    upper: { version: at([...after(last), FIRST]), text: textAfter(prefix), inclusive: false },
  };
}

/** The atoms after all that start with these. Nothing is beyond `post`, so the atom before it moves on. */
function after(atoms: CondaComponent): CondaAtom[] {
  const last = atoms.at(-1) as CondaAtom;
  const rest = atoms.slice(0, -1);
  if (typeof last === 'string') return [...rest, last + LAST];
  return last === Number.POSITIVE_INFINITY ? nextAfter(rest) : [...rest, addOne(last)];
}

/** The least atoms above all that begin with these and go on. */
function nextAfter(atoms: CondaComponent): CondaAtom[] {
  const last = atoms.at(-1) as CondaAtom;
  const rest = atoms.slice(0, -1);
  if (typeof last === 'string') return [...rest, `${last}\0`];
  return last === Number.POSITIVE_INFINITY ? nextAfter(rest) : [...rest, addOne(last)];
}

function addOne(value: number | bigint): number | bigint {
  if (typeof value === 'bigint') return value + 1n;
  return value < Number.MAX_SAFE_INTEGER ? value + 1 : BigInt(value) + 1n;
}

/** The end as it can be written: `1.9` for `1.8`, `1.8b` for `1.8a`, else the release that all of them come before. */
function textAfter({ text }: CondaVersion): string {
  const number = /(?:^|[^0-9])([0-9]{1,400})$/.exec(text);
  const counted = number?.[1];
  if (counted !== undefined)
    return text.slice(0, text.length - counted.length) + String(BigInt(counted) + 1n);
  const letter = text.charCodeAt(text.length - 1);
  const next = text.slice(0, -1) + String.fromCharCode(letter + 1);
  if (letter >= 0x61 && letter < 0x7a && !/(?:dev|post)$/.test(text) && parseVersion(next) !== null)
    return next;
  let end = text.length;
  while (end > 0 && !isDigit(text.charCodeAt(end - 1))) end--;
  const release = text.slice(0, end);
  return parseVersion(release) === null ? text : release;
}

/** A bound at a version itself. */
export function boundAt(version: CondaVersion, inclusive: boolean): Bound<CondaVersion> {
  return { version, text: version.text, inclusive };
}
