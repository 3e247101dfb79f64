/**
 * Versions as conda orders them: https://docs.conda.io/projects/conda/en/stable/user-guide/concepts/pkg-specs.html#version-ordering
 * and https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html.
 */
import { compareText, isDigit, numeric } from '../../numeric.ts';
import { spellWord, stageOf } from './pre-release-words.ts';

/**
 * Numbers beyond 15 digits are bigints. `post` is infinity and `dev` is `DEV`, which places them above all numbers and
 * below all letters. The empty text is in no version; bounds use it as what comes before everything.
 */
export type CondaAtom = number | bigint | string;
export type CondaComponent = readonly CondaAtom[];

export interface CondaVersion {
  /** In lower case, `-` written as `_`. */
  text: string;
  /** The epoch, then what dots and underscores separate; each starts with a number, if need be with 0. */
  components: readonly CondaComponent[];
  /** After `+`, alike. */
  local: readonly CondaComponent[];
}

const VALID = /^[*.+!_0-9a-z]+$/;
const NOTHING: CondaComponent = [];

/** Null for what is no version. Linear in the length of the text. */
export function parseVersion(written: string): CondaVersion | null {
  const lower = written.trim().toLowerCase();
  const text = lower.includes('-') && !lower.includes('_') ? lower.replaceAll('-', '_') : lower;
  if (!VALID.test(text)) return null;
  const bang = text.indexOf('!');
  const epoch = bang === -1 ? '0' : text.slice(0, bang);
  const [main = '', local, ...others] = text.slice(bang + 1).split('+');
  if (!isNumber(epoch) || main === '' || others.length > 0 || main.includes('!')) return null;
  const components = readComponents(main, true);
  const locals = local === undefined ? [] : readComponents(local, false);
  if (components === null || locals === null) return null;
  return { text, components: [[atomOf(epoch)], ...components], local: locals };
}

/** Null where one is empty. An underscore at the end belongs to the last one: it sorts right below letters. */
function readComponents(text: string, keepsUnderscore: boolean): CondaComponent[] | null {
  const hasUnderscore = keepsUnderscore && text.endsWith('_');
  const parts = (hasUnderscore ? text.slice(0, -1) : text).replaceAll('_', '.').split('.');
  if (hasUnderscore) parts.push(`${parts.pop()}_`);
  const components = parts.map(readComponent);
  return components.includes(NOTHING) ? null : components;
}

/** Runs of digits, of stars, and of anything else. */
function readComponent(part: string): CondaComponent {
  if (part === '') return NOTHING;
  const atoms: CondaAtom[] = isDigit(part.charCodeAt(0)) ? [] : [0];
  for (let at = 0; at < part.length; ) {
    const kind = kindAt(part, at);
    let end = at + 1;
    while (end < part.length && kindAt(part, end) === kind) end++;
    atoms.push(atomOf(part.slice(at, end)));
    at = end;
  }
  return atoms;
}

function kindAt(text: string, at: number): 'digit' | 'star' | 'word' {
  if (isDigit(text.charCodeAt(at))) return 'digit';
  return text[at] === '*' ? 'star' : 'word';
}

function atomOf(run: string): CondaAtom {
  if (run === 'post') return Number.POSITIVE_INFINITY;
  if (run === 'dev') return 'DEV';
  if (!isDigit(run.charCodeAt(0))) return run;
  const value = numeric(run);
  return typeof value === 'number' ? value : BigInt(value);
}

function isNumber(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!isDigit(text.charCodeAt(at))) return false;
  return text !== '';
}

export function orderVersions(a: CondaVersion, b: CondaVersion): number {
  return orderComponents(a.components, b.components) || orderComponents(a.local, b.local);
}

/** What is missing is 0, in components and in atoms: `1.1` is `1.1.0`. */
function orderComponents(a: readonly CondaComponent[], b: readonly CondaComponent[]): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = i < a.length ? (a[i] as CondaComponent) : NOTHING;
    const right = i < b.length ? (b[i] as CondaComponent) : NOTHING;
    const atoms = Math.max(left.length, right.length);
    for (let j = 0; j < atoms; j++) {
      const x = j < left.length ? (left[j] as CondaAtom) : 0;
      const y = j < right.length ? (right[j] as CondaAtom) : 0;
      if (x !== y) return orderAtoms(x, y);
    }
  }
  return 0;
}

/** Text below numbers. */
function orderAtoms(a: CondaAtom, b: CondaAtom): number {
  if (typeof a === 'string') return typeof b === 'string' ? compareText(a, b) : -1;
  if (typeof b === 'string') return 1;
  return a < b ? -1 : 1;
}

/** conda has no pre-releases, only an order for their words: `1.0a1`, `1.0rc`, `1.0.dev3`. A lone `1.0.1a` is a release. */
export function isPrerelease({ components }: CondaVersion): boolean {
  return components.some(component =>
    component.some((atom, i) => {
      if (typeof atom !== 'string') return false;
      const isBeforeDigit = typeof component[i + 1] === 'number';
      return stageOf(spellWord(atom.toLowerCase(), isBeforeDigit)) !== null;
    }),
  );
}
