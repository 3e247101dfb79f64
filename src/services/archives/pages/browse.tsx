/** An archive at a URL, or of a release: its folders and files, its readme and its changelog, each at an address of its own. */
import type { VNode } from 'preact';
import { NotFoundError } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/records.ts';
import type { ToolInput } from '../../../core/tools.ts';
import { Pager, Tabs } from '../../../ui/components/navigation.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { ExternalLink } from '../../../ui/components/text.tsx';
import { Downloads, ResultHead } from '../../../ui/components/tool-result.tsx';
import { countOf } from '../../../ui/format/numbers.ts';
import { paths, queryString } from '../../../ui/paths.ts';
import { toolOf } from '../../../ui/tools.ts';
import { artifactOf } from '../../packages/public.ts';
import type { PageResult, RequestContext } from '../../service.ts';
import { shortName } from '../../tool-pages.tsx';
import { flatItem, folderItems, type ListedEntry } from '../folders.ts';
import { type Changelog, ChangelogView, FileText, Folder, type Readme, ReadmeView } from './views.tsx';

const ITEMS = 200;
/** Of a file that was sent: there is no second page of it. */
const ITEMS_SENT = 500;

const tool = toolOf('archives');

/** Asks for a part of the archive. null where it has none. */
function asker({ tools, signal }: RequestContext, input: ToolInput) {
  return async <T,>(operation: string, options: JsonObject = {}): Promise<T | null> => {
    try {
      const request = { tool: 'archives', inputs: [input], options: { operation, ...options } };
      return JSON.parse(await tools.ask(request, signal)) as T;
    } catch (error) {
      if (error instanceof NotFoundError) return null;
      throw error;
    }
  };
}

/** @throws InputError, NotFoundError, UpstreamError, UnavailableError where there is nothing to show. */
export async function browsePage(context: RequestContext): Promise<PageResult> {
  const { query } = context;
  const purl = typeof query.purl === 'string' ? query.purl : null;
  const url = purl === null ? String(query.url) : (await artifactOf(context, purl, 'purl')).url;
  const path = String(query.path ?? '')
    .split('/')
    .filter(part => part !== '')
    .join('/');
  const view = query.view === 'readme' || query.view === 'changelog' ? query.view : 'files';
  const source = purl === null ? { url } : { purl };
  const here = (more: Record<string, string | number> = {}) =>
    `${paths.tool(tool.id)}${queryString({ ...source, ...more })}`;
  const api = (operation: string, more: Record<string, string> = {}) =>
    `/archives/api/v1/archives/${operation}${queryString({ ...source, ...more })}`;
  const ask = asker(context, { url });
  const shown = await partOf({ ask, view, path, page: Number(query.page ?? 1), here, api });
  if (shown === null) throw new NotFoundError(`the archive has no ${path}`);
  const title = (purl ?? url).slice(0, 500);
  return {
    title: `${path === '' ? title : path} · ${tool.title}`,
    noStore: true,
    headers: { 'x-robots-tag': 'noindex' },
    view: (
      <>
        <ResultHead tool={tool} title={purl ?? shortName(url)}>
          <p class="head-line">
            From <ExternalLink url={url} />
          </p>
        </ResultHead>
        <Tabs
          label="Parts of the archive"
          items={[
            { label: 'Files', href: here(), current: view === 'files' },
            { label: 'Readme', href: here({ view: 'readme' }), current: view === 'readme' },
            { label: 'Changelog', href: here({ view: 'changelog' }), current: view === 'changelog' },
          ]}
        />
        {shown}
        <Downloads
          items={[
            { label: 'List', href: api('entries'), note: 'JSON' },
            { label: 'Readme', href: api('readme'), note: 'JSON' },
            { label: 'Changelog', href: api('changelog'), note: 'JSON' },
            { label: 'All as one text', href: api('repopack'), note: 'JSON' },
          ]}
        />
      </>
    ),
  };
}

interface Part {
  ask: ReturnType<typeof asker>;
  view: 'files' | 'readme' | 'changelog';
  path: string;
  page: number;
  here(more?: Record<string, string | number>): string;
  api(operation: string, more?: Record<string, string>): string;
}

async function partOf({ ask, view, path, page, here, api }: Part): Promise<VNode | null> {
  if (view === 'readme') return <ReadmeView readme={await ask<Readme>('readme')} />;
  if (view === 'changelog') return <ChangelogView changelog={await ask<Changelog>('changelog')} />;
  const entries = (await ask<ListedEntry[]>('entries')) ?? [];
  const items = folderItems(entries, path);
  if (items.length > 0 || path === '') {
    const from = (page - 1) * ITEMS;
    const more: Record<string, string> = path === '' ? {} : { path };
    return (
      <Section id="folder" title={path === '' ? countOf(entries.length, 'entry', 'entries') : `${path}/`}>
        <Up path={path} here={here} />
        <Folder
          items={items.slice(from, from + ITEMS)}
          total={items.length > ITEMS ? 0 : items.length}
          href={to => here({ path: to })}
        />
        <Pager page={page} hasMore={from + ITEMS < items.length} href={to => here({ ...more, page: to })} />
      </Section>
    );
  }
  const file = await ask<Parameters<typeof FileText>[0]['file']>('contents', { path });
  if (file === null) return null;
  return (
    <Section id="file" title={path}>
      <Up path={path} here={here} />
      <FileText file={file} apiHref={api('contents', { path })} />
    </Section>
  );
}

/** The folders above, each a link. */
function Up({ path, here }: Pick<Part, 'path' | 'here'>) {
  if (path === '') return null;
  const parts = path.split('/');
  return (
    <nav class="crumbs" aria-label="Folders above">
      <ol>
        <li>
          <a href={here()}>root</a>
        </li>
        {parts.slice(0, -1).map((part, index) => (
          <li key={index}>
            <a href={here({ path: parts.slice(0, index + 1).join('/') })}>{part}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** All of a file that was sent on one page: it is not kept for a second one. */
export async function sentPage(context: RequestContext, input: ToolInput, name: string): Promise<PageResult> {
  const ask = asker(context, input);
  const entries = (await ask<ListedEntry[]>('entries')) ?? [];
  const [readme, changelog] = [await ask<Readme>('readme'), await ask<Changelog>('changelog')];
  return {
    title: `${name} · ${tool.title}`,
    noStore: true,
    view: (
      <>
        <ResultHead tool={tool} title={name}>
          <p class="lead">
            {countOf(entries.length, 'entry', 'entries')}. It is not kept: this page is all there is.
          </p>
        </ResultHead>
        <Section id="folder" title="Files">
          <Folder items={entries.slice(0, ITEMS_SENT).map(flatItem)} total={entries.length} href={null} />
        </Section>
        {readme !== null && <ReadmeView readme={readme} />}
        {changelog !== null && <ChangelogView changelog={changelog} />}
      </>
    ),
  };
}
