import { type TProperties, Type } from 'typebox';
import { termsLine } from '../../core/answer-terms.ts';
import { SINGLE, TOOL } from '../../core/cost.ts';
import { InputError, NotFoundError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/records.ts';
import type { ToolInput } from '../../core/tools.ts';
import { purlOf } from '../../ecosystems/ecosystem.ts';
import { convertSbomStream, NOTATIONS, type NotationId, notationOf } from '../../reading/sbom/index.ts';
import { termsOf } from '../answer-terms.ts';
import { artifactOf } from '../packages/public.ts';
import type { Reply, RequestContext, Route } from '../service.ts';
import { ofInput } from '../tool-answers.ts';
import { type JobRoutes, jobRoutes } from '../tool-jobs.ts';
import { factsOf } from './facts.ts';
import { Converted, EnrichedSbom, Made, Notation, SbomResults, ValidationAnswer } from './schemas.ts';

export const MAX_UPLOAD = 512 * 1024 * 1024;
/** Documents from this size on are converted in pieces, as they are sent. */
const STREAMED_FROM = 32 * 1024 * 1024;

export const sbomJobs: JobRoutes = {
  tool: 'sbom',
  summary: 'submit an SBOM to be read',
  maxFiles: 1,
  maxBytes: MAX_UPLOAD,
  results: SbomResults,
  cost: TOOL,
};

const notations = NOTATIONS.map(({ id }) => id).join(', ');
const optional = (description: string, maxLength = 2048) =>
  Type.Optional(Type.String({ minLength: 1, maxLength, description }));
const written: TProperties = {
  to: optional(`what is written: ${notations}; default cyclonedx-json`, 30),
  version: optional('of the notation; default the newest', 10),
  raw: Type.Optional(Type.Boolean({ description: 'the document alone, under its own media type' })),
};
const ofJob = optional('id of a job of this service, instead of a URL', 40);

export const routes: Route[] = [
  {
    method: 'GET',
    path: '/jobs/sbom_formats',
    operationId: 'sbomFormats',
    summary: 'list the notations that are read and written',
    tags: ['jobs'],
    response: Type.Array(Notation),
    cost: SINGLE,
    cache: 'shared',
    isNew: true,
    handle: () => ({
      body: NOTATIONS.map(({ id, label, versions, mediaType, extension }) => ({
        format: id,
        name: label,
        versions: [...versions],
        media_type: mediaType,
        extension,
      })),
    }),
  },
  ...jobRoutes(sbomJobs),
  ...both(
    'convert',
    'convert an SBOM into another notation, and say what that loses',
    { ...written, job: ofJob },
    Converted,
    convert,
  ),
  ...both('validate', 'check an SBOM against its schema', { job: ofJob }, ValidationAnswer, async context =>
    ask(context, await inputsOf(context), { operation: 'validate' }),
  ),
  ...both(
    'make',
    'make an SBOM of an archive, manifests, lockfiles, or a release',
    {
      ...written,
      purl: optional('package URL of a release, instead of a URL', 4096),
      job: optional('id of a job of the parser, instead of a URL', 40),
      name: optional('of what it is an SBOM of', 255),
    },
    Made,
    make,
  ),
  ...both(
    'enrich',
    'add to an SBOM what the index knows of its packages',
    { ...written, job: ofJob },
    EnrichedSbom,
    enrich,
  ),
];

/** GET of a URL, and POST of a file that is sent. */
function both(
  name: string,
  summary: string,
  options: TProperties,
  response: Route['response'],
  handle: (context: RequestContext) => Promise<Reply>,
): Route[] {
  const query = Type.Object({ url: optional('URL of a file'), ...options }, { additionalProperties: false });
  const shared = {
    path: `/${name}`,
    tags: ['sbom'],
    query,
    response,
    cost: TOOL,
    cache: 'none' as const,
    isNew: true,
    handle,
  };
  return [
    { ...shared, method: 'GET', operationId: name, summary },
    {
      ...shared,
      method: 'POST',
      operationId: `${name}File`,
      summary: `${summary}: of a file that is sent`,
      upload: { maxFiles: 20, maxBytes: MAX_UPLOAD },
    },
  ];
}

async function convert(context: RequestContext): Promise<Reply> {
  const [file] = context.files;
  const notation = notationIn(context);
  if (file && file.size >= STREAMED_FROM) {
    const { version } = context.query;
    const source = await context.tools.stream(file);
    const { text } = convertSbomStream(source, {
      notation: notation.id,
      ...(typeof version === 'string' ? { version } : {}),
    });
    return { body: text, contentType: notation.mediaType };
  }
  return ask(context, await inputsOf(context), { operation: 'convert', ...writtenAs(context) });
}

async function make(context: RequestContext): Promise<Reply> {
  const { now, query, tools } = context;
  const subject: JsonObject = typeof query.name === 'string' ? { name: query.name } : {};
  let inputs: ToolInput[];
  if (typeof query.purl === 'string') {
    const { url, registry, package: row, version } = await artifactOf(context, query.purl, 'purl');
    subject.name ??= row.name;
    subject.version = version.number;
    subject.purl = purlOf(registry, row.name, version.number);
    subject.license = version.licenses ?? row.licenses;
    inputs = [{ url }];
  } else if (typeof query.job === 'string') {
    const job = await tools.find('parser', query.job);
    if (!job) throw new NotFoundError('there is no such job: jobs are kept for a week');
    inputs = job.inputs;
  } else inputs = await inputsOf(context);
  const timestamp = `${now.toISOString().slice(0, 19)}Z`;
  const options = {
    operation: 'make',
    subject,
    timestamp,
    toolVersion: tools.version,
    ...writtenAs(context),
  };
  return ask(context, inputs, options);
}

async function enrich(context: RequestContext): Promise<Reply> {
  const { signal, tools } = context;
  const inputs = await inputsOf(context);
  const { purls } = JSON.parse(
    await ofInput(
      fieldOf(context),
      tools.ask({ tool: 'sbom', inputs, options: { operation: 'packages' } }, signal),
    ),
  ) as { purls: string[] };
  const facts = (await factsOf(context, purls)) as unknown as JsonObject[string];
  const notice = termsLine(await termsOf(context, 'packages'), context.siteUrl, context.now.toISOString());
  return ask(context, inputs, { operation: 'enrich', facts, notice, ...writtenAs(context) });
}

/** @throws InputError naming `url` where nothing is named or sent, NotFoundError for a job that is not kept. */
async function inputsOf({ files, query, tools }: RequestContext): Promise<ToolInput[]> {
  if (typeof query.job === 'string') {
    const job = await tools.find('sbom', query.job);
    if (!job) throw new NotFoundError('there is no such job: jobs are kept for a week');
    return job.inputs;
  }
  const inputs: ToolInput[] = files.map(upload => ({ upload }));
  if (typeof query.url === 'string') inputs.push({ url: query.url });
  if (inputs.length === 0) throw new InputError('url', 'url is required: of a file, or a file sent by POST');
  return inputs;
}

/** What is at fault where its file is. */
function fieldOf({ query, files }: RequestContext): string {
  return typeof query.job === 'string' ? 'job' : files.length > 0 ? 'file' : 'url';
}

function notationIn({ query }: RequestContext) {
  const notation = notationOf(String(query.to ?? 'cyclonedx-json'));
  if (!notation) throw new InputError('to', `to must be one of ${notations}`);
  return notation;
}

function writtenAs(context: RequestContext): JsonObject {
  const { to, version } = context.query;
  if (to !== undefined) notationIn(context);
  return {
    ...(to === undefined ? {} : { to }),
    ...(version === undefined ? {} : { version }),
  };
}

async function ask(context: RequestContext, inputs: ToolInput[], options: JsonObject): Promise<Reply> {
  const body = await ofInput(
    fieldOf(context),
    context.tools.ask({ tool: 'sbom', inputs, options }, context.signal),
  );
  if (context.query.raw !== true) return { body, contentType: 'application/json; charset=utf-8' };
  const { notation, text, losses } = JSON.parse(body) as {
    notation: NotationId;
    text: string;
    losses: unknown[];
  };
  const { mediaType, extension } = notationOf(notation) as NonNullable<ReturnType<typeof notationOf>>;
  return {
    body: text,
    contentType: mediaType,
    headers: {
      'content-disposition': `attachment; filename="sbom${extension}"`,
      'x-sbom-losses': String(losses.length),
    },
  };
}
