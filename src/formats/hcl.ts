/**
 * Configuration in HCL's native syntax (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md), read without evaluating it: blocks,
 * attributes, and the values that are written out.
 */
import { UpstreamError } from '../core/errors.ts';
import { type HclToken, hclTokens } from './hcl-tokens.ts';

export interface HclBody {
  attributes: Map<string, HclAttribute>;
  blocks: HclBlock[];
}

export interface HclBlock {
  type: string;
  labels: string[];
  body: HclBody;
  line: number;
}

export interface HclAttribute {
  value: HclValue;
  line: number;
}

/** `null` stands for what has to be evaluated: references, calls, templates, operations. */
export type HclValue = string | HclValue[] | Map<string, HclValue> | null;

const MAX_DEPTH = 100;
/** Longest text, in characters: people write it, and lockfiles of it list few providers. */
const MAX_LENGTH = 10_000_000;
const CLOSING: Record<string, string> = { '{': '}', '[': ']', '(': ')' };

/**
 * The body that the text is. Lines that are neither blocks nor attributes are passed over.
 *
 * @throws UpstreamError `malformed` for more than 100 levels; `too-large` for more than ten million characters.
 */
export function parseHcl(text: string, what: string): HclBody {
  if (text.length > MAX_LENGTH)
    throw new UpstreamError('too-large', `${what}: more than ${MAX_LENGTH} characters`);
  const tokens = hclTokens(text);
  let now: HclToken | undefined;
  const advance = (): void => {
    now = tokens.next().value ?? undefined;
  };
  advance();
  return bodyAt(0);

  function bodyAt(depth: number): HclBody {
    if (depth > MAX_DEPTH) throw new UpstreamError('malformed', `${what}: deeper than ${MAX_DEPTH} levels`);
    const body: HclBody = { attributes: new Map(), blocks: [] };
    while (now !== undefined && !isSign(now, '}')) {
      const first = now;
      advance();
      if (first.kind === 'word' || first.kind === 'text') definition(first, body, depth);
    }
    advance();
    return body;
  }

  /** `name = value`, or `type "label" { ... }`. */
  function definition(first: HclToken, body: HclBody, depth: number): void {
    if (isSign(now, '=')) {
      advance();
      body.attributes.set(first.value, { value: expression(depth), line: first.line });
      return;
    }
    const labels: string[] = [];
    for (; now?.kind === 'word' || now?.kind === 'text'; advance()) labels.push(now.value);
    if (!isSign(now, '{')) return;
    advance();
    body.blocks.push({ type: first.value, labels, body: bodyAt(depth + 1), line: first.line });
  }

  /** A value that ends with the line, at a comma or before a closing bracket. */
  function expression(depth: number): HclValue {
    let value: HclValue = null;
    if (now?.kind === 'text' && now.isLiteral) {
      value = now.value;
      advance();
    } else if (isSign(now, '{') && depth < MAX_DEPTH) value = object(depth + 1);
    else if (isSign(now, '[') && depth < MAX_DEPTH) value = list(depth + 1);
    if (isEnd(now)) return value;
    passOver();
    return null;
  }

  /** Passes over the rest of an expression, with the brackets in it. */
  function passOver(): void {
    const open: string[] = [];
    for (; now !== undefined && (open.length > 0 || !isEnd(now)); advance()) {
      if (now.kind !== 'sign') continue;
      const closing = CLOSING[now.value];
      if (closing !== undefined) open.push(closing);
      else if (now.value === open.at(-1)) open.pop();
    }
  }

  function object(depth: number): HclValue {
    const found = new Map<string, HclValue>();
    advance();
    while (now !== undefined && !isSign(now, '}')) {
      const key: HclToken = now;
      advance();
      if (key.kind === 'newline' || key.kind === 'sign') continue;
      if (isSign(now, '=') || isSign(now, ':')) {
        advance();
        found.set(key.value, expression(depth));
      } else passOver();
    }
    advance();
    return found;
  }

  function list(depth: number): HclValue {
    const found: HclValue[] = [];
    advance();
    while (now !== undefined && !isSign(now, ']')) {
      if (now.kind === 'newline' || isSign(now, ',') || isSign(now, '}')) advance();
      else found.push(expression(depth));
    }
    advance();
    return found;
  }
}

/** What ends an expression. */
function isEnd(token: HclToken | undefined): boolean {
  return (
    token === undefined ||
    token.kind === 'newline' ||
    isSign(token, ',') ||
    isSign(token, '}') ||
    isSign(token, ']')
  );
}

function isSign(token: HclToken | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.value === sign;
}
