/** Changelogs by version, in whatever form people keep them. */
import { dateIn, type VersionHeading, versionHeading } from './changelog-headings.ts';
import { ruleOf } from './markup/rst.ts';

export interface VersionNotes {
  version: string;
  /** `YYYY-MM-DD`, or null where it is not stated. */
  date: string | null;
  /** What stands between this heading and the next one of a version, without empty lines around it. */
  text: string;
}

/** Longest heading with its marks, in characters. */
const MAX_MARKED = 1000;

interface Heading extends VersionHeading {
  /** The first line of the heading and the one after its last. */
  start: number;
  end: number;
  /** Depth of a heading that is marked as one; null for a line without marks. */
  level: number | null;
}

/**
 * The notes of each version in the order of the text: Keep a Changelog, conventional-changelog, underlined headings,
 * reStructuredText, AsciiDoc, RDoc, Debian's changelogs, GNU's NEWS and plain lines. Notes of a version that comes twice are
 * joined. Empty where no version is found.
 */
export function versionNotes(text: string): VersionNotes[] {
  const lines = text.split('\n');
  const headings = headingsOf(lines);
  const notes = new Map<string, VersionNotes>();
  for (const [index, heading] of headings.entries()) {
    const body = lines.slice(heading.end, headings[index + 1]?.start ?? lines.length);
    const date = heading.date ?? dateBelow(body);
    const own = trimmed(index === headings.length - 1 ? withoutReferences(body) : body).join('\n');
    const known = notes.get(heading.version);
    if (known === undefined) notes.set(heading.version, { version: heading.version, date, text: own });
    else {
      known.text = [known.text, own].filter(part => part !== '').join('\n\n');
      known.date ??= date;
    }
  }
  return [...notes.values()];
}

/** Marked headings if any names a version, else lines of their own, else Debian's. */
function headingsOf(lines: string[]): Heading[] {
  const marked: Heading[] = [];
  const bare: Heading[] = [];
  let isFenced = false;
  let previousBlank = true;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^\s{0,3}(?:```|~~~)/.test(line)) isFenced = !isFenced;
    const isBlank = line.trim() === '';
    if (!isFenced && !isBlank) {
      const found = markedAt(lines, at);
      if (found !== null) {
        marked.push(found);
        at = found.end - 1;
      } else if (previousBlank && /^\S/.test(line)) {
        const debian = debianHeading(line, lines, at);
        const own = debian ?? plainHeading(line);
        if (own !== null) bare.push({ ...own, start: at, end: at + 1, level: null });
      }
    }
    previousBlank = isBlank;
  }
  if (marked.length === 0) return bare;
  // A heading such as `Upgrading from 1.2` deeper than the others speaks of a version; it does not begin one.
  const top = marked.reduce((least, { level }) => Math.min(least, level ?? 0), Number.POSITIVE_INFINITY);
  return marked.filter(({ isPlain, level }) => isPlain || level === top);
}

/** `## 1.2`, `== 1.2`, or a line under or between lines of one character. */
function markedAt(lines: string[], at: number): Heading | null {
  const line = lines[at] ?? '';
  if (line.length > MAX_MARKED) return null;
  const marks = /^ {0,3}(#{1,6}|={1,6}|\*{2}(?=[^*]))\s*(\S.*)$/.exec(line);
  if (marks !== null && ruleOf(line) === null) {
    const isBold = marks[1] === '**';
    // Bold text is a heading where it is all of the line.
    if (isBold && !/\*\*:?\s*(?:\([^()]*\))?\s*$/.test(line.slice(3))) return null;
    const found = versionHeading((marks[2] ?? '').replace(/[\s#=]+$/, ''));
    return found === null
      ? null
      : { ...found, start: at, end: at + 1, level: isBold ? 6 : (marks[1] ?? '').length };
  }
  const over = ruleOf(line);
  const isOver = over !== null && line.trim().length >= 3 && ruleOf(lines[at + 2] ?? '') === over;
  const text = isOver ? (lines[at + 1] ?? '') : line;
  const under = isOver ? over : ruleOf(lines[at + 1] ?? '');
  if (under === null || (over !== null && !isOver) || (lines[at + 1] ?? '').trim().length < 2) return null;
  const found = versionHeading(text.trim());
  if (found === null) return null;
  return { ...found, start: at, end: at + (isOver ? 3 : 2), level: '=#*'.includes(under) ? 1 : 2 };
}

function plainHeading(line: string): VersionHeading | null {
  const found = versionHeading(line.replace(/^[*-]\s+/, ''));
  return found?.isPlain ? found : null;
}

/** `name (1.2-3) unstable; urgency=low`, its date at the end of its entry. deb-changelog(5) */
function debianHeading(line: string, lines: string[], at: number): VersionHeading | null {
  const found = /^[A-Za-z0-9][A-Za-z0-9+.-]{0,100} \(([^()\s]{1,100})\)[^;]{0,200};/.exec(line);
  if (found === null) return null;
  let date: string | null = null;
  for (let next = at + 1; next < lines.length && !/^\S/.test(lines[next] ?? ''); next++) {
    const text = lines[next] ?? '';
    if (text.startsWith(' -- ')) date = dateIn(text.slice(text.lastIndexOf('>') + 1));
  }
  return { version: found[1] ?? '', date, isPlain: true };
}

/** `Released 2020-01-31`, or nothing but a date, in the first lines below the heading. */
function dateBelow(body: string[]): string | null {
  for (const line of body.filter(text => text.trim() !== '').slice(0, 2)) {
    if (line.length > 100) continue;
    const text = line.replace(/[*_`>()]/g, ' ').trim();
    if (/^(?:release|released|date)\b/i.test(text) || /^[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}$/.test(text)) {
      const date = dateIn(text);
      if (date !== null) return date;
    }
  }
  return null;
}

/** Without the link definitions that such files end with. */
function withoutReferences(body: string[]): string[] {
  let end = body.length;
  while (end > 0 && /^(?:\[[^\]]{1,200}\]:\s|\s*$)/.test(body[end - 1] ?? '')) end--;
  return body.slice(0, end);
}

function trimmed(lines: string[]): string[] {
  let start = 0;
  let end = lines.length;
  while (start < end && lines[start]?.trim() === '') start++;
  while (end > start && lines[end - 1]?.trim() === '') end--;
  return lines.slice(start, end).map(line => line.trimEnd());
}
