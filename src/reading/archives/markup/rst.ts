/**
 * A small reader of reStructuredText: sections, paragraphs, lists, literal blocks, quotes, images, admonitions, links and
 * emphasis. Tables and directives that are not known are shown as they stand; nothing is included or run.
 * https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html
 */
import { addressAt, anchor, type Block, blocksToHtml, closer, dedent, indentOf } from './blocks.ts';
import { escapeHtml } from './escape.ts';

const MAX_DEPTH = 8;
const CODE = ['code', 'code-block', 'sourcecode', 'parsed-literal', 'highlight', 'math'];
const ADMONITIONS = [
  'note',
  'warning',
  'important',
  'tip',
  'hint',
  'caution',
  'danger',
  'attention',
  'error',
  'seealso',
];
const SILENT = [
  'contents',
  'toctree',
  'include',
  'raw',
  'meta',
  'highlights',
  'default-role',
  'role',
  'sectnum',
  'index',
];

interface Context {
  /** Styles of underlines in the order in which they came: the first is the title's. */
  styles: string[];
  targets: Map<string, string>;
}

export function rstToHtml(text: string): string {
  const lines = text.split('\n');
  const context: Context = { styles: [], targets: targetsOf(lines) };
  return blocksToHtml(blocksOf(lines, context, 0), content => inline(content, context));
}

/** `.. _name: target` anywhere in the text. */
function targetsOf(lines: string[]): Map<string, string> {
  const targets = new Map<string, string>();
  for (const line of lines) {
    const found = /^\s*\.\. _([^:]{1,200}):\s(.+)$/.exec(line);
    if (found?.[1] && found[2]) targets.set(found[1].replaceAll('`', '').toLowerCase(), found[2].trim());
  }
  return targets;
}

function blocksOf(lines: string[], context: Context, depth: number): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at++;
      continue;
    }
    const section = sectionAt(lines, at, context);
    if (section !== null) {
      blocks.push({ kind: 'heading', level: section.level, text: section.text });
      at = section.end;
      continue;
    }
    if (line.startsWith('.. ') || line === '..') {
      const end = endOfIndented(lines, at + 1, 1);
      blocks.push(...directive(line, lines.slice(at + 1, end), context, depth));
      at = end;
      continue;
    }
    const width = indentOf(line);
    if (width > 0) {
      const end = endOfIndented(lines, at, width);
      const inner = dedent(lines.slice(at, end));
      blocks.push(
        depth < MAX_DEPTH ? { kind: 'quote', blocks: blocksOf(inner, context, depth + 1) } : literal(inner),
      );
      at = end;
      continue;
    }
    if (isTable(line) || line.startsWith('>>>')) {
      const end = endOfParagraph(lines, at);
      blocks.push(literal(lines.slice(at, end)));
      at = end;
      continue;
    }
    const list = depth < MAX_DEPTH ? listAt(lines, at, context, depth) : null;
    if (list !== null) {
      blocks.push(list.block);
      at = list.end;
      continue;
    }
    const end = endOfParagraph(lines, at);
    const paragraph = lines.slice(at, end).join('\n').trimEnd();
    at = end;
    if (!paragraph.endsWith('::')) {
      blocks.push({ kind: 'paragraph', text: paragraph });
      continue;
    }
    // What is indented after `::` is to be shown as it stands; the colons are one colon, or nothing after a blank.
    const said = paragraph.slice(0, -1).trimEnd();
    if (said !== ':')
      blocks.push({ kind: 'paragraph', text: /\s:$/.test(said) ? said.slice(0, -1).trimEnd() : said });
    const literalEnd = endOfIndented(lines, at, 1);
    if (literalEnd > at) blocks.push(literal(dedent(lines.slice(at, literalEnd))));
    at = literalEnd;
  }
  return blocks;
}

function literal(lines: string[], language: string | null = null): Block {
  return { kind: 'literal', text: lines.join('\n'), language };
}

/** The character that the line consists of, or null. */
export function ruleOf(line: string): string | null {
  const text = line.trimEnd();
  const first = text[0] ?? '';
  if (text.length < 2 || !/[!-/:-@[-`{-~]/.test(first)) return null;
  for (const character of text) if (character !== first) return null;
  return first;
}

function sectionAt(
  lines: string[],
  at: number,
  context: Context,
): { level: number; text: string; end: number } | null {
  const [first = '', second = '', third = ''] = lines.slice(at, at + 3);
  const over = ruleOf(first);
  const isOver =
    over !== null && second.trim() !== '' && ruleOf(third) === over && third.trimEnd().length >= 3;
  const under = ruleOf(second);
  if (!isOver && (under === null || over !== null || /^\s/.test(first) || second.trimEnd().length < 3))
    return null;
  // Docutils wants the line as long as the title; a little less is a slip that it forgives with a warning.
  if (!isOver && second.trimEnd().length < Math.min(first.trimEnd().length, 4)) return null;
  const style = isOver ? `${over}${over}` : (under ?? '');
  if (!context.styles.includes(style)) context.styles.push(style);
  return {
    level: context.styles.indexOf(style) + 1,
    text: (isOver ? second : first).trim(),
    end: at + (isOver ? 3 : 2),
  };
}

function directive(line: string, body: string[], context: Context, depth: number): Block[] {
  const found = /^\.\. (?:\|[^|]{1,100}\| )?([A-Za-z][A-Za-z0-9:_-]{0,50})::(.*)$/.exec(line);
  // A comment, a footnote, or a target.
  if (found === null) return [];
  const name = (found[1] ?? '').toLowerCase();
  const argument = (found[2] ?? '').trim();
  if (line.startsWith('.. |') || SILENT.includes(name)) return [];
  const content = dedent(withoutOptions(body));
  if (CODE.includes(name)) return [literal(content, /^[\w+#-]{1,30}$/.test(argument) ? argument : null)];
  if (name === 'image' || name === 'figure') {
    const alt =
      body
        .find(option => option.trim().startsWith(':alt:'))
        ?.trim()
        .slice(5)
        .trim() ?? '';
    return [{ kind: 'image', target: argument, text: alt }, ...blocksIn(content, context, depth)];
  }
  if (ADMONITIONS.includes(name)) {
    const title: Block = {
      kind: 'paragraph',
      text: `**${name[0]?.toUpperCase()}${name.slice(1)}** ${argument}`.trim(),
    };
    return [{ kind: 'quote', blocks: [title, ...blocksIn(content, context, depth)] }];
  }
  return [literal([line, ...body.map(text => text.trimEnd())])];
}

function blocksIn(lines: string[], context: Context, depth: number): Block[] {
  if (lines.length === 0) return [];
  return depth < MAX_DEPTH ? blocksOf(lines, context, depth + 1) : [literal(lines)];
}

/** Lines `:name: value` right after the directive. */
function withoutOptions(body: string[]): string[] {
  let start = 0;
  while (/^\s+:[A-Za-z][\w-]*:/.test(body[start] ?? '')) start++;
  return body.slice(start);
}

function isTable(line: string): boolean {
  return /^\+[-=+]+\+\s*$/.test(line) || /^=+(?: +=+)+\s*$/.test(line) || line.startsWith('|');
}

function listAt(
  lines: string[],
  at: number,
  context: Context,
  depth: number,
): { block: Block; end: number } | null {
  const first = markerOf(lines[at] ?? '');
  if (first === null) return null;
  const items: Block[][] = [];
  let next = at;
  for (;;) {
    const line = lines[next] ?? '';
    const marker = next < lines.length ? markerOf(line) : null;
    if (marker === null || marker.isOrdered !== first.isOrdered) break;
    const end = endOfIndented(lines, next + 1, 1);
    const item = [' '.repeat(marker.width) + line.slice(marker.width), ...lines.slice(next + 1, end)];
    items.push(blocksOf(dedent(item), context, depth + 1));
    next = end;
  }
  return { block: { kind: 'list', isOrdered: first.isOrdered, items }, end: next };
}

function markerOf(line: string): { isOrdered: boolean; width: number } | null {
  const found = /^(?:[-*+•]|(#|[0-9]{1,4}|[A-Za-z])[.)])\s+(?=\S)/.exec(line);
  return found === null ? null : { isOrdered: found[1] !== undefined, width: found[0].length };
}

/** Where lines indented by `width` or more, and empty ones between them, end. */
function endOfIndented(lines: string[], start: number, width: number): number {
  let end = start;
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    if (indentOf(line) < width) break;
    end = at + 1;
  }
  return end;
}

function endOfParagraph(lines: string[], start: number): number {
  let end = start + 1;
  while (end < lines.length && lines[end]?.trim() !== '') end++;
  return end;
}

function inline(text: string, context: Context): string {
  const find = closer(text);
  let html = '';
  let at = 0;
  const take = (mark: string, end: number) => {
    const inner = text.slice(at + mark.length, end);
    at = end + mark.length;
    return inner;
  };
  while (at < text.length) {
    const character = text[at] ?? '';
    if (text.startsWith('``', at)) {
      const end = find('``', at + 2);
      if (end > at + 2) {
        html += `<code>${escapeHtml(take('``', end))}</code>`;
        continue;
      }
    } else if (character === '`') {
      const end = find('`', at + 1);
      if (end > at + 1) {
        html += interpreted(take('`', end), text.startsWith('_', at), context);
        while (text[at] === '_') at++;
        continue;
      }
    } else if (character === '*') {
      const mark = text.startsWith('**', at) ? '**' : '*';
      const end = /\s/.test(text[at + mark.length] ?? ' ') ? -1 : find(mark, at + mark.length);
      if (end > at + mark.length) {
        const tag = mark === '**' ? 'strong' : 'em';
        html += `<${tag}>${escapeHtml(take(mark, end))}</${tag}>`;
        continue;
      }
    } else if (character === ':') {
      // A role before interpreted text says how to format it: the text is what counts.
      const role = /^:[A-Za-z][\w:.-]{0,50}:(?=`)/.exec(text.slice(at, at + 60));
      if (role !== null) {
        at += role[0].length;
        continue;
      }
    } else if (character === 'h') {
      const address = addressAt(text, at);
      if (address !== null) {
        html += anchor(address, escapeHtml(address));
        at += address.length;
        continue;
      }
    }
    html += escapeHtml(character);
    at++;
  }
  return html;
}

/** `text <target>`_, `name`_, or text of a role. */
function interpreted(content: string, isLink: boolean, context: Context): string {
  const open = content.lastIndexOf('<');
  const hasTarget = open !== -1 && content.endsWith('>');
  const label = hasTarget && open > 0 ? content.slice(0, open).trim() : content;
  if (!isLink) return hasTarget ? escapeHtml(label) : `<code>${escapeHtml(content)}</code>`;
  const target = hasTarget ? content.slice(open + 1, -1) : context.targets.get(content.toLowerCase());
  return target === undefined ? escapeHtml(label) : anchor(target, escapeHtml(label));
}
