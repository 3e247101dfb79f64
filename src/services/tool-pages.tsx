/** Pages of tools whose work is a job: the form, its target, and the job's page, which looks again by itself until it is done. */
import type { ComponentChildren, VNode } from 'preact';
import { type TProperties, Type } from 'typebox';
import { InputError, NotFoundError, UnavailableError, UpstreamError } from '../core/errors.ts';
import type { ToolJob } from '../core/tools.ts';
import { ExternalLink, Notice } from '../ui/components/text.tsx';
import {
  type FormProblem,
  sentence,
  ToolForm,
  ToolHome,
  type ToolHomeProps,
} from '../ui/components/tool-home.tsx';
import { Downloads, ResultHead } from '../ui/components/tool-result.tsx';
import { webUrl } from '../ui/format/urls.ts';
import { paths } from '../ui/paths.ts';
import { type Tool, type ToolId, toolOf } from '../ui/tools.ts';
import type { Page, PageResult, RequestContext } from './service.ts';
import { findJob, type JobRoutes, submit } from './tool-jobs.ts';

/** What a tool's form page says; commands depend on where the site is. */
export type ToolHomeText = Omit<ToolHomeProps, 'tool' | 'values' | 'problem' | 'commands'> & {
  id: ToolId;
  commands(siteUrl: string): ToolHomeProps['commands'];
};

export interface JobPages {
  home: ToolHomeText;
  jobs: JobRoutes;
  /** Options of every job that the form begins. */
  options?: Record<string, string | boolean>;
  /** Query parameters of a job's page. */
  query?: TProperties;
  /** The page of a complete job. `results` is what the job's schema says. */
  result(view: ResultContext): Promise<VNode> | VNode;
}

export interface ResultContext {
  context: RequestContext;
  tool: Tool;
  job: ToolJob;
  /** Of this page. */
  href: string;
  /** The job in the API, from the site's root. */
  apiHref: string;
  results: unknown;
}

/** Most people's files are read in this time: then the form leads to the result at once. */
const WAIT_MS = 1_500;
const RELOAD_SECONDS = 2;
/** Characters of JSON: more would hold up everybody else while it is read for a page. */
const MAX_RESULTS = 32 * 1024 * 1024;

/** The form by GET, its target by POST, and the job. */
export function jobPages(of: JobPages): Page[] {
  const { id } = of.home;
  const { maxBytes, maxFiles = 20 } = of.jobs;
  return [
    {
      path: paths.tool(id),
      query: fieldsOf(of.home),
      cache: 'shared',
      load: async context => ({ ...toolHome(of.home, context), tags: [] }),
    },
    {
      method: 'POST',
      path: paths.tool(id),
      query: fieldsOf(of.home),
      upload: { maxFiles, maxBytes },
      cache: 'none',
      async load(context) {
        try {
          const query = { ...context.query, ...of.options };
          const job = await submit({ ...context, query }, of.jobs, WAIT_MS);
          return { title: '', view: <></>, redirect: paths.toolJob(id, job.id) };
        } catch (error) {
          return refused(of.home, context, error);
        }
      },
    },
    {
      path: `${paths.tool(id)}/jobs/{jobID}`,
      query: of.query && Type.Object(of.query, { additionalProperties: false }),
      cache: 'none',
      load: context => jobPage(of, context),
    },
  ];
}

/** Whatever the form sends may also stand in the address, and fills it in. */
export function fieldsOf({ fields }: ToolHomeText) {
  const names = fields.filter(({ kind }) => kind !== 'file').map(({ name }) => name);
  const text = Type.Optional(Type.String({ minLength: 1, maxLength: 40_000 }));
  return Type.Object(Object.fromEntries(names.map(name => [name, text])), { additionalProperties: false });
}

export function toolHome(
  { id, commands, ...text }: ToolHomeText,
  { query, siteUrl }: RequestContext,
  problem: FormProblem | null = null,
): PageResult {
  const tool = toolOf(id);
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) if (value !== undefined) values[name] = String(value);
  return {
    title: tool.question,
    description: tool.lead,
    view: <ToolHome {...text} tool={tool} commands={commands(siteUrl)} values={values} problem={problem} />,
  };
}

/** The form again, with what was wrong. @throws what is no mistake of the one who asks. */
export function refused(home: ToolHomeText, context: RequestContext, error: unknown): PageResult {
  const answer = (status: number, field: string | null, message: string): PageResult => ({
    ...toolHome(home, context, { message, field }),
    status,
    noStore: true,
  });
  if (error instanceof InputError) {
    // The form shows which field it is about; what is in a field (`options.fast`) has to be named.
    const [field = ''] = error.field.split('.');
    return answer(error.status, field, withoutField(field, error.message));
  }
  if (error instanceof NotFoundError) return answer(404, null, error.message);
  if (error instanceof UpstreamError)
    return answer(
      error.code === 'refused' ? 400 : 502,
      'url',
      `${sentence(error.message)} ${nextStep(error.code)}`,
    );
  if (error instanceof UnavailableError) {
    const after = String(error.retryAfterSeconds);
    return {
      ...answer(503, null, `${sentence(error.message)} Try again in ${after} seconds.`),
      headers: { 'retry-after': after },
    };
  }
  throw error;
}

function withoutField(field: string, message: string): string {
  return message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
}

async function jobPage(of: JobPages, context: RequestContext): Promise<PageResult> {
  const tool = toolOf(of.home.id);
  const job = await findJob(context, tool.id);
  const href = paths.toolJob(tool.id, job.id);
  const apiHref = `/${tool.id}/api/v1/jobs/${job.id}`;
  const title = titleOf(job);
  const common = { title: `${title} · ${tool.title}`, noStore: true };
  // What was sent is nobody else's business.
  const headers = { 'x-robots-tag': 'noindex' };
  if (job.status === 'error') return { ...common, headers, view: <Failed of={of} tool={tool} job={job} /> };
  if (job.status !== 'complete' || job.results === null) {
    return {
      ...common,
      status: 202,
      headers: { ...headers, 'retry-after': String(RELOAD_SECONDS), refresh: String(RELOAD_SECONDS) },
      view: <Waiting tool={tool} job={job} href={href} />,
    };
  }
  if (job.results.length > MAX_RESULTS)
    return { ...common, headers, view: <TooLarge tool={tool} job={job} apiHref={apiHref} /> };
  const view = await of.result({ context, tool, job, href, apiHref, results: JSON.parse(job.results) });
  return { ...common, headers, view };
}

/** What was worked on, as a heading. */
export function titleOf({ names }: Pick<ToolJob, 'names'>): string {
  const shown = names.slice(0, 2).map(shortName);
  if (names.length > 2) shown.push(`${names.length - 2} more`);
  return shown.join(', ');
}

const MAX_NAME = 150;

/** A file's own name, of a URL too. */
export function shortName(name: string): string {
  const path = webUrl(name) === null ? name : (name.split(/[?#]/, 1)[0] ?? name);
  const last = path.split('/').findLast(part => part !== '') ?? name;
  return last.slice(0, MAX_NAME);
}

const SOURCES = 3;

/** The head of a job's page: what was worked on, and where it came from. */
export function JobHead({
  tool,
  job,
  title = titleOf(job),
  children,
}: {
  tool: Tool;
  job: ToolJob;
  title?: string;
  children?: ComponentChildren;
}) {
  const urls = job.inputs.flatMap(input => ('url' in input ? [input.url] : []));
  return (
    <ResultHead tool={tool} title={title}>
      {children}
      {urls.slice(0, SOURCES).map(url => (
        <p key={url} class="head-line">
          From <ExternalLink url={url} />
        </p>
      ))}
    </ResultHead>
  );
}

function Waiting({ tool, job, href }: { tool: Tool; job: ToolJob; href: string }) {
  return (
    <>
      <JobHead tool={tool} job={job} />
      <Notice title={job.status === 'working' ? 'It is being read' : 'It waits for its turn'}>
        This page looks again every {RELOAD_SECONDS} seconds, and its address stays good for a week.{' '}
        <a href={href} rel="nofollow">
          Look again now
        </a>
        .
      </Notice>
    </>
  );
}

function Failed({ of, tool, job }: { of: JobPages; tool: Tool; job: ToolJob }) {
  const { code = 'internal', message = 'it is not known why', field = null } = job.error ?? {};
  const values: Record<string, string> = {};
  for (const [index, input] of job.inputs.entries()) {
    const name = (of.jobs.urls ?? ['url'])[index];
    if ('url' in input && name !== undefined) values[name] = input.url;
  }
  return (
    <>
      <JobHead tool={tool} job={job} />
      <Notice tone="danger" title="That did not work">
        {sentence(message)} {nextStep(code)}
      </Notice>
      <ToolForm {...of.home} tool={tool} values={values} problem={{ message, field }} />
    </>
  );
}

function TooLarge({ tool, job, apiHref }: { tool: Tool; job: ToolJob; apiHref: string }) {
  return (
    <>
      <JobHead tool={tool} job={job} />
      <Notice title="The result is too large for a page">
        It is complete, and programs can read it: download it as JSON.
      </Notice>
      <Downloads items={[{ label: 'JSON', href: apiHref }]} />
    </>
  );
}

const NEXT_STEPS: Record<string, string> = {
  input: 'Choose another file, or name what it is.',
  refused: 'Only public http and https addresses are asked. A file of your own can be sent instead.',
  unreachable: 'Check the address, or send the file itself.',
  timeout: 'Try again later, or send the file itself.',
  'rate-limited': 'Its server wants fewer requests: try again later, or send the file itself.',
  'server-error': 'The fault lies with that server: try again later, or send the file itself.',
  'unexpected-status':
    'Check the address: it may have moved, or need a login. A file of your own can be sent instead.',
  'too-large': 'Send a part of it, or use the command line, which has no such limit.',
  malformed: 'The file seems to be damaged or of another format: check that it opens on your side.',
};

function nextStep(code: string): string {
  return NEXT_STEPS[code] ?? 'Try again; if it stays so, report it with the address of this page.';
}
