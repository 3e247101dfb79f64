/**
 * The life of a job as every tool service shows it: submitted by POST, answered with a redirect to the job, or with the job itself
 * where the client prefers to wait; then read until it is `complete` or `error`.
 */

import { type TObject, type TProperties, Type } from 'typebox';
import { SINGLE } from '../core/cost.ts';
import { InputError, NotFoundError } from '../core/errors.ts';
import type { JsonObject } from '../core/records.ts';
import type { ToolInput, ToolJob } from '../core/tools.ts';
import type { Reply, RequestContext, Route } from './service.ts';

export interface JobRoutes {
  /** Id of the tool, and of its service. */
  tool: string;
  /** What the service's jobs take beside `url` and `callback`. */
  options?: TProperties;
  /** How many files one job takes. Default 20. */
  maxFiles?: number;
  /** Of one file that is sent, in bytes. */
  maxBytes: number;
  /** Shape of a complete job's `results`. */
  results: TObject;
  /** Names of the parameters that hold URLs, where not `url`. */
  urls?: readonly string[];
  /** Names of the parameters that hold package URLs, and what finds the file of one; without it none are taken. */
  purls?: {
    names: readonly string[];
    find(context: RequestContext, purl: string, field: string): Promise<{ url: string }>;
  };
  /** How many inputs a job needs. Default: at least one. */
  needs?: number;
  summary: string;
  cost: number;
}

type Purls = NonNullable<JobRoutes['purls']>;

/** What a job reads like. */
export function jobSchema(tool: string, results: TObject) {
  const at = Type.String({ format: 'date-time' });
  return Type.Object(
    {
      id: Type.String(),
      url: Type.Union([Type.String(), Type.Null()], {
        description: 'of its first file; null for what was sent',
      }),
      names: Type.Array(Type.String(), { description: 'of its files' }),
      status: Type.String({ description: '`pending`, `working`, `complete` or `error`' }),
      results: Type.Union([results, Type.Object({ error: Type.String() }), Type.Null()]),
      error: Type.Union([
        Type.Object({
          code: Type.String(),
          message: Type.String(),
          field: Type.Union([Type.String(), Type.Null()]),
        }),
        Type.Null(),
      ]),
      created_at: at,
      updated_at: at,
      sidekiq_id: Type.String({ description: 'the same as `id`' }),
      sha256: Type.Union([Type.String(), Type.Null()], { description: 'of its files, joined with `,`' }),
    },
    { $id: `${tool}Job`, additionalProperties: false },
  );
}

/** POST /jobs and GET /jobs/{jobID}. */
export function jobRoutes(of: JobRoutes): Route[] {
  const { tool, maxFiles = 20, maxBytes, urls = ['url'] } = of;
  const schema = jobSchema(tool, of.results);
  const url = (name: string) =>
    Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 40_000,
        description:
          urls.length > 1
            ? `${name}: URL of a file`
            : 'URL of a file or archive; several separated by spaces',
      }),
    );
  const purl = (name: string) =>
    Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 4096,
        description: `${name}: package URL of a release, instead of a URL`,
      }),
    );
  return [
    {
      method: 'POST',
      path: '/jobs',
      operationId: 'createJob',
      summary: of.summary,
      tags: ['jobs'],
      query: Type.Object(
        {
          ...Object.fromEntries(urls.map(name => [name, url(name)])),
          ...Object.fromEntries((of.purls?.names ?? []).map(name => [name, purl(name)])),
          callback: Type.Optional(
            Type.String({ maxLength: 2048, description: 'URL that is told by POST when the job is done' }),
          ),
          ...of.options,
        },
        { additionalProperties: false },
      ),
      upload: { maxFiles, maxBytes },
      response: schema,
      cost: of.cost,
      cache: 'none',
      async handle(context) {
        const job = await submit(context, of);
        const location = `${context.serviceUrl}/api/v1/jobs/${job.id}`;
        const waited = context.waitMs !== null;
        const headers = { location, ...(waited ? { 'preference-applied': 'wait' } : {}) };
        const done = job.status === 'complete' || job.status === 'error';
        return waited && done
          ? { ...jobReply(job), headers: { ...headers, 'content-location': location } }
          : { ...jobReply(job), status: 302, headers };
      },
    },
    {
      method: 'GET',
      path: '/jobs/{jobID}',
      operationId: 'getJob',
      summary: 'fetch job by id',
      tags: ['jobs'],
      response: schema,
      cost: SINGLE,
      cache: 'none',
      handle: async context => jobReply(await findJob(context, tool)),
    },
  ];
}

/** @throws NotFoundError for an id that is none of this tool's, or that was forgotten after a week. */
export async function findJob(context: RequestContext, tool: string): Promise<ToolJob> {
  const job = await context.tools.find(tool, String(context.params.jobID));
  if (!job) throw new NotFoundError('there is no such job: jobs are kept for a week');
  return job;
}

/** Begins the job that the request asks for, and waits for it where the request prefers that. */
export async function submit(
  context: RequestContext,
  of: JobRoutes,
  waitMs = context.waitMs,
): Promise<ToolJob> {
  const { tool, urls = ['url'], maxFiles = 20, needs } = of;
  const { query, files, tools, signal } = context;
  const inputs: ToolInput[] = files.map(upload => ({ upload }));
  for (const [i, name] of urls.entries()) {
    for (const url of String(query[name] ?? '').split(/\s+/)) if (url !== '') inputs.push({ url });
    const field = of.purls?.names[i];
    const purl = field === undefined ? undefined : query[field];
    if (typeof purl === 'string' && field !== undefined)
      inputs.push({ url: (await (of.purls as Purls).find(context, purl, field)).url });
  }
  const [first = 'url'] = urls;
  if (inputs.length === 0)
    throw new InputError(
      first,
      `${urls.join(' and ')} or a file is required: name it or send it as the body`,
    );
  if (needs !== undefined && inputs.length !== needs)
    throw new InputError(urls[inputs.length] ?? first, `${needs} files are needed: ${urls.join(', ')}`);
  if (inputs.length > maxFiles) throw new InputError(first, `at most ${maxFiles} files`);
  const options = Object.fromEntries(
    Object.entries(query).filter(
      ([name, value]) => Object.hasOwn(of.options ?? {}, name) && value !== undefined,
    ),
  ) as JsonObject;
  const callback = typeof query.callback === 'string' ? query.callback : null;
  return tools.submit({ tool, inputs, options, callback }, { waitMs: waitMs ?? 0, signal });
}

/** A job, its results put in as the text that they are. */
export function jobReply(job: ToolJob): Reply {
  const { id, url, names, status, error, sha256, createdAt, updatedAt } = job;
  const head = { id, url, names, status };
  const tail = { error, created_at: createdAt, updated_at: updatedAt, sidekiq_id: id, sha256 };
  const results = job.results ?? (error ? JSON.stringify({ error: error.message }) : 'null');
  const text = `${JSON.stringify(head).slice(0, -1)},"results":${results},${JSON.stringify(tail).slice(1)}`;
  return { body: text, contentType: 'application/json; charset=utf-8' };
}
