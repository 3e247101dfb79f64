/** A resolution as a job: with more time than a request has. */
import type { JsonObject } from '../../core/records.ts';
import type { ReceivedFile, ToolRequest } from '../../core/tools.ts';
import type { PackageMemory, RequestContext } from '../service.ts';
import { contentsOfTexts, contentsOfUploads, type FileContents } from './file-contents.ts';
import { resolveAll } from './run.ts';
import type { ResolutionJson, ResolveBody } from './schemas.ts';

export type JobContext = Pick<RequestContext, 'db' | 'directory' | 'sync' | 'tools' | 'signal'>;

/** A worker hears of no changes: what it reads counts for one job. */
const noMemory: PackageMemory = {
  now: () => 0,
  get: () => undefined,
  keep: () => {},
  isCurrent: () => false,
};

/** Within the five minutes of every job. */
const LIMITS = { timeMs: 280_000, fetchMs: 180_000, isLast: true };

/** @param request options: the body of the request, as it was checked then, and `as`; inputs: files that were sent. */
export async function resolveJob(
  context: JobContext,
  { inputs, options }: Pick<ToolRequest, 'inputs' | 'options'>,
): Promise<ResolutionJson> {
  const { as, site, ...body } = (options ?? {}) as JsonObject & { as?: string; site?: string };
  const files = inputs.flatMap(input => ('upload' in input ? [input.upload] : []));
  const contents = await contentsOf(context, body as ResolveBody, files, as);
  return resolveAll(
    { ...context, memory: noMemory, siteUrl: String(site ?? ''), now: new Date() },
    body as ResolveBody,
    contents,
    LIMITS,
  );
}

/** What was sent beside package URLs; null where nothing was. @throws InputError naming `files`. */
export async function contentsOf(
  { tools, signal }: Pick<RequestContext, 'tools' | 'signal'>,
  body: ResolveBody,
  files: readonly ReceivedFile[],
  as: string | undefined,
): Promise<FileContents | null> {
  if (files.length > 0) return contentsOfUploads(tools, files, as, signal);
  return body.files === undefined ? null : contentsOfTexts(body.files);
}
