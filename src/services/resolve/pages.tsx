/** Resolving for people: the form, what it finds for package URLs, and jobs on files. */
import { Type } from 'typebox';
import { InputError } from '../../core/errors.ts';
import { Notice } from '../../ui/components/text.tsx';
import { sentence } from '../../ui/components/tool-home.tsx';
import { type Download, ResultHead } from '../../ui/components/tool-result.tsx';
import { paths, queryString } from '../../ui/paths.ts';
import { toolOf } from '../../ui/tools.ts';
import type { Page, PageResult, RequestContext } from '../service.ts';
import { fieldsOf, refused, type ToolHomeText, titleOf, toolHome } from '../tool-pages.tsx';
import { begin, jobResolution, resolveNow } from './ask.ts';
import { ResolutionResult, titleOfResolution, VIEWS } from './pages/result.tsx';
import { bodyOfQuery, inTermsOfQuery } from './query.ts';
import { UPLOAD } from './routes.ts';
import type { ResolutionJson, ResolveBody } from './schemas.ts';

const home: ToolHomeText = {
  id: 'resolve',
  fields: [
    {
      kind: 'text',
      name: 'purl',
      label: 'Package URLs',
      placeholder: 'pkg:npm/express@4',
      hint: 'Several are separated by spaces; without a version, the latest.',
    },
    {
      kind: 'file',
      name: 'files',
      label: 'or files',
      hint: 'A manifest with or without its lockfile, a lockfile, or an SBOM.',
      multiple: true,
    },
    { kind: 'text', name: 'before', label: 'As of', placeholder: '2024-01-31' },
    { kind: 'text', name: 'against', label: 'Compare with', placeholder: '2023-01-31', beside: true },
    {
      kind: 'text',
      name: 'environment',
      label: 'Environment',
      placeholder: 'os=linux,cpu=x64',
      hint: 'What each ecosystem knows is at /api/v1/resolve/resolvers.',
    },
    { kind: 'text', name: 'options', label: 'Options', beside: true },
    {
      kind: 'select',
      name: 'prereleases',
      label: 'Pre-releases',
      options: [
        { value: '', label: 'by the rules of the ecosystem' },
        { value: 'true', label: 'as if they were releases' },
      ],
    },
    {
      kind: 'select',
      name: 'development',
      label: 'For development',
      options: [
        { value: '', label: 'with what a manifest needs for it' },
        { value: 'false', label: 'without' },
      ],
      beside: true,
    },
  ],
  submit: 'Resolve',
  example: { label: 'See what comes with express', values: { purl: 'pkg:npm/express' } },
  limits: [
    'Nothing is installed or run: versions are chosen from the index, by the rules of each package manager.',
    'What is not in the index is read from its registry while you wait, as far as time allows.',
    'A day in the past hides what was published later. Versions that were removed since are not there.',
  ],
  commands: siteUrl => [
    { label: 'On your machine', code: 'bin/ecosystems resolve pkg:npm/express --tree' },
    { label: 'Over HTTP', code: `curl '${siteUrl}/api/v1/resolve?purl=pkg:npm/express'` },
    {
      label: 'Over HTTP, files',
      code: `curl -F files=@package.json -F files=@package-lock.json '${siteUrl}/api/v1/resolve/file'`,
    },
  ],
};

const WAIT_MS = 2_500;
const RELOAD_SECONDS = 2;
/** What somebody looks at a blank page for. */
const PATIENCE_MS = 15_000;
const headers = { 'x-robots-tag': 'noindex' };

const viewInQuery = {
  view: Type.Optional(Type.Union([Type.Literal('tree'), Type.Literal('picture'), Type.Literal('packages')])),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
};

export const pages: Page[] = [
  {
    path: paths.tool('resolve'),
    query: Type.Object({ ...fieldsOf(home).properties, ...viewInQuery }, { additionalProperties: false }),
    cache: 'none',
    load: showForm,
  },
  {
    method: 'POST',
    path: paths.tool('resolve'),
    query: fieldsOf(home),
    upload: UPLOAD,
    cache: 'none',
    load: submitForm,
  },
  {
    path: `${paths.tool('resolve')}/jobs/{jobID}`,
    query: Type.Object(viewInQuery, { additionalProperties: false }),
    cache: 'none',
    load: showJob,
  },
];

async function showForm(context: RequestContext): Promise<PageResult> {
  if (context.query.purl === undefined) return toolHome(home, context);
  try {
    const { view: _view, page: _page, ...asked } = context.query;
    const outcome = await inTermsOfQuery(resolveNow({ ...context, waitMs: PATIENCE_MS }, bodyOfForm(asked)));
    if ('job' in outcome)
      return { title: '', view: <></>, redirect: paths.toolJob('resolve', outcome.job.id), noStore: true };
    const query = queryString(asked);
    return resultPage(
      context,
      outcome.resolution,
      `${paths.tool('resolve')}${query}&`,
      `/api/v1/resolve${query}&`,
    );
  } catch (error) {
    return refused(home, context, error);
  }
}

/** Forms send texts. @throws InputError naming the field. */
function bodyOfForm(query: RequestContext['query']): ResolveBody {
  const switches: Record<string, boolean> = {};
  for (const name of ['prereleases', 'development']) {
    const given = query[name];
    if (given === undefined) continue;
    if (given !== 'true' && given !== 'false') throw new InputError(name, `${name}: it is true or false`);
    switches[name] = given === 'true';
  }
  return bodyOfQuery({ ...query, ...switches });
}

/** An empty field of a form is one that was left out. */
async function submitForm(context: RequestContext): Promise<PageResult> {
  try {
    const query = Object.fromEntries(Object.entries(context.query).filter(([, value]) => value !== ''));
    const { purl, ...rest } = query;
    if (context.files.length === 0) {
      if (purl === undefined) throw new InputError('purl', 'a package URL or a file is needed');
      bodyOfForm(query);
      return { title: '', view: <></>, redirect: `${paths.tool('resolve')}${queryString(query)}` };
    }
    if (purl !== undefined) throw new InputError('purl', 'package URLs or files, not both');
    const job = await begin(context, bodyOfForm(rest), undefined, WAIT_MS);
    return { title: '', view: <></>, redirect: paths.toolJob('resolve', job.id) };
  } catch (error) {
    return refused(home, context, error);
  }
}

async function showJob(context: RequestContext): Promise<PageResult> {
  const { job, resolution } = await jobResolution(context, String(context.params.jobID));
  const tool = toolOf('resolve');
  const title = job.names.length > 0 ? titleOf(job) : 'A resolution';
  if (resolution)
    return resultPage(
      context,
      resolution,
      `${paths.toolJob('resolve', job.id)}?`,
      `/api/v1/resolve/jobs/${job.id}?`,
    );
  if (job.error) {
    const view = (
      <>
        <ResultHead tool={tool} title={title} />
        <Notice tone="danger" title="That did not work">
          {sentence(job.error.message)} <a href={paths.tool('resolve')}>Try it another way</a>.
        </Notice>
      </>
    );
    return { title: `${title} · ${tool.title}`, view, noStore: true, headers };
  }
  const view = (
    <>
      <ResultHead tool={tool} title={title} />
      <Notice title="It is being resolved">
        This page looks again every {RELOAD_SECONDS} seconds, and its address stays good for a week.
      </Notice>
    </>
  );
  return {
    status: 202,
    title: `${title} · ${tool.title}`,
    view,
    noStore: true,
    headers: { ...headers, 'retry-after': String(RELOAD_SECONDS), refresh: String(RELOAD_SECONDS) },
  };
}

/** @param pageBase and @param apiBase addresses to which parameters are added. */
function resultPage(
  { query }: RequestContext,
  resolution: ResolutionJson,
  pageBase: string,
  apiBase: string,
): PageResult {
  const href = (format: string) => `${apiBase}format=${format}`;
  const downloads: Download[] = [
    { label: 'JSON', href: href('json'), note: 'everything' },
    { label: 'Tree', href: href('tree') },
    { label: 'Versions by name', href: href('flat') },
    { label: 'CycloneDX', href: href('cyclonedx') },
    { label: 'SPDX', href: href('spdx') },
  ];
  const view = VIEWS.find(each => each === query.view) ?? null;
  return {
    title: `${titleOfResolution(resolution)} · ${toolOf('resolve').title}`,
    view: (
      <ResolutionResult
        resolution={resolution}
        downloads={downloads}
        view={view}
        page={typeof query.page === 'number' ? query.page : 1}
        hrefOf={(part, page) =>
          part === null
            ? pageBase.slice(0, -1)
            : `${pageBase}view=${part}${page === undefined ? '' : `&page=${page}`}`
        }
      />
    ),
    noStore: true,
    headers,
  };
}
