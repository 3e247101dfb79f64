/** What the readers of AsciiDoc and reStructuredText make of a text, and its HTML. */
import { escapeHtml } from './escape.ts';

export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  /** Text as it stands: code, tables, and what is not understood. */
  | { kind: 'literal'; text: string; language: string | null }
  | { kind: 'list'; isOrdered: boolean; items: Block[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'image'; target: string; text: string };

/** @param inline makes HTML of the text of a paragraph or heading. */
export function blocksToHtml(blocks: Block[], inline: (text: string) => string): string {
  return blocks.map(block => blockToHtml(block, inline)).join('\n');
}

function blockToHtml(block: Block, inline: (text: string) => string): string {
  switch (block.kind) {
    case 'heading': {
      const level = Math.min(Math.max(block.level, 1), 6);
      return `<h${level}>${inline(block.text)}</h${level}>`;
    }
    case 'paragraph':
      return `<p>${inline(block.text)}</p>`;
    case 'literal': {
      const code =
        block.language === null ? '<code>' : `<code class="language-${escapeHtml(block.language)}">`;
      return `<pre>${code}${escapeHtml(block.text)}\n</code></pre>`;
    }
    case 'list': {
      const tag = block.isOrdered ? 'ol' : 'ul';
      const items = block.items.map(item => {
        const [only] = item;
        const html =
          item.length === 1 && only?.kind === 'paragraph' ? inline(only.text) : blocksToHtml(item, inline);
        return `<li>${html}</li>`;
      });
      return `<${tag}>\n${items.join('\n')}\n</${tag}>`;
    }
    case 'quote':
      return `<blockquote>\n${blocksToHtml(block.blocks, inline)}\n</blockquote>`;
    case 'image':
      return `<p><img src="${escapeHtml(block.target)}" alt="${escapeHtml(block.text)}"></p>`;
  }
}

/** How far a line is indented; tabs reach to the next multiple of eight. */
export function indentOf(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === ' ') width++;
    else if (character === '\t') width += 8 - (width % 8);
    else break;
  }
  return width;
}

/** The lines without their common indentation, and without empty ones around them. */
export function dedent(lines: string[]): string[] {
  const filled = lines.filter(line => line.trim() !== '');
  if (filled.length === 0) return [];
  const width = filled.reduce((least, line) => Math.min(least, indentOf(line)), Number.POSITIVE_INFINITY);
  const result = lines.map(line => (line.includes('\t') ? expandTabs(line) : line).slice(width));
  let start = 0;
  let end = result.length;
  while (result[start]?.trim() === '') start++;
  while (result[end - 1]?.trim() === '') end--;
  return result.slice(start, end);
}

function expandTabs(line: string): string {
  const width = indentOf(line);
  return ' '.repeat(Math.min(width, 200)) + line.trimStart();
}

/**
 * Finds what closes a mark. A mark that nothing closes is looked for once: the texts of strangers may have a thousand.
 */
export function closer(text: string): (mark: string, from: number) => number {
  const absent = new Set<string>();
  return (mark, from) => {
    if (absent.has(mark)) return -1;
    const found = text.indexOf(mark, from);
    if (found === -1) absent.add(mark);
    return found;
  };
}

/** Where an address that begins here ends: at a blank or bracket, without the punctuation that belongs to the sentence. */
export function addressAt(text: string, start: number): string | null {
  if (!text.startsWith('http://', start) && !text.startsWith('https://', start)) return null;
  let end = start;
  while (end < text.length && end - start < 2048 && !/[\s<>"'`[\]|{}\\^]/.test(text[end] ?? ' ')) end++;
  while (end > start && /[.,;:!?)*_]/.test(text[end - 1] ?? '')) end--;
  return end - start > 8 ? text.slice(start, end) : null;
}

export function anchor(target: string, html: string): string {
  return `<a href="${escapeHtml(target)}">${html}</a>`;
}
