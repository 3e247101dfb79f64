/**
 * A small reader of AsciiDoc: titles, paragraphs, lists, delimited blocks, images, admonitions, links and emphasis. Tables,
 * passthroughs and macros that are not known are shown as they stand; nothing is included or run. Asciidoctor itself is not
 * used: a few kB of hostile text keep it busy for many seconds.
 * https://docs.asciidoctor.org/asciidoc/latest/
 */
import { addressAt, anchor, type Block, blocksToHtml, closer } from './blocks.ts';
import { escapeHtml } from './escape.ts';

const MAX_DEPTH = 8;
/** Lines that open and close a block, by what is between them. */
const SHOWN = ['----', '....', '++++', '```', '|===', ',===', '!==='];
const INNER = ['====', '****', '____', '--'];
const COMMENT = '////';

export function asciidocToHtml(text: string): string {
  const { attributes, lines } = readAttributes(text.split('\n'));
  return blocksToHtml(blocksOf(lines, 0), content => inline(content, attributes));
}

/** `:name: value` anywhere; a name in braces stands for its value, once. */
function readAttributes(all: string[]): { attributes: Map<string, string>; lines: string[] } {
  const attributes = new Map<string, string>();
  const lines = all.filter(line => {
    const found = /^:!?([A-Za-z0-9_][\w-]{0,100})!?:(?:\s+(.*))?$/s.exec(line);
    if (found === null) return true;
    if (attributes.size < 1000)
      attributes.set((found[1] ?? '').toLowerCase(), (found[2] ?? '').trim().slice(0, 1000));
    return false;
  });
  return { attributes, lines };
}

function blocksOf(lines: string[], depth: number): Block[] {
  const blocks: Block[] = [];
  const closing = lastLines(lines);
  let language: string | null = null;
  let at = 0;
  while (at < lines.length) {
    const line = (lines[at] ?? '').trimEnd();
    const fence = fenceOf(line);
    if (fence !== null && (closing.get(fence.mark) ?? -1) > at) {
      let end = at + 1;
      while ((lines[end] ?? '').trimEnd() !== fence.mark) end++;
      const body = lines.slice(at + 1, end);
      if (fence.kind === 'shown') {
        blocks.push({ kind: 'literal', text: body.join('\n'), language: fence.language ?? language });
      } else if (fence.kind === 'inner') {
        const inner: Block[] = depth < MAX_DEPTH ? blocksOf(body, depth + 1) : [paragraph(body)];
        blocks.push({ kind: 'quote', blocks: inner });
      }
      language = null;
      at = end + 1;
      continue;
    }
    const heading = /^(={1,6}|#{1,6})\s+(\S.*)$/.exec(line);
    const image = /^image::([^[\]\s]{1,2000})\[([^\]]*)\]$/.exec(line);
    const attributes = /^\[([^\]]*)\]$/.exec(line);
    if (
      line === '' ||
      line.startsWith('//') ||
      /^(?:ifdef|ifndef|ifeval|endif|toc)::/.test(line) ||
      line === '+'
    ) {
      at++;
    } else if (heading !== null) {
      blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' });
      at++;
    } else if (image !== null) {
      blocks.push({ kind: 'image', target: image[1] ?? '', text: (image[2] ?? '').split(',')[0] ?? '' });
      at++;
    } else if (attributes !== null) {
      const [style = '', second = ''] = (attributes[1] ?? '').split(',');
      language = style.trim() === 'source' && /^[\w+#-]{1,30}$/.test(second.trim()) ? second.trim() : null;
      at++;
    } else if (/^\.[^\s.]/.test(line)) {
      blocks.push({ kind: 'paragraph', text: `*${line.slice(1)}*` });
      at++;
    } else if (itemOf(line) !== null) {
      const list = listAt(lines, at);
      blocks.push(...list.blocks);
      at = list.end;
    } else {
      const end = endOfParagraph(lines, at);
      const text = lines.slice(at, end);
      // What is indented stands as it is written.
      blocks.push(
        /^\s/.test(line) ? { kind: 'literal', text: text.join('\n'), language: null } : admonition(text),
      );
      at = end;
    }
  }
  return blocks;
}

function paragraph(lines: string[]): Block {
  return { kind: 'paragraph', text: lines.join('\n').replace(/ \+$/gm, '') };
}

function admonition(lines: string[]): Block {
  const found = /^(NOTE|TIP|IMPORTANT|WARNING|CAUTION): /.exec(lines[0] ?? '');
  if (found === null) return paragraph(lines);
  const rest = lines.join('\n').slice(found[0].length);
  return { kind: 'quote', blocks: [paragraph([`*${found[1]}* ${rest}`])] };
}

/** Where each line that may close a block stands last: a block without an end is none, and is not looked for twice. */
function lastLines(lines: string[]): Map<string, number> {
  const last = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    const text = line.trimEnd();
    if (fenceOf(text) !== null) last.set(text, index);
  }
  return last;
}

interface Fence {
  kind: 'shown' | 'inner' | 'comment';
  mark: string;
  language: string | null;
}

function fenceOf(line: string): Fence | null {
  if (line.startsWith('```'))
    return { kind: 'shown', mark: '```', language: /^```([\w+#-]{1,30})$/.exec(line)?.[1] ?? null };
  if (SHOWN.includes(line)) return { kind: 'shown', mark: line, language: null };
  if (INNER.includes(line)) return { kind: 'inner', mark: line, language: null };
  if (line === COMMENT) return { kind: 'comment', mark: line, language: null };
  // Longer lines of the same character are marks as well.
  const first = line[0] ?? '';
  if (line.length < 5 || line.length > 200 || !'-.+=*_/'.includes(first)) return null;
  for (const character of line) if (character !== first) return null;
  const kind = first === '/' ? 'comment' : '=*_'.includes(first) ? 'inner' : 'shown';
  return { kind, mark: line, language: null };
}

interface Item {
  isOrdered: boolean;
  level: number;
  text: string;
}

function itemOf(line: string): Item | null {
  const found = /^\s*(\*{1,5}|-|\.{1,5}|[0-9]{1,4}\.)\s+(\S.*)$/.exec(line);
  if (found !== null) {
    const marker = found[1] ?? '';
    const level = marker.startsWith('*') || marker.startsWith('..') ? marker.length : 1;
    return { isOrdered: /[.0-9]/.test(marker), level, text: found[2] ?? '' };
  }
  const term = /^(\S.{0,300}?):{2,4}\s+(\S.*)$/.exec(line);
  return term === null ? null : { isOrdered: false, level: 1, text: `*${term[1]}* ${term[2]}` };
}

/** Items one after the other; levels below the first are lists within items. */
function listAt(lines: string[], start: number): { blocks: Block[]; end: number } {
  const blocks: Block[] = [];
  const open: { item: Item; items: Block[][] }[] = [];
  let at = start;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const item = itemOf(line);
    if (item === null) {
      if (line.trim() !== '' || itemOf(lines[at + 1] ?? '') === null) break;
      at++;
      continue;
    }
    let text = item.text;
    at++;
    while (
      at < lines.length &&
      lines[at]?.trim() !== '' &&
      itemOf(lines[at] ?? '') === null &&
      !isSpecial(lines[at] ?? '')
    ) {
      text += `\n${(lines[at] ?? '').trim()}`;
      at++;
    }
    while (open.length > 0 && (open.at(-1)?.item.level ?? 0) > item.level) open.pop();
    let current = open.at(-1);
    if (
      current === undefined ||
      current.item.level < item.level ||
      current.item.isOrdered !== item.isOrdered
    ) {
      if (current !== undefined && current.item.level === item.level) open.pop();
      const parent = open.at(-1)?.items.at(-1) ?? blocks;
      current = { item, items: [] };
      parent.push({ kind: 'list', isOrdered: item.isOrdered, items: current.items });
      open.push(current);
    }
    current.items.push([{ kind: 'paragraph', text }]);
  }
  return { blocks, end: at };
}

function isSpecial(line: string): boolean {
  return (
    line.trim() === '+' ||
    fenceOf(line.trimEnd()) !== null ||
    /^\[[^\]]*\]$/.test(line) ||
    /^={1,6}\s/.test(line)
  );
}

function endOfParagraph(lines: string[], start: number): number {
  let end = start + 1;
  while (end < lines.length && lines[end]?.trim() !== '' && !isSpecial(lines[end] ?? '')) end++;
  return end;
}

const MARKS: Record<string, string> = { '*': 'strong', _: 'em', '`': 'code', '#': 'mark' };

function inline(source: string, attributes: Map<string, string>): string {
  const text = source.replace(/\{([A-Za-z0-9_][\w-]{0,100})\}/g, (whole, name: string) => {
    return attributes.get(name.toLowerCase()) ?? whole;
  });
  const find = closer(text);
  let html = '';
  let at = 0;
  while (at < text.length) {
    const link = linkAt(text, at, find);
    if (link !== null) {
      html += link.html;
      at = link.end;
      continue;
    }
    const character = text[at] ?? '';
    const tag = MARKS[character];
    const isStart = !/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ') && !/\s/.test(text[at + 1] ?? ' ');
    if (tag !== undefined && isStart) {
      const end = find(character, at + 1);
      if (end > at + 1) {
        html += `<${tag}>${escapeHtml(text.slice(at + 1, end))}</${tag}>`;
        at = end + 1;
        continue;
      }
    }
    html += escapeHtml(character);
    at++;
  }
  return html;
}

/** `link:target[text]`, `image:target[text]`, `https://...[text]`, `<<target,text>>`. */
function linkAt(
  text: string,
  at: number,
  find: (mark: string, from: number) => number,
): { html: string; end: number } | null {
  if (text.startsWith('<<', at)) {
    const end = find('>>', at + 2);
    if (end === -1 || end - at > 500) return null;
    const [target = '', label] = text.slice(at + 2, end).split(',');
    return { html: escapeHtml((label ?? target).trim()), end: end + 2 };
  }
  const macro = ['link:', 'image:', 'xref:', 'mailto:'].find(name => text.startsWith(name, at));
  const address = macro === undefined ? addressAt(text, at) : null;
  if (macro === undefined && address === null) return null;
  const open = macro === undefined ? at + (address ?? '').length : find('[', at + macro.length);
  const start = macro === undefined ? at : at + macro.length;
  const target = open === -1 || open - start > 2000 ? '' : text.slice(start, open);
  const close = text[open] === '[' ? find(']', open + 1) : -1;
  if (close === -1 || target === '' || /\s/.test(target)) {
    return address === null ? null : { html: anchor(address, escapeHtml(address)), end: at + address.length };
  }
  const label =
    text
      .slice(open + 1, close)
      .split(',')[0]
      ?.replace(/\^$/, '')
      .trim() ?? '';
  const end = close + 1;
  if (macro === 'image:')
    return { html: `<img src="${escapeHtml(target)}" alt="${escapeHtml(label)}">`, end };
  if (macro === 'xref:') return { html: escapeHtml(label === '' ? target : label), end };
  const full = macro === 'mailto:' ? `mailto:${target}` : target;
  return { html: anchor(full, escapeHtml(label === '' ? target : label)), end };
}
