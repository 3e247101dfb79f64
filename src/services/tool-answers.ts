/** Operations of tools that answer within the request: on a URL or a release by GET, on a file that is sent by POST. */
import { type TObject, type TProperties, type TSchema, Type } from 'typebox';
import { ARCHIVE, archiveCost, type Cost } from '../core/cost.ts';
import { InputError, UpstreamError } from '../core/errors.ts';
import type { JsonObject } from '../core/records.ts';
import type { ToolInput } from '../core/tools.ts';
import type { Reply, RequestContext, Route } from './service.ts';

export interface ToolOperation {
  tool: string;
  path: string;
  operationId: string;
  summary: string;
  tags: string[];
  /** Options that go to the tool as they are. */
  options?: TProperties;
  /** Further options that the request does not choose. */
  fixed?: JsonObject;
  response: TSchema;
  /** Finds the file of a package URL; without it none is taken. */
  find?(context: RequestContext, purl: string, field: string): Promise<{ url: string }>;
  /** Of a file that is sent, in bytes. */
  maxBytes: number;
  cost: Cost;
}

/** Release files do not change; whatever else a URL names is asked for again after an hour. */
const CACHE = 'public, max-age=3600, stale-while-revalidate=86400';

/** The GET of the contract, and a POST that takes the file itself. */
export function toolOperation(of: ToolOperation): Route[] {
  const { path, operationId, summary, tags, options = {}, response, cost } = of;
  const url = Type.String({ minLength: 1, maxLength: 2048, description: 'URL of a file' });
  const purl = Type.String({
    minLength: 1,
    maxLength: 4096,
    description: 'package URL of a release, instead of a URL',
  });
  const source = { url: Type.Optional(url), ...(of.find ? { purl: Type.Optional(purl) } : {}) };
  const query = (properties: TProperties): TObject =>
    Type.Object(properties, { additionalProperties: false });
  return [
    {
      method: 'GET',
      path,
      operationId,
      summary,
      tags,
      query: query({ ...source, ...options }),
      response,
      cost,
      cache: 'none',
      async handle(context) {
        return { ...(await answer(context, of)), headers: { 'cache-control': CACHE } };
      },
    },
    {
      method: 'POST',
      path,
      operationId: `${operationId}OfFile`,
      summary: `${summary}: of a file that is sent`,
      tags,
      query: query({ ...source, ...options }),
      upload: { maxFiles: 1, maxBytes: of.maxBytes },
      response,
      cost,
      cache: 'none',
      isNew: true,
      handle: context => answer(context, of),
    },
  ];
}

/**
 * What cannot be read, or must not be fetched, is the fault of who named or sent it.
 * @throws InputError naming `field` (422, or 400 where it must not be fetched); what else went wrong as it is.
 */
export async function ofInput<T>(field: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const { code, message } = error;
    const isRefused = code === 'refused';
    if (!isRefused && code !== 'malformed' && code !== 'too-large') throw error;
    throw new InputError(field, `${field}: ${message}`, isRefused ? 400 : 422);
  }
}

/** @throws InputError naming `url` where nothing is named or sent. */
async function answer(context: RequestContext, of: ToolOperation): Promise<Reply> {
  const { query, files, tools, signal } = context;
  const inputs: ToolInput[] = files.map(upload => ({ upload }));
  if (typeof query.url === 'string') inputs.push({ url: query.url });
  if (typeof query.purl === 'string' && of.find) {
    const { url } = await of.find(context, query.purl, 'purl');
    inputs.push({ url });
  }
  const names = of.find ? 'url, purl' : 'url';
  if (inputs.length === 0) throw new InputError('url', `url is required: ${names} or a file sent by POST`);
  if (inputs.length > 1) throw new InputError('url', `one of ${names} and a file`);
  const options: JsonObject = { ...of.fixed };
  for (const name of Object.keys(of.options ?? {})) {
    const value = query[name];
    if (value !== undefined) options[name] = value;
  }
  const body = await ofInput(
    files.length > 0 ? 'file' : typeof query.purl === 'string' ? 'purl' : 'url',
    tools.ask({ tool: of.tool, inputs, options }, signal),
  );
  const bytes = files.reduce((sum, { size }) => sum + size, Buffer.byteLength(body));
  const more = of.cost === ARCHIVE ? { cost: archiveCost(bytes) } : {};
  return { body, contentType: 'application/json; charset=utf-8', ...more };
}
