/** Reads JSON bodies: bounded before they are parsed, checked before anyone sees them. */
import type { IncomingMessage } from 'node:http';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { InputError } from '../core/errors.ts';
import type { ValueSchema } from './query.ts';
import { expectation } from './query.ts';

const DEFAULT_MAX_BYTES = 1024 * 1024;
const BODY_MS = 30_000;

/** The body is of a type or encoding that we do not read. */
export class MediaTypeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MediaTypeError';
  }
}

export type BodyReader = (request: IncomingMessage) => Promise<unknown>;

/**
 * @returns a function that gives the checked body, or throws MediaTypeError (415) or InputError (413 over the limit, 400
 * naming the field).
 */
export function createBodyReader(schema: TSchema | undefined, maxBytes = DEFAULT_MAX_BYTES): BodyReader {
  if (schema === undefined) return () => Promise.resolve(undefined);
  const validator = Compile(schema);

  return async request => {
    checkHeaders(request);
    const text = decodeUtf8(await readBytes(request, maxBytes));
    const value = parse(text);
    if (validator.Check(value)) return value;
    throw schemaProblem(validator.Errors(value), schema);
  };
}

/** The body as it came. @returns a function that gives it, or throws InputError (413 over the limit). */
export function createRawReader(maxBytes = DEFAULT_MAX_BYTES): BodyReader {
  return request => readBytes(request, maxBytes);
}

function checkHeaders({ headers }: IncomingMessage): void {
  const type = headers['content-type'] ?? '';
  const [media = '', ...parameters] = type
    .toLowerCase()
    .split(';')
    .map(part => part.trim());
  if (!/^application\/(?:[a-z0-9.!#$&^_-]+\+)?json$/.test(media)) {
    throw new MediaTypeError('the body must be application/json');
  }
  const charset = parameters.find(parameter => parameter.startsWith('charset='))?.slice(8);
  if (charset !== undefined && !['utf-8', 'utf8', '"utf-8"'].includes(charset)) {
    throw new MediaTypeError('the body must be UTF-8');
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new MediaTypeError('a compressed body is not read');
  }
}

export async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new InputError('body', `the body is larger than ${maxBytes} bytes`, 413);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  // Small as it is, it is there at once or it is not meant.
  const late = setTimeout(() => request.destroy(), BODY_MS);
  request.once('close', () => clearTimeout(late));
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  clearTimeout(late);
  return Buffer.concat(chunks, length);
}

export function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError('body', 'the body is not valid UTF-8');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(
      'body',
      text.trim() === '' ? 'a JSON body is required' : 'the body is not valid JSON',
    );
  }
}

interface SchemaError {
  keyword: string;
  instancePath: string;
  message: string;
  params: unknown;
}

/** The first complaint, with the field's path in dots: `purls.3`. */
export function schemaProblem(errors: readonly SchemaError[], schema: TSchema): InputError {
  const unknown = errors.find(error => error.keyword === 'additionalProperties');
  const extra = (unknown?.params as { additionalProperties?: string[] } | undefined)
    ?.additionalProperties?.[0];
  if (extra !== undefined) return new InputError(extra, `unknown parameter: ${extra.slice(0, 100)}`);
  const missing = errors.find(error => error.keyword === 'required');
  const name = (missing?.params as { requiredProperties?: string[] } | undefined)?.requiredProperties?.[0];
  if (name !== undefined) return new InputError(name, `${name} is required`);
  const first = errors[0];
  const path = (first?.instancePath ?? '').split('/').slice(1);
  const field = path.join('.') || 'body';
  const at = schemaAt(schema, path);
  return new InputError(
    field,
    at ? `${field} must be ${expectation(at)}` : `${field} ${first?.message ?? 'is not valid'}`,
  );
}

/** The schema of a scalar at the path; null where it is an object or array, whose message says more. */
function schemaAt(schema: TSchema, path: string[]): ValueSchema | null {
  let at = schema as { properties?: Record<string, unknown>; items?: unknown } & ValueSchema;
  for (const name of path) at = (at.items ?? at.properties?.[name] ?? {}) as typeof at;
  return at.type === 'object' || at.type === 'array' || (at.type === undefined && !at.anyOf && !at.enum)
    ? null
    : at;
}
