/** The instructions of a Dockerfile: https://docs.docker.com/reference/dockerfile/#format. */
import { linesOf } from '../../../formats/text.ts';

export interface Instruction {
  /** In upper case: `FROM`. */
  keyword: string;
  /** What follows, with continued lines joined by a space. */
  rest: string;
  /** Of its first line, from 1. */
  line: number;
}

const MAX_INSTRUCTION = 1024 * 1024;

/** Comments are left out, and so are the texts of here-documents. */
export function* instructionsOf(text: string): Generator<Instruction> {
  const continuation = escapeOf(text);
  let parts: string[] = [];
  let length = 0;
  let first = 0;
  let line = 0;
  let ends: string[] = [];
  for (const raw of linesOf(text)) {
    line++;
    if (ends.length > 0) {
      if (raw.trim() === ends[0]) ends = ends.slice(1);
      continue;
    }
    const trimmed = raw.trim();
    // Comments and empty lines may stand between continued lines.
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    if (parts.length === 0) first = line;
    const isContinued = trimmed.endsWith(continuation);
    const part = isContinued ? trimmed.slice(0, -1) : trimmed;
    length += part.length;
    if (length <= MAX_INSTRUCTION) parts.push(part);
    if (isContinued) continue;
    const found = instruction(parts.join(' '), first);
    parts = [];
    length = 0;
    ends = hereDocuments(found);
    yield found;
  }
  if (parts.length > 0) yield instruction(parts.join(' '), first);
}

function instruction(text: string, line: number): Instruction {
  let end = 0;
  while (end < text.length && text.charCodeAt(end) > 32) end++;
  return { keyword: text.slice(0, end).toUpperCase(), rest: text.slice(end).trim(), line };
}

/** `# escape=` on the first line makes the backquote what continues lines. */
function escapeOf(text: string): string {
  return /^(?:#[ \t]*syntax[ \t]*=[^\r\n]*[\r\n]+)?#[ \t]*escape[ \t]*=[ \t]*`/i.test(text.slice(0, 1024))
    ? '`'
    : '\\';
}

/** The words that end the here-documents which an instruction begins: `<<EOF`, `<<-EOF`, `<<"EOF"`. */
function hereDocuments({ keyword, rest }: Instruction): string[] {
  if (keyword !== 'RUN' && keyword !== 'COPY' && keyword !== 'ADD') return [];
  const ends: string[] = [];
  for (let at = rest.indexOf('<<'); at >= 0 && ends.length < 100; at = rest.indexOf('<<', at + 2)) {
    const word = /^<<-?(["']?)([A-Za-z_][A-Za-z0-9_]{0,99})\1/.exec(rest.slice(at, at + 110))?.[2];
    // Arithmetic such as `$((1<<n))` is none.
    if (word !== undefined && (at === 0 || /[\s\d]/.test(rest.charAt(at - 1)))) ends.push(word);
  }
  return ends;
}
