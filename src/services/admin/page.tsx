/** Pages for operators: for everybody else there is nothing here. */
import type { VNode } from 'preact';
import { type TProperties, Type } from 'typebox';
import type { Administration } from '../../core/administration.ts';
import { InputError, NotFoundError } from '../../core/errors.ts';
import { isOperator } from '../../store/operators.ts';
import { Breadcrumbs, Tabs } from '../../ui/components/navigation.tsx';
import type { FormProblem } from '../../ui/components/tool-home.tsx';
import { Problem } from '../accounts/public.ts';
import type { Page, PageResult, RequestContext } from '../service.ts';

export const TABS = {
  Overview: '/admin',
  Accounts: '/admin/accounts',
  Users: '/admin/users',
  Plans: '/admin/plans',
  Limits: '/admin/limits',
  Licences: '/admin/licences',
  Invoices: '/admin/invoices',
  Credits: '/admin/credits',
  Webhooks: '/admin/webhooks',
  Jobs: '/admin/jobs',
  Tombstones: '/admin/tombstones',
  Audit: '/admin/audit',
} as const;
export type Tab = keyof typeof TABS;

export interface Operator {
  admin: Administration;
  userId: number;
  csrf: string;
}

export interface AdminPage {
  path: string;
  tab: Tab;
  query?: TProperties;
  load(context: RequestContext, operator: Operator): Promise<AdminResult>;
}

export interface AdminResult {
  /** Default: the tab's name. */
  title?: string;
  view: VNode;
  /** A file instead of the page. */
  download?: PageResult['download'];
}

const HEADERS = { 'referrer-policy': 'same-origin' };

/** @throws NotFoundError for whoever is no operator, signed in or not: what there is, is not told. */
async function operatorOf({ db, session, administration }: RequestContext): Promise<Operator> {
  if (session === null || !(await isOperator(db, session.userId))) throw new NotFoundError();
  return { admin: administration(`user:${session.userId}`), userId: session.userId, csrf: session.csrf };
}

export function adminPage(page: AdminPage): Page {
  return {
    path: page.path,
    query: Type.Object(page.query ?? {}, { additionalProperties: false }),
    session: true,
    cache: 'none',
    async load(context) {
      const operator = await operatorOf(context);
      return framed(page, await page.load(context, operator), null);
    },
  };
}

export interface AdminForm {
  /** Default: the path of the page that it stands on. */
  path?: string;
  form?: TProperties;
  /** Shown again where the input is at fault. */
  page: AdminPage;
  /** Does it; a path to go on to, or a page to show. */
  submit(context: RequestContext, operator: Operator): Promise<string | AdminResult>;
}

export function adminForm({ path, form = {}, page, submit }: AdminForm): Page {
  return {
    method: 'POST',
    path: path ?? page.path,
    form: Type.Object(form, { additionalProperties: false }),
    session: true,
    once: operatorOf,
    cache: 'none',
    async load(context) {
      const operator = await operatorOf(context);
      try {
        const result = await submit(context, operator);
        if (typeof result === 'string') return { title: '', view: <></>, redirect: result };
        return framed(page, result, null);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        const problem = { message: error.message, field: error.field };
        const shown = await page.load({ ...context, query: {} }, operator);
        return { ...framed(page, shown, problem), status: error.status };
      }
    },
  };
}

function framed(
  { tab }: AdminPage,
  { title = tab, view, download }: AdminResult,
  problem: FormProblem | null,
): PageResult {
  return {
    title: `${title} · Administration`,
    view: (
      <>
        <header class="page-head">
          {title !== tab && <Breadcrumbs items={[{ label: tab, href: TABS[tab] }]} />}
          <h1>{title}</h1>
        </header>
        <Tabs
          label="Administration"
          items={Object.entries(TABS).map(([label, href]) => ({ label, href, current: label === tab }))}
        />
        <Problem problem={problem} />
        {view}
      </>
    ),
    download,
    noindex: true,
    headers: HEADERS,
  };
}
