import type { Tree, TreeFile } from '../../core/tree.ts';
import { byName, isBinary, textOf } from './text.ts';

export interface RepackOptions {
  /** Most bytes of one file; larger ones are named and left out. Default 1 MB. */
  fileBytes?: number;
  /** Most characters of all texts together; what comes when they are full is named and left out. Default 20 million. */
  totalCharacters?: number;
}

const RULE = '='.repeat(64);

/** A tree as one text. `output` is the field of openapi/archives.yaml. */
export interface Repack {
  output: string;
  /** Files whose text is in the output. */
  included: number;
  /** Why others are not: binary, large, link, full. */
  leftOut: Map<string, string>;
}

/**
 * A whole tree as one text, for people and programs that read it at once: a header, the names of all files, and the text of
 * each. Files are sorted by path, so that the same tree always gives the same text.
 */
export async function repack(tree: Tree, options: RepackOptions = {}): Promise<Repack> {
  const fileBytes = options.fileBytes ?? 1_000_000;
  let room = options.totalCharacters ?? 20_000_000;
  const texts = new Map<string, string>();
  const leftOut = new Map<string, string>();
  for await (const file of tree) {
    if (file.kind === 'directory') continue;
    const found = await textIn(file, fileBytes);
    if ('reason' in found) leftOut.set(file.path, found.reason);
    else if (found.text.length > room) leftOut.set(file.path, 'there is no more room');
    else {
      room -= found.text.length;
      texts.set(file.path, found.text);
    }
  }
  const names = [...texts.keys(), ...leftOut.keys()].sort(byName);
  const output = [
    'A tree of files as one text: first the names of all files, then the text of each. Files that hold no text, are too large',
    'or are links are named only.',
    '',
    `Files: ${names.length}, of which ${texts.size} follow as text and ${leftOut.size} are named only.`,
    '',
    ...section('Structure'),
    ...names.map(name => (leftOut.has(name) ? `${oneLine(name)} (${leftOut.get(name)})` : oneLine(name))),
    '',
    ...section('Files'),
    '',
    ...[...texts.keys()].sort(byName).flatMap(name => {
      const text = texts.get(name) ?? '';
      return [...section(`File: ${oneLine(name)}`), text.endsWith('\n') ? text.slice(0, -1) : text, ''];
    }),
  ].join('\n');
  return { output, included: texts.size, leftOut };
}

async function textIn(file: TreeFile, fileBytes: number): Promise<{ text: string } | { reason: string }> {
  if (file.kind === 'link') return { reason: `link to ${oneLine(file.linkTarget ?? 'outside')}` };
  if ((file.size ?? 0) > fileBytes) return { reason: `${file.size} bytes` };
  const bytes = await file.read(fileBytes);
  return isBinary(bytes) ? { reason: `binary, ${bytes.length} bytes` } : { text: textOf(bytes) };
}

function section(title: string): string[] {
  return [RULE, title, RULE];
}

/** A name cannot pretend to be more than one line. */
function oneLine(name: string): string {
  return name.replace(/[\p{Cc}\u2028\u2029]/gu, '?');
}
