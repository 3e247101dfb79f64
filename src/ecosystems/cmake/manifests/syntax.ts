/**
 * Commands of CMake: https://cmake.org/cmake/help/latest/manual/cmake-language.7.html#syntax. Nothing is evaluated; `${variable}` stays as
 * written.
 */
import { UpstreamError } from '../../../core/errors.ts';

export interface CmakeCommand {
  /** In lower case: names of commands ignore it. */
  name: string;
  args: string[];
  /** From 1. */
  line: number;
}

const MAX_LENGTH = 8 * 1024 * 1024;
const MAX_ARGUMENTS = 250_000;
const SPACES = ' \t\r\n;';

/** @throws UpstreamError `too-large` for more than 8 MiB or 250,000 arguments. */
export function cmakeCommands(text: string): CmakeCommand[] {
  if (text.length > MAX_LENGTH) throw new UpstreamError('too-large', `more than ${MAX_LENGTH} characters`);
  const commands: CmakeCommand[] = [];
  let line = 1;
  let counted = 0;
  let total = 0;
  let word = '';
  let command: CmakeCommand | null = null;
  /** Parentheses inside of arguments, as conditions have them. */
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const character = text[at] as string;
    if (character === '#') {
      const bracket = bracketAt(text, at + 1);
      at = bracket === null ? lineEnd(text, at) : bracket.end;
    } else if (command === null) {
      const end = wordEnd(text, at);
      if (end > at) {
        word = text.slice(at, end);
        at = end;
        continue;
      }
      if (character === '(' && word !== '') {
        for (; counted < at; counted++) if (text.charCodeAt(counted) === 10) line++;
        command = { name: word.toLowerCase(), args: [], line };
        commands.push(command);
      }
      if (!SPACES.includes(character)) word = '';
      at++;
    } else if (character === '(') {
      depth++;
      at++;
    } else if (character === ')') {
      if (depth > 0) depth--;
      else {
        command = null;
        word = '';
      }
      at++;
    } else if (SPACES.includes(character)) at++;
    else {
      const found = argumentAt(text, at);
      command.args.push(found.value);
      if (++total > MAX_ARGUMENTS)
        throw new UpstreamError('too-large', `more than ${MAX_ARGUMENTS} arguments`);
      at = found.end;
    }
  }
  return commands;
}

function argumentAt(text: string, at: number): { value: string; end: number } {
  const bracket = bracketAt(text, at);
  if (bracket !== null) return bracket;
  if (text[at] === '"') return quotedAt(text, at);
  let end = at;
  while (end < text.length && !' \t\r\n;()#"'.includes(text[end] as string))
    end += text[end] === '\\' ? 2 : 1;
  // A quote in the middle of a word begins no text: it is passed over.
  return { value: text.slice(at, end), end: Math.max(end, at + 1) };
}

function quotedAt(text: string, start: number): { value: string; end: number } {
  const pieces: string[] = [];
  let from = start + 1;
  let at = from;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') {
      pieces.push(text.slice(from, at));
      from = at + 1;
      at += 2;
    } else at++;
  }
  pieces.push(text.slice(from, Math.min(at, text.length)));
  return { value: pieces.join(''), end: at + 1 };
}

/** `[[...]]`, `[=[...]=]`; null where none begins. Without an end it goes to the end of the text. */
function bracketAt(text: string, at: number): { value: string; end: number } | null {
  if (text[at] !== '[') return null;
  let open = at + 1;
  while (text[open] === '=' && open - at < 100) open++;
  if (text[open] !== '[') return null;
  const close = `]${'='.repeat(open - at - 1)}]`;
  const end = text.indexOf(close, open + 1);
  if (end < 0) return { value: text.slice(open + 1), end: text.length };
  return { value: text.slice(open + 1, end), end: end + close.length };
}

function wordEnd(text: string, at: number): number {
  let end = at;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    const isWord =
      (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || (code >= 48 && code <= 57);
    if (!isWord) break;
  }
  return end;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
