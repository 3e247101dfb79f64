/** Lines of a changelog that begin the part of a version. */

export interface VersionHeading {
  version: string;
  /** `YYYY-MM-DD`, or null where the heading has none. */
  date: string | null;
  /** True where nothing but the version, a word for it and a date stand in the heading. */
  isPlain: boolean;
}

/** Words that may stand before a version in a line without any markup. */
const WORDS = [
  'version',
  'release',
  'released',
  'changes',
  'changelog',
  'news',
  'in',
  'for',
  'new',
  "what's",
  'whats',
  'since',
  'v',
  'ver',
];
const UNRELEASED = ['unreleased', 'upcoming', 'next', 'head', 'main', 'master', 'develop', 'dev', 'tbd'];
/** A longer line is a sentence. */
const MAX_LINE = 300;

/**
 * What a heading says, without the marks of its language: `[1.2.0] - 2020-01-31`, `v1.2 (January 31, 2020)`,
 * `Version 1.2`, `[1.2.0](https://...) (2020-01-31)`, `package 1.2.0`, `Unreleased`. Null where it names no version.
 */
export function versionHeading(line: string): VersionHeading | null {
  if (line.length > MAX_LINE) return null;
  const text = withoutMarkup(line);
  const words = text.split(/[\s,;:()[\]/|]+/).filter(word => word !== '');
  const date = dateIn(text);
  const first = (words[0] ?? '').toLowerCase();
  if (UNRELEASED.includes(first) && words.length <= 4) {
    return { version: words[0] ?? '', date, isPlain: words.length === 1 };
  }
  for (const [index, word] of words.slice(0, 6).entries()) {
    const said = (words[index - 1] ?? '').toLowerCase();
    const version = versionIn(word, ['version', 'release'].includes(said));
    // A date may be written with dots; then it is no version, unless there is nothing else.
    if (version === null || (isDottedDate(version) && words.length > 1 && index > 0)) continue;
    const before = words.slice(0, index).map(text => text.toLowerCase());
    const rest = text.slice(text.indexOf(word) + word.length);
    return {
      version,
      date,
      isPlain: before.every(text => WORDS.includes(text)) && isDateOrLittle(rest),
    };
  }
  return null;
}

/** `v` is left away. A single number is a version only where a word says so. */
function versionIn(word: string, isSaid: boolean): string | null {
  const bare = word.replace(/^[vV](?=[0-9])/, '').replace(/[.:]+$/, '');
  if (!/^[0-9]/.test(bare) || bare.length > 64 || !/^[0-9A-Za-z.+~_-]+$/.test(bare)) return null;
  const hasDot = /^[0-9]+\.[0-9xX]/.test(bare);
  if (/^[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?$/.test(bare)) return null;
  if (hasDot) return bare;
  return (isSaid || word !== bare) && /^[0-9]{1,8}(?:-[0-9A-Za-z.]+)?$/.test(bare) ? bare : null;
}

function isDottedDate(version: string): boolean {
  return /^(?:19|20)[0-9]{2}\.[01]?[0-9]\.[0-3]?[0-9]$/.test(version);
}

/** What may follow a version in a heading of its own: nothing, a date, or a few words in brackets. */
function isDateOrLittle(rest: string): boolean {
  if (dateIn(rest) !== null) return rest.length <= 80;
  const words = rest.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '');
  return words.length === 0 || (words.length <= 4 && /^[\s\])]*[-–—:(["“]/.test(rest));
}

/** Without the marks of emphasis, and with links as their texts. */
function withoutMarkup(line: string): string {
  let text = line;
  // `[1.2.0](https://...)`: the first one is the version.
  const close = text.indexOf('](');
  if (close !== -1) {
    const end = text.indexOf(')', close);
    if (end !== -1) text = text.slice(0, close) + text.slice(end + 1);
  }
  return text
    .replace(/[*`[\]]/g, ' ')
    .replace(/(^|\s)_+|_+(\s|$)/g, ' ')
    .replace(/<[^<>]{0,200}>/g, ' ')
    .trim();
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The first date of a text as `YYYY-MM-DD`: year, month, day in numbers, or with the month as an English word. */
export function dateIn(text: string): string | null {
  const numbers = /(?:^|[^0-9])((?:19|20)[0-9]{2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9.])/.exec(text);
  if (numbers !== null) return isoDate(Number(numbers[1]), Number(numbers[2]), Number(numbers[3]));
  const words = text.toLowerCase().split(/[^a-z0-9]+/);
  for (const [index, word] of words.entries()) {
    const month = MONTHS.indexOf(word.slice(0, 3)) + 1;
    if (month === 0 || !isMonth(word)) continue;
    const before = dayOf(words[index - 1]);
    const after = dayOf(words[index + 1]);
    if (before !== null && yearOf(words[index + 1]) !== null)
      return isoDate(yearOf(words[index + 1]) ?? 0, month, before);
    if (after !== null && yearOf(words[index + 2]) !== null)
      return isoDate(yearOf(words[index + 2]) ?? 0, month, after);
  }
  return null;
}

function isMonth(word: string): boolean {
  return /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/.test(
    word,
  );
}

function dayOf(word: string | undefined): number | null {
  const found = /^([0-9]{1,2})(?:st|nd|rd|th)?$/.exec(word ?? '');
  return found === null ? null : Number(found[1]);
}

function yearOf(word: string | undefined): number | null {
  return /^(?:19|20)[0-9]{2}$/.test(word ?? '') ? Number(word) : null;
}

/** Null for a day that no calendar has. */
function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}
