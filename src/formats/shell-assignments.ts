/**
 * The variables that a shell script sets (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html, arrays as in Bash),
 * read without running it: PKGBUILD, APKBUILD and ebuilds state what they need in variables. One pass, linear in the text.
 *
 * Read are assignments that begin a line. Quotes and comments are understood, here-documents passed over; what `$` or a backtick puts
 * in stays as written.
 */
import { UpstreamError } from '../core/errors.ts';

export interface ShellAssignment {
  name: string;
  /** `name+=value`. */
  appends: boolean;
  /** The words of an array, or the one word of a plain variable, without quotes. */
  words: ShellWord[];
  /** The function around it; null at the top. */
  within: string | null;
  /** From 1. */
  line: number;
}

export interface ShellWord {
  text: string;
  /** From 1. */
  line: number;
}

const MAX_LENGTH = 8 * 1024 * 1024;
const MAX_ASSIGNMENTS = 100_000;
const ASSIGNMENT = /([A-Za-z_][A-Za-z0-9_]*)(\+?)=/y;
const FUNCTION = /(?:function[ \t]+)?([A-Za-z_][A-Za-z0-9_.+-]*)[ \t]*\([ \t]*\)/y;

interface Reader {
  text: string;
  at: number;
  line: number;
}

/** In the order of the text. @throws UpstreamError `too-large` beyond 8 MiB or 100,000 assignments. `what` names the file. */
export function shellAssignments(text: string, what: string): ShellAssignment[] {
  if (text.length > MAX_LENGTH)
    throw new UpstreamError('too-large', `${what}: more than ${MAX_LENGTH} characters`);
  const found: ShellAssignment[] = [];
  const reader: Reader = { text, at: 0, line: 1 };
  let within: string | null = null;
  while (reader.at < text.length) {
    skipBlanks(reader);
    const { at, line } = reader;
    if (text[at] === '}') within = null;
    ASSIGNMENT.lastIndex = at;
    const match = ASSIGNMENT.exec(text);
    if (match) {
      reader.at = ASSIGNMENT.lastIndex;
      const words = text[reader.at] === '(' ? readArray(reader) : [{ text: readWord(reader), line }];
      found.push({ name: match[1] as string, appends: match[2] === '+', words, within, line });
      if (found.length > MAX_ASSIGNMENTS)
        throw new UpstreamError('too-large', `${what}: more than ${MAX_ASSIGNMENTS} assignments`);
    } else if (within === null) {
      FUNCTION.lastIndex = at;
      const named = FUNCTION.exec(text);
      if (named) {
        within = named[1] as string;
        reader.at = FUNCTION.lastIndex;
      }
    }
    skipLine(reader);
  }
  return found;
}

/** Passes over the rest of a line, quotes that go over several lines and the here-documents that it begins. */
function skipLine(reader: Reader): void {
  const { text } = reader;
  let document: string | null = null;
  while (reader.at < text.length) {
    const character = text[reader.at] as string;
    if (character === '\n') {
      reader.at++;
      reader.line++;
      break;
    }
    if (character === '#' && isBlank(text.charCodeAt(reader.at - 1))) reader.at = lineEnd(text, reader.at);
    else if (character === '"' || character === "'" || character === '\\') readQuoted(reader);
    else if (text.startsWith('<<', reader.at) && text[reader.at + 2] !== '<') {
      reader.at += text[reader.at + 2] === '-' ? 3 : 2;
      skipBlanks(reader);
      document = readWord(reader);
    } else reader.at++;
  }
  if (document !== null && document !== '') skipDocument(reader, document);
}

function skipDocument(reader: Reader, delimiter: string): void {
  const { text } = reader;
  while (reader.at < text.length) {
    const end = lineEnd(text, reader.at);
    const isEnd = text.slice(reader.at, end).trim() === delimiter;
    reader.at = end + 1;
    reader.line++;
    if (isEnd) return;
  }
}

/** The words between `(` and `)`; where none closes it, all that follow. */
function readArray(reader: Reader): ShellWord[] {
  const { text } = reader;
  const words: ShellWord[] = [];
  reader.at++;
  while (reader.at < text.length && text[reader.at] !== ')') {
    const character = text[reader.at] as string;
    if (character === '\n') {
      reader.line++;
      reader.at++;
    } else if (isBlank(character.charCodeAt(0))) reader.at++;
    else if (character === '#') reader.at = lineEnd(text, reader.at);
    else {
      const { at, line } = reader;
      words.push({ text: readWord(reader), line });
      // A sign that begins no word, such as `;`.
      if (reader.at === at) {
        words.pop();
        reader.at++;
      }
    }
  }
  reader.at++;
  return words;
}

/** A word without its quotes, up to a blank or a sign of the shell. */
function readWord(reader: Reader): string {
  const { text } = reader;
  const pieces: string[] = [];
  while (reader.at < text.length) {
    const character = text[reader.at] as string;
    const code = character.charCodeAt(0);
    if (isBlank(code) || ';&|()<>'.includes(character)) {
      // `<` and `>` may stand in a word of an array without quotes only by mistake, yet people do write `a>=1`.
      if ((character !== '<' && character !== '>') || pieces.length === 0) break;
    }
    if (character === '"' || character === "'" || character === '\\') pieces.push(readQuoted(reader));
    else if (character === '$' && (text[reader.at + 1] === '{' || text[reader.at + 1] === '('))
      pieces.push(readExpansion(reader));
    else {
      const start = reader.at++;
      while (reader.at < text.length && isPlain(text.charCodeAt(reader.at))) reader.at++;
      pieces.push(text.slice(start, reader.at));
    }
  }
  return pieces.join('');
}

/** `"..."`, `'...'` or one character behind a backslash. What is not closed goes to the end. */
function readQuoted(reader: Reader): string {
  const { text } = reader;
  const quote = text[reader.at] as string;
  const start = ++reader.at;
  if (quote === '\\') {
    if (text[start] === '\n') reader.line++;
    reader.at = Math.min(start + 1, text.length);
    return text[start] === '\n' ? '' : text.slice(start, reader.at);
  }
  for (; reader.at < text.length; reader.at++) {
    const character = text[reader.at];
    if (character === '\n') reader.line++;
    else if (character === '\\' && quote === '"') {
      reader.at++;
      if (text[reader.at] === '\n') reader.line++;
    } else if (character === quote) break;
  }
  const value = text.slice(start, Math.min(reader.at, text.length));
  reader.at = Math.min(reader.at + 1, text.length);
  return quote === '"' && value.includes('\\') ? value.replace(/\\(\n|["\\$`])/g, unescapedCharacter) : value;
}

function unescapedCharacter(_: string, character: string): string {
  return character === '\n' ? '' : character;
}

/** `${...}` or `$(...)` as written. */
function readExpansion(reader: Reader): string {
  const { text } = reader;
  const start = reader.at;
  const [open, close] = text[start + 1] === '{' ? ['{', '}'] : ['(', ')'];
  let depth = 0;
  for (reader.at = start + 1; reader.at < text.length; reader.at++) {
    const character = text[reader.at];
    if (character === '\n') reader.line++;
    if (character === open) depth++;
    else if (character === close && --depth === 0) break;
  }
  reader.at = Math.min(reader.at + 1, text.length);
  return text.slice(start, reader.at);
}

function skipBlanks(reader: Reader): void {
  while (reader.text[reader.at] === ' ' || reader.text[reader.at] === '\t') reader.at++;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Blanks and line ends; nothing before the text counts as one. */
function isBlank(code: number): boolean {
  return code <= 0x20 || Number.isNaN(code);
}

/** Characters that neither end a word nor mean something in it. */
function isPlain(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 43 && code <= 58) ||
    code === 61 ||
    code === 95 ||
    code > 127
  );
}
