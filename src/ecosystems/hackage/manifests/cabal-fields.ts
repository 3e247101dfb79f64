/**
 * The layout of Cabal's files, https://cabal.readthedocs.io/en/stable/cabal-package-description-file.html#the-syntax: fields `name: value` whose value
 * goes on in lines that are indented deeper, sections and `if`s whose content is.
 */
import { isAlphanumeric } from '../../../formats/ascii.ts';
import { linesOf } from '../../../formats/text.ts';

export interface CabalField {
  /** In lower case. */
  name: string;
  value: string;
  /** The section around: `library`, `test-suite name`; empty at the top. */
  section: string;
  /** `if flag(x)` and the like around, outermost first, joined by ` and `; null where there is none. */
  condition: string | null;
  /** Of the field's name, from 1. */
  line: number;
}

interface Block {
  indent: number;
  /** null for a condition. */
  section: string | null;
  condition: string;
}

const MAX_BLOCKS = 100;
const MAX_CONDITION = 500;

export function* cabalFields(text: string): Generator<CabalField> {
  const blocks: Block[] = [];
  let field: CabalField | null = null;
  let indentOfField = 0;
  let pieces: string[] = [];
  let number = 0;
  for (const raw of linesOf(text)) {
    number++;
    const line = raw.trim();
    if (line === '' || line.startsWith('--')) continue;
    const indent = raw.length - raw.trimStart().length;
    if (field && indent > indentOfField) {
      pieces.push(line);
      continue;
    }
    if (field) {
      field.value = pieces.join(' ').trim();
      yield field;
      field = null;
    }
    while (blocks.length > 0 && (blocks[blocks.length - 1] as Block).indent >= indent) blocks.pop();
    const colon = colonOf(line);
    if (colon > 0) {
      const section = blocks.findLast(block => block.section !== null)?.section ?? '';
      const conditions = blocks.filter(block => block.section === null).map(({ condition }) => condition);
      field = {
        name: line.slice(0, colon).toLowerCase(),
        value: '',
        section,
        condition: conditions.length > 0 ? conditions.join(' and ') : null,
        line: number,
      };
      indentOfField = indent;
      pieces = [line.slice(colon + 1)];
    } else if (blocks.length < MAX_BLOCKS) {
      const word = (line.split(/[ \t(]/, 1)[0] as string).toLowerCase();
      const isCondition = word === 'if' || word === 'elif' || word === 'else';
      const header = line.slice(0, MAX_CONDITION);
      blocks.push({ indent, section: isCondition ? null : header, condition: isCondition ? header : '' });
    }
  }
  if (field) {
    field.value = pieces.join(' ').trim();
    yield field;
  }
}

/** The position of the colon behind a field's name; 0 where the line is none. */
function colonOf(line: string): number {
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code === 58) return i;
    const isName = isAlphanumeric(code) || code === 45 || code === 95;
    if (!isName)
      return line[i] === ' ' && line.slice(i).trimStart().startsWith(':') && !line.startsWith('if') ? i : 0;
  }
  return 0;
}

/** Items separated by commas, those within braces and brackets kept together. */
export function cabalItems(value: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < value.length; i++) {
    const c = value[i];
    if (c === '{' || c === '(') depth++;
    else if (c === '}' || c === ')') depth--;
    else if (c === ',' && depth <= 0) {
      items.push(value.slice(from, i).trim());
      from = i + 1;
    }
  }
  items.push(value.slice(from).trim());
  return items.filter(item => item !== '');
}

/** The name that an item begins with, and what is behind it. */
export function cabalName(item: string): { name: string; rest: string } {
  let end = 0;
  while (end < item.length && /[\w.-]/.test(item[end] as string)) end++;
  return { name: item.slice(0, end), rest: item.slice(end).trim() };
}

/** A range of versions without blanks but around `&&` and `||`; null for any version. */
export function cabalRange(text: string): string | null {
  const tight = text.split(/[ \t]+/).join('');
  if (tight === '' || tight === '-any') return null;
  return tight.replaceAll('&&', ' && ').replaceAll('||', ' || ');
}
