/** A resolution within a request where it is quick, else as a job. */
import { InputError, NotFoundError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/records.ts';
import type { ToolJob } from '../../core/tools.ts';
import type { Reply, RequestContext } from '../service.ts';
import { documentTerms, replyIn } from './formats.ts';
import { contentsOf } from './job.ts';
import { OutOfTime, resolveAll, wantedOf } from './run.ts';
import { FORMATS, type Format, type ResolutionJson, type ResolveBody } from './schemas.ts';

const TOOL = 'resolve';

/** What a request takes where the client does not say how long it waits. */
const PATIENCE_MS = 10_000;
/** Of it, registries get so much. */
const FETCHED_PART = 0.7;

/** `reached`: how far it came within the request, in words, where it goes on as a job because the time was over. */
export type Outcome = { resolution: ResolutionJson } | { job: ToolJob; reached: readonly string[] };

/**
 * @param as read what was sent as a file of this name.
 * @throws as resolveAll.
 */
export async function resolveNow(context: RequestContext, body: ResolveBody, as?: string): Promise<Outcome> {
  if (body.callback !== undefined) {
    // What is wrong is said now, and not to the one who is called back.
    if (body.purls !== undefined) wantedOf(context, body, null);
    return { job: await begin(context, body, as), reached: [] };
  }
  const timeMs = context.waitMs ?? PATIENCE_MS;
  const contents = await contentsOf(context, body, context.files, as);
  try {
    const limits = { timeMs, fetchMs: timeMs * FETCHED_PART };
    return { resolution: await resolveAll(context, body, contents, limits) };
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    return { job: await begin(context, body, as), reached: error.reason.explanation };
  }
}

/** The same as a job. */
export async function begin(
  context: RequestContext,
  body: ResolveBody,
  as?: string,
  waitMs = 0,
): Promise<ToolJob> {
  const { callback = null, ...rest } = body;
  const options = {
    ...rest,
    site: context.siteUrl,
    ...(as === undefined ? {} : { as }),
  } as unknown as JsonObject;
  const inputs = context.files.map(upload => ({ upload }));
  return context.tools.submit({ tool: TOOL, inputs, options, callback }, { waitMs, signal: context.signal });
}

/** 200 with the resolution in its form, or 202 with the job that goes on with it. */
export async function resolveReply(context: RequestContext, body: ResolveBody, as?: string): Promise<Reply> {
  const outcome = await resolveNow(context, body, as);
  if ('resolution' in outcome) {
    const reply = await replyIn(outcome.resolution, body.format ?? 'json', context.tools.version, () =>
      documentTerms(context),
    );
    return { ...reply, noStore: true };
  }
  const { reached } = outcome;
  const { id, status } = outcome.job;
  const suffix = body.format === undefined ? '' : `?format=${body.format}`;
  const location = `${context.siteUrl}/api/v1/resolve/jobs/${id}${suffix}`;
  return {
    status: 202,
    body: { id, status, url: location, ...(reached.length > 0 ? { explanation: reached } : {}) },
    headers: { location, 'retry-after': '2' },
    noStore: true,
  };
}

/** A job's resolution. @throws NotFoundError for no such job. */
export async function jobResolution(
  context: RequestContext,
  id: string,
): Promise<{ job: ToolJob; resolution: ResolutionJson | null }> {
  const job = await context.tools.find(TOOL, id);
  if (!job) throw new NotFoundError('there is no such job: jobs are kept for a week');
  return { job, resolution: job.results === null ? null : (JSON.parse(job.results) as ResolutionJson) };
}

/** @throws InputError naming `format`. */
export function formatOf(given: unknown): Format {
  const found = FORMATS.find(each => each === (given ?? 'json'));
  if (!found) throw new InputError('format', `format is one of ${FORMATS.join(', ')}`);
  return found;
}
