/** From the table of a service's operations to functions that ask for them. */
import { ClientError } from './errors.ts';
import { nextLink, pathOn } from './link.ts';
import type { Answer, CallOptions, Transport } from './transport.ts';

/** Types of one operation, as the generated files have them. */
export interface OperationTypes {
  path: object;
  query: object;
  body: unknown;
  response: unknown;
}

/** Method, and path with `{names}`. */
export type OperationTable<T> = { readonly [K in keyof T]: readonly ['GET' | 'POST', string] };

/** Parameters of path and query by their names, and the body where there is one. */
export type Parameters<O extends OperationTypes> = O['path'] &
  O['query'] &
  ([O['body']] extends [never] ? unknown : { body: O['body'] });

type Item<T> = T extends readonly (infer I)[] ? I : never;
// Nothing is required: the parameters may be left out.
type Given<O extends OperationTypes> =
  object extends Parameters<O>
    ? [parameters?: Parameters<O>, options?: CallOptions]
    : [parameters: Parameters<O>, options?: CallOptions];

export interface Operation<O extends OperationTypes> {
  /** @throws ClientError; the signal's reason. */
  (...given: Given<O>): Promise<Answer<O['response']>>;
  /** The answer, and those that its `Link: rel="next"` leads to. */
  pages(...given: Given<O>): AsyncIterable<Answer<O['response']>>;
  /** The rows of all pages, one after the other, of an operation that answers with a list. */
  items(...given: Given<O>): AsyncIterable<Item<O['response']>>;
}

export type Operations<T extends { [K in keyof T]: OperationTypes }> = {
  readonly [K in keyof T]: Operation<T[K]>;
};

export function bindOperations<T extends { [K in keyof T]: OperationTypes }>(
  transport: Transport,
  table: OperationTable<T>,
): Operations<T> {
  const entries = Object.entries<readonly ['GET' | 'POST', string]>(table);
  return Object.fromEntries(
    entries.map(([name, [method, path]]) => [name, bind(transport, method, path)]),
  ) as unknown as Operations<T>;
}

type Values = Record<string, unknown>;

function bind(transport: Transport, method: 'GET' | 'POST', template: string) {
  const ask = async ({ body, ...values }: Values = {}, options: CallOptions = {}) =>
    transport.send({ ...options, method, path: pathOf(template, values), body });
  const pages = async function* (values: Values = {}, options: CallOptions = {}) {
    const seen = new Set<string>();
    let answer = await ask(values, options);
    for (;;) {
      yield answer;
      const link = nextLink(answer.headers.link);
      const path = link === null || method === 'POST' ? null : pathOn(transport.baseUrl, link);
      if (path === null) return;
      if (seen.has(path)) throw new ClientError('malformed', 'the pages of this list go in a circle');
      seen.add(path);
      answer = await transport.send({ ...options, method, path });
    }
  };
  const items = async function* (values?: Values, options?: CallOptions) {
    for await (const { data } of pages(values, options)) {
      if (!Array.isArray(data)) throw new ClientError('usage', 'this operation does not answer with a list');
      yield* data;
    }
  };
  return Object.assign(ask, { pages, items });
}

/** @throws ClientError `usage` where a part of the path is missing. */
function pathOf(template: string, values: Values): string {
  const query = new URLSearchParams();
  const used = new Set<string>();
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    used.add(name);
    const value = values[name];
    if (value === undefined || value === null || value === '')
      throw new ClientError('usage', `${name} is required`, { parameter: name });
    // Encoded or not, dots alone are steps of a path to whoever reads URLs.
    if (/^\.{1,2}$/.test(String(value)))
      throw new ClientError('usage', `${name} cannot be ${value}`, { parameter: name });
    return encodeURIComponent(String(value));
  });
  for (const [name, value] of Object.entries(values)) {
    if (!used.has(name) && value !== undefined && value !== null) query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
