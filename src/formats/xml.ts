/**
 * XML 1.0 (https://www.w3.org/TR/xml/), read within limits. The grammar is that of the library `saxes`: well-formed
 * documents only, names with their prefixes as written, and no entity beyond the five of XML, numeric ones and those a
 * caller gives: what a DTD declares is never expanded or fetched. Added here are encodings, limits and typed errors.
 *
 * Three ways in: `parseXml` makes a tree of a whole document, `streamElements` makes small trees of the parts of a large
 * one as it arrives, and `xmlReader` calls back for each token.
 */
import { SaxesParser } from 'saxes';
import { UpstreamError } from '../core/errors.ts';

export interface XmlLimits {
  /** Size of a document, in bytes (`xmlReader`: characters). */
  bytes: number;
  /** Elements around an element, itself counted. */
  depth: number;
  /** Elements of one tree. */
  nodes: number;
  /** Characters of text in one tree. */
  text: number;
  /** Attributes of one element. */
  attributes: number;
  /** Characters between two tokens: of one text, comment or tag. */
  token: number;
}

export const XML_LIMITS: XmlLimits = {
  bytes: 32 * 1024 * 1024,
  depth: 100,
  nodes: 1_000_000,
  text: 32 * 1024 * 1024,
  attributes: 500,
  token: 4 * 1024 * 1024,
};

export interface XmlElement {
  /** With its prefix, as written: `rpm:entry`. */
  name: string;
  /** By name with prefix. */
  attributes: ReadonlyMap<string, string>;
  /** The text directly inside, CDATA included, without that of the children. */
  text: string;
  children: XmlElement[];
}

export interface XmlDocument {
  root: XmlElement;
  /** What its comments hold, in order. */
  comments: string[];
}

export interface XmlOptions {
  limits?: Partial<XmlLimits>;
  /** Further named entities and the text each stands for. */
  entities?: Readonly<Record<string, string>>;
}

export interface XmlHandler {
  open?(name: string, attributes: ReadonlyMap<string, string>, depth: number): void;
  /** Text or CDATA; one stretch of text may come in several calls. */
  text?(text: string): void;
  close?(name: string, depth: number): void;
  comment?(text: string): void;
}

export interface XmlReader {
  write(text: string): void;
  /** To be called at the end: a document that stops early is malformed. */
  end(): void;
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

function attributesOf(attributes: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of Object.keys(attributes)) found.set(name, attributes[name] as string);
  return found;
}

/** Member by member, since objects that are spread into one another are slow to read from afterwards. */
function limitsOf({ limits = {} }: XmlOptions): XmlLimits {
  return {
    bytes: limits.bytes ?? XML_LIMITS.bytes,
    depth: limits.depth ?? XML_LIMITS.depth,
    nodes: limits.nodes ?? XML_LIMITS.nodes,
    text: limits.text ?? XML_LIMITS.text,
    attributes: limits.attributes ?? XML_LIMITS.attributes,
    token: limits.token ?? XML_LIMITS.token,
  };
}

/** On top of the five of XML; made once for each table, for tables are long and documents short. */
const knownEntities = new WeakMap<Readonly<Record<string, string>>, Record<string, string>>();

function entitiesOf(further: Readonly<Record<string, string>>, own: Record<string, string>) {
  const known = knownEntities.get(further) ?? Object.assign(Object.create(own), further);
  knownEntities.set(further, known);
  return known;
}

/** Characters given to the grammar at once: limits are checked in between. */
const SLICE = 65_536;

/** Calls `handler` for each token. Both methods throw UpstreamError `malformed` for what is not well-formed or too much. */
export function xmlReader(handler: XmlHandler, options: XmlOptions = {}): XmlReader {
  const limits = limitsOf(options);
  const parser = new SaxesParser({ position: false });
  let depth = 0;
  let attributes = 0;
  let pending = 0;
  let total = 0;

  if (options.entities !== undefined) parser.ENTITIES = entitiesOf(options.entities, parser.ENTITIES);
  // Seven handlers: with one more the engine keeps the parser as a table, and all of it is seven times as slow.
  parser.on('error', error => {
    throw malformed(error.message);
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > limits.attributes) throw malformed(`more than ${limits.attributes} attributes`);
  });
  parser.on('opentag', tag => {
    pending = 0;
    depth += 1;
    if (depth > limits.depth) throw malformed(`more than ${limits.depth} elements inside each other`);
    const isBare = attributes === 0;
    attributes = 0;
    handler.open?.(tag.name, isBare ? NO_ATTRIBUTES : attributesOf(tag.attributes), depth);
  });
  parser.on('closetag', tag => {
    pending = 0;
    handler.close?.(tag.name, depth);
    depth -= 1;
  });
  const onText = (text: string) => {
    pending = 0;
    handler.text?.(text);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('comment', text => {
    pending = 0;
    handler.comment?.(text);
  });

  return {
    write(text) {
      total += text.length;
      if (total > limits.bytes) throw malformed(`larger than ${limits.bytes}`);
      for (let at = 0; at < text.length; at += SLICE) {
        const slice = text.slice(at, at + SLICE);
        pending += slice.length;
        parser.write(slice);
        if (pending > limits.token + SLICE) throw malformed(`a token is longer than ${limits.token}`);
      }
    },
    end() {
      parser.close();
    },
  };
}

/**
 * A whole document as a tree. Bytes are decoded as their byte order mark or XML declaration says, else as UTF-8.
 *
 * @throws UpstreamError `malformed` for what is not well-formed or beyond the limits.
 */
export function parseXml(input: string | Uint8Array, options: XmlOptions = {}): XmlDocument {
  const limits = limitsOf(options);
  if (input.length > limits.bytes) throw malformed(`larger than ${limits.bytes} bytes`);
  const text = typeof input === 'string' ? input : decoderFor(input).decode(input);
  const comments: string[] = [];
  let root: XmlElement | null = null;
  const builder = treeBuilder(
    () => true,
    limits,
    tree => {
      root = tree;
    },
  );
  builder.comment = comment => void comments.push(comment);
  const reader = xmlReader(builder, options);
  reader.write(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  reader.end();
  if (root === null) throw malformed('no element');
  return { root, comments };
}

/**
 * Trees of the elements that `isWanted` (by name and depth, the root's being 1), as they arrive: those that one chunk
 * completed at a time. `limits.nodes` is for each tree, `limits.bytes` for the whole stream; memory holds one tree.
 *
 * @throws UpstreamError `malformed` for what is not well-formed or beyond the limits.
 */
export async function* streamElements(
  source: AsyncIterable<Uint8Array>,
  isWanted: (name: string, depth: number) => boolean,
  options: XmlOptions = {},
): AsyncGenerator<XmlElement[]> {
  const limits = limitsOf(options);
  let trees: XmlElement[] = [];
  const reader = xmlReader(
    treeBuilder(isWanted, limits, tree => void trees.push(tree)),
    { entities: options.entities, limits: { ...limits, bytes: Number.POSITIVE_INFINITY } },
  );
  let bytes = 0;
  let first: Buffer | null = Buffer.alloc(0);
  let decoder = new TextDecoder();
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > limits.bytes) throw malformed(`larger than ${limits.bytes} bytes`);
    let next = chunk;
    if (first !== null) {
      // The declaration must be whole before anything is decoded.
      first = Buffer.concat([first, chunk]);
      if (first.length < DECLARATION) continue;
      decoder = decoderFor(first);
      next = first;
      first = null;
    }
    reader.write(decoder.decode(next, { stream: true }));
    if (trees.length > 0) yield trees;
    trees = [];
  }
  if (first !== null) {
    decoder = decoderFor(first);
    reader.write(decoder.decode(first, { stream: true }));
  }
  reader.write(decoder.decode());
  reader.end();
  if (trees.length > 0) yield trees;
}

/** The first child of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find(child => child.name === name);
}

/** All children of that name. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter(child => child.name === name) ?? [];
}

/** The trimmed text of the first child of that name; null where there is no such child or no text in it. */
export function textOf(element: XmlElement | undefined, name: string): string | null {
  return childOf(element, name)?.text.trim() || null;
}

/** Collects each wanted element that is not inside another wanted one, and hands it over when it is closed. */
function treeBuilder(
  isWanted: (name: string, depth: number) => boolean,
  limits: XmlLimits,
  onTree: (tree: XmlElement) => void,
): XmlHandler {
  const stack: XmlElement[] = [];
  let nodes = 0;
  let characters = 0;
  return {
    open(name, attributes, depth) {
      const parent = stack.at(-1);
      if (parent === undefined && !isWanted(name, depth)) return;
      if (parent === undefined) {
        nodes = 0;
        characters = 0;
      }
      nodes += 1;
      if (nodes > limits.nodes) throw malformed(`more than ${limits.nodes} elements`);
      const element: XmlElement = { name, attributes, text: '', children: [] };
      parent?.children.push(element);
      stack.push(element);
    },
    text(text) {
      const element = stack.at(-1);
      if (element === undefined) return;
      characters += text.length;
      if (characters > limits.text) throw malformed(`more than ${limits.text} characters of text`);
      element.text += text;
    },
    close() {
      const element = stack.pop();
      if (element !== undefined && stack.length === 0) onTree(element);
    },
  };
}

/** Bytes that hold a whole XML declaration, in any document that has one. */
const DECLARATION = 256;

/** By byte order mark, then by the declaration's `encoding`, else UTF-8; bytes that do not fit become U+FFFD. */
function decoderFor(bytes: Uint8Array): TextDecoder {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
  const start = Buffer.from(bytes.subarray(0, DECLARATION)).toString('latin1');
  const declaration = start.startsWith('<?xml') ? start.slice(0, Math.max(0, start.indexOf('?>'))) : '';
  const label = /\sencoding\s{0,20}=\s{0,20}["']([\w.-]{1,40})["']/.exec(declaration)?.[1] ?? 'utf-8';
  // Who can read the word UTF-16 in single bytes is not reading UTF-16.
  if (/^(?:utf|ucs|iso-10646)/i.test(label)) return new TextDecoder();
  try {
    return new TextDecoder(label);
  } catch {
    throw malformed(`unknown encoding ${label}`);
  }
}

function malformed(problem: string): UpstreamError {
  return new UpstreamError('malformed', `XML: ${problem}`);
}
