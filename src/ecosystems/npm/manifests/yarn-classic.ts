/**
 * `yarn.lock` of yarn 1. A block begins with its descriptors at the line's start, separated by commas, and holds `key value`
 * lines indented by two; dependencies by four:
 *
 *     a@^1.0.0, "b@npm:a@^1.1.0":
 *       version "1.2.0"
 *       resolved "https://registry.yarnpkg.com/a/-/a-1.2.0.tgz#<sha1>"
 *       integrity sha512-...
 *       dependencies:
 *         c "^2.0.0"
 */
import type { ManifestDependency, ManifestGraph } from '../../manifest.ts';
import {
  descriptorGraph,
  descriptorsOf,
  firstDescriptor,
  nameOfDescriptor,
  rangeOfDescriptor,
} from './descriptors.ts';
import { sourceOf } from './resolved.ts';

const NEWLINE = 10;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;
const COLON = 58;

interface Block {
  header: string;
  version: string | null;
  resolved: string | null;
  integrity: string | null;
}

/** A line: `indent` spaces, then the text from `start` to `end`. */
type OnLine = (indent: number, start: number, end: number) => void;

export function readClassic(text: string): ManifestDependency[] {
  const found: ManifestDependency[] = [];
  let block: Block | null = null;
  const close = () => {
    if (block?.version) found.push(dependencyOf(block));
  };
  eachLine(text, (indent, start, end) => {
    if (indent === 0) {
      close();
      block = opensBlock(text, end)
        ? { header: text.slice(start, end - 1), version: null, resolved: null, integrity: null }
        : null;
    } else if (indent === 2 && block !== null) member(block, text, start, end);
  });
  close();
  return found;
}

function member(block: Block, text: string, start: number, end: number): void {
  if (text.startsWith('version ', start)) block.version = unquoted(text, start + 8, end);
  else if (text.startsWith('resolved ', start)) block.resolved = unquoted(text, start + 9, end);
  else if (text.startsWith('integrity ', start)) block.integrity = unquoted(text, start + 10, end);
}

function dependencyOf({ header, version, resolved, integrity }: Block): ManifestDependency {
  const descriptor = firstDescriptor(header);
  const key = nameOfDescriptor(descriptor);
  const range = rangeOfDescriptor(descriptor);
  const real = range.startsWith('npm:') ? nameOfDescriptor(range.slice(4)) : key;
  const isLocal = range.startsWith('file:');
  const isAlias = real !== key && real !== '';
  return {
    name: isAlias ? real : key,
    requirement: version ?? '*',
    type: null,
    direct: null,
    optional: null,
    local: isLocal,
    alias: isAlias ? key : null,
    source: isLocal ? range.slice(5) : sourceOf(resolved && withoutSum(resolved)),
    integrity: integrity ?? sumOf(resolved),
    condition: null,
    unresolved: false,
  };
}

export function graphOfClassic(text: string): ManifestGraph {
  const graph = descriptorGraph();
  let header = '';
  let section = '';
  eachLine(text, (indent, start, end) => {
    if (indent === 0) {
      header = opensBlock(text, end) ? text.slice(start, end - 1) : '';
      section = '';
    } else if (header === '') return;
    else if (indent === 2) {
      section = text.charCodeAt(end - 1) === COLON ? text.slice(start, end - 1) : '';
      if (!text.startsWith('version ', start)) return;
      const descriptor = firstDescriptor(header);
      const range = rangeOfDescriptor(descriptor);
      const name = range.startsWith('npm:') ? nameOfDescriptor(range.slice(4)) : nameOfDescriptor(descriptor);
      graph.node(descriptorsOf(header), name, unquoted(text, start + 8, end));
    } else if (indent === 4 && (section === 'dependencies' || section === 'optionalDependencies')) {
      const space = text.indexOf(
        ' ',
        text.charCodeAt(start) === QUOTE ? text.indexOf('"', start + 1) : start,
      );
      if (space > 0 && space < end)
        graph.requires(`${unquoted(text, start, space)}@${unquoted(text, space + 1, end)}`);
    }
  });
  return graph.done(null);
}

/** Every line that is no comment and not empty; lines end with `\n`. */
function eachLine(text: string, onLine: OnLine): void {
  let at = 0;
  while (at < text.length) {
    if (text.charCodeAt(at) === NEWLINE) {
      at++;
      continue;
    }
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    const next = end + 1;
    let start = at;
    while (start < end && text.charCodeAt(start) === SPACE) start++;
    while (end > start && text.charCodeAt(end - 1) === SPACE) end--;
    if (start < end && text.charCodeAt(start) !== HASH) onLine(start - at, start, end);
    at = next;
  }
}

function opensBlock(text: string, end: number): boolean {
  return text.charCodeAt(end - 1) === COLON;
}

function unquoted(text: string, start: number, end: number): string {
  return text.charCodeAt(start) === QUOTE && end > start + 1 && text.charCodeAt(end - 1) === QUOTE
    ? text.slice(start + 1, end - 1)
    : text.slice(start, end);
}

/** The sha1 that yarn 1 of old wrote after the address. */
function sumOf(resolved: string | null): string | null {
  const at = resolved?.lastIndexOf('#') ?? -1;
  return resolved !== null && at > 0 && isTarball(resolved, at) && resolved.length - at === 41
    ? `sha1:${resolved.slice(at + 1)}`
    : null;
}

function withoutSum(resolved: string): string {
  const at = resolved.lastIndexOf('#');
  return at > 0 && isTarball(resolved, at) ? resolved.slice(0, at) : resolved;
}

/** Whether what stands before the `#` is an archive and not a repository. */
function isTarball(resolved: string, end: number): boolean {
  return resolved.startsWith('.tgz', end - 4) || resolved.startsWith('.gz', end - 3);
}
