/**
 * YAML (https://yaml.org/spec/1.2.2/) from outside, read within limits. The grammar is that of the library `js-yaml`; added
 * here are what plain scalars mean, limits and typed errors. Merge keys (`<<`, https://yaml.org/type/merge.html) are honoured
 * in every mode, because the tools that read such files honour them. No tag outside YAML's own is known, and a collection
 * that stands as a key becomes text.
 */
import { FAILSAFE_SCHEMA, loadAll, type Schema, Type, YAMLException } from 'js-yaml';
import { messageOf, UpstreamError } from '../core/errors.ts';
import { isJsonObject, type JsonDocument } from './json.ts';
import { bool11, boolCore, float11, floatCore, int11, intCore, isNull } from './yaml-scalars.ts';

export interface YamlLimits {
  /** Size of the input: bytes, or characters of a text. */
  bytes: number;
  /** Levels inside each other, those that an alias stands for included. */
  depth: number;
  /** Nodes of the whole input; a scalar may count twice. */
  nodes: number;
  /** Nodes that aliases stand for, and a sixteenth of the characters in them. 0 refuses every alias. */
  aliased: number;
}

export const YAML_LIMITS: YamlLimits = {
  bytes: 32 * 1024 * 1024,
  depth: 100,
  nodes: 1_000_000,
  aliased: 100_000,
};

export interface YamlOptions {
  /**
   * What plain scalars become. `text`: their source text, so that the version 1.10 is not 1.1, and null for `null`, `~` and
   * nothing. `core` (default): null, booleans and numbers of YAML 1.2. `yaml11`: those of YAML 1.1 as its tools read them,
   * with `yes`, `off`, `0777`, `1_000` and `1:30`; `y`, `n` and timestamps stay text. Quoted scalars are always text.
   */
  scalars?: 'text' | 'core' | 'yaml11';
  /** Of two equal keys in one mapping the later one counts (`last`), or the input is malformed (`error`, default). */
  duplicates?: 'error' | 'last';
  limits?: Partial<YamlLimits>;
}

/**
 * The one document of the input; null where there is none. Mappings are objects with own members only, `__proto__` among
 * them, and an alias gives the very object that its anchor gave: do not write to what you read. `what` names the input in
 * errors.
 *
 * @throws UpstreamError `malformed` for what is no YAML or holds several documents, `too-large` beyond the limits; both say
 * line and column where there is one.
 */
export function parseYaml(input: Uint8Array | string, what: string, options: YamlOptions = {}): unknown {
  const documents = parseYamlDocuments(input, what, options);
  if (documents.length > 1) throw new UpstreamError('malformed', `${what}: more than one YAML document`);
  return documents[0] ?? null;
}

/** The one document of the input, a mapping. @throws UpstreamError as `parseYaml`, and `malformed` for anything else. */
export function parseYamlObject(
  input: Uint8Array | string,
  what: string,
  options: YamlOptions = {},
): JsonDocument {
  const value = parseYaml(input, what, options);
  if (!isJsonObject(value)) throw new UpstreamError('malformed', `${what}: no YAML mapping`);
  return value;
}

/** All documents of the input, separated by `---`. @throws UpstreamError as `parseYaml`. */
export function parseYamlDocuments(
  input: Uint8Array | string,
  what: string,
  options: YamlOptions = {},
): unknown[] {
  const limits = { ...YAML_LIMITS, ...options.limits };
  if (input.length > limits.bytes) throw tooLarge(what, `more than ${limits.bytes} bytes`);
  const text = typeof input === 'string' ? input : decode(input);
  if (hasMoreLines(text, limits.nodes)) throw tooLarge(what, `more than ${limits.nodes} lines`);
  const budget = budgetOf(limits, what);
  const settings = {
    schema: SCHEMAS[options.scalars ?? 'core'],
    json: options.duplicates === 'last',
    maxDepth: limits.depth,
    maxTotalMergeKeys: limits.aliased,
    listener: budget.listener,
  };
  let documents: unknown[];
  try {
    documents = loadAll(text, null, settings);
  } catch (error) {
    throw typed(error, what);
  }
  if (budget.hasAliases()) checkExpansion(documents, limits, what);
  return documents;
}

/** What the library tells of its state at the end of each node. */
interface NodeState {
  kind: string | null;
  result?: unknown;
  line: number;
  lineStart: number;
  position: number;
}

/** Counts nodes and aliases while the library reads, and stops it when there are too many. */
function budgetOf(limits: YamlLimits, what: string) {
  let nodes = 0;
  let aliased = 0;
  const listener = (event: 'open' | 'close', state: NodeState): void => {
    if (event === 'open') {
      nodes += 1;
      if (nodes > limits.nodes) throw tooLarge(what, `more than ${limits.nodes} nodes${positionOf(state)}`);
      return;
    }
    // Only an alias has a value and no kind.
    if (state.kind !== null || state.result === null || state.result === undefined) return;
    aliased += weightOf(state.result);
    if (aliased > limits.aliased) throw tooLarge(what, `aliases stand for too much${positionOf(state)}`);
  };
  return { listener: listener as never, hasAliases: () => aliased > 0 };
}

/** An alias as a key is written out as text, so that the characters in its value count. */
function weightOf(value: unknown): number {
  if (typeof value === 'string') return 1 + (value.length >> 4);
  if (!Array.isArray(value)) return 1;
  return value.reduce(
    (sum: number, item) => sum + (typeof item === 'string' ? item.length >> 4 : 0),
    1 + value.length,
  );
}

/** Refuses documents that are endless, or too large or deep once each alias is replaced by what it stands for. */
function checkExpansion(documents: unknown[], limits: YamlLimits, what: string): void {
  const sizes = new Map<object, { nodes: number; height: number } | null>();
  const measure = (value: unknown, depth: number): { nodes: number; height: number } => {
    if (typeof value !== 'object' || value === null) return LEAF;
    const known = sizes.get(value);
    if (known === null)
      throw new UpstreamError('malformed', `${what}: a YAML alias inside what it stands for`);
    const size = known ?? { nodes: 1, height: 0 };
    if (known === undefined) {
      if (depth > limits.depth) throw tooLarge(what, `more than ${limits.depth} levels`);
      sizes.set(value, null);
      for (const item of Object.values(value)) {
        const inner = measure(item, depth + 1);
        size.nodes += inner.nodes;
        size.height = Math.max(size.height, inner.height + 1);
      }
      sizes.set(value, size);
      own += 1;
    }
    if (depth + size.height > limits.depth) throw tooLarge(what, `more than ${limits.depth} levels`);
    return size;
  };
  let own = 0;
  for (const document of documents) {
    const { nodes } = measure(document, 0);
    if (nodes > own * 100 + limits.aliased) throw tooLarge(what, 'aliases stand for too much');
  }
}

const LEAF = { nodes: 1, height: 0 };

/** Blank lines are no nodes, but the library's errors keep a list of all lines. */
function hasMoreLines(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  let lines = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c <= 13 && c !== 9) lines += 1;
  }
  return lines > limit;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

function scalar<T>(name: string, read: (text: string) => T | undefined): Type {
  return new Type(`tag:yaml.org,2002:${name}`, {
    kind: 'scalar',
    resolve: (text: string | null) => text !== null && read(text) !== undefined,
    construct: read,
  });
}

const NULL = new Type('tag:yaml.org,2002:null', {
  kind: 'scalar',
  resolve: (text: string | null) => text === null || isNull(text),
  construct: () => null,
});
const MERGE = scalar('merge', text => (text === '<<' ? text : undefined));
/** `text` keeps a scalar with a tag of YAML's own as it is written. */
const asWritten = (name: string) => scalar(name, text => text);

const SCHEMAS: Record<'text' | 'core' | 'yaml11', Schema> = {
  text: FAILSAFE_SCHEMA.extend({
    implicit: [NULL, MERGE],
    explicit: [asWritten('bool'), asWritten('int'), asWritten('float')],
  }),
  core: FAILSAFE_SCHEMA.extend({
    implicit: [NULL, scalar('bool', boolCore), scalar('int', intCore), scalar('float', floatCore), MERGE],
  }),
  yaml11: FAILSAFE_SCHEMA.extend({
    implicit: [NULL, scalar('bool', bool11), scalar('int', int11), scalar('float', float11), MERGE],
  }),
};

function positionOf(state: NodeState): string {
  return ` at line ${state.line + 1}, column ${state.position - state.lineStart + 1}`;
}

/** Limits of the library, by what its errors begin with. */
const LIMIT_REASONS = ['nesting exceeded', 'merge keys exceeded', 'abnormal merge sequence'];

function typed(error: unknown, what: string): UpstreamError {
  if (error instanceof UpstreamError) return error;
  if (!(error instanceof YAMLException))
    return new UpstreamError('malformed', `${what}: not YAML (${messageOf(error).slice(0, 200)})`);
  const { reason, mark } = error;
  const where = mark === undefined ? '' : ` at line ${mark.line + 1}, column ${mark.column + 1}`;
  const problem = `${reason.slice(0, 200)}${where}`;
  return LIMIT_REASONS.some(start => reason.startsWith(start))
    ? tooLarge(what, problem)
    : new UpstreamError('malformed', `${what}: not YAML (${problem})`);
}

function tooLarge(what: string, problem: string): UpstreamError {
  return new UpstreamError('too-large', `${what}: ${problem}`);
}
