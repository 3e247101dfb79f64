/** Pages of an account: for those who are signed in and may, within the account's frame, and never kept. */
import type { VNode } from 'preact';
import { type TProperties, Type } from 'typebox';
import { ForbiddenError, InputError } from '../../core/errors.ts';
import type { FormProblem } from '../../ui/components/tool-home.tsx';
import { paths, queryString, segment } from '../../ui/paths.ts';
import type { Page, PageResult, RequestContext } from '../service.ts';
import { type Access, accessOf, demand, type Permission } from './access.ts';
import { AccountFrame, type AccountTab } from './pages/frame.tsx';

/** Who has used up their quota must be able to see it, and to do something about it. */
const FREE = 0;

export interface AccountPageResult extends Omit<PageResult, 'view' | 'title'> {
  title?: string;
  view?: VNode;
}

type Load = (
  context: RequestContext,
  access: Access,
  /** Why a form came back. */
  problem: FormProblem | null,
) => Promise<AccountPageResult>;

export interface AccountPage {
  path: string;
  permission: Permission;
  /** The tab that it belongs to. */
  tab: AccountTab;
  query?: TProperties;
  load: Load;
}

/** What pages of an account tell browsers: nothing of them gets out with a link. `no-referrer` would hide where forms come from. */
const HEADERS = { 'referrer-policy': 'same-origin' };

/** A page to read. Who is not signed in is sent to sign in, and back. */
export function accountPage(page: AccountPage): Page {
  return {
    path: page.path,
    query: Type.Object(page.query ?? {}, { additionalProperties: false }),
    session: true,
    cache: 'none',
    cost: FREE,
    async load(context) {
      const access = await accessOf(context);
      if (access === null)
        return toSignIn(`${pathOf(page.path, context.params)}${queryString(context.query)}`);
      demand(access, page.permission);
      return framed(page, access, await page.load(context, access, null));
    },
  };
}

export interface AccountForm {
  /** Default: the path of the page that it stands on. */
  path?: string;
  permission: Permission;
  form?: TProperties;
  /** The page that it stands on: shown again where the input is at fault. */
  page: AccountPage;
  /** Does it; a page to show, or where to go on. */
  submit(context: RequestContext, access: Access): Promise<AccountPageResult | string>;
}

/** The target of a form that holds `<FormFields>`: acts on the account that the form was made for, whatever else was opened since. */
export function accountForm({ path, permission, form = {}, page, submit }: AccountForm): Page {
  const fields = { ...form, account: Type.Integer({ minimum: 1 }) };
  return {
    method: 'POST',
    path: path ?? page.path,
    form: Type.Object(fields, { additionalProperties: false }),
    session: true,
    async once(context) {
      const access = await accessOf(context, context.form.account as number);
      if (access !== null) demand(access, permission);
    },
    cache: 'none',
    cost: FREE,
    async load(context) {
      const access = await accessOf(context, context.form.account as number);
      if (access === null) return toSignIn(page.path.includes('{') ? paths.account : page.path);
      demand(access, permission);
      try {
        const result = await submit(context, access);
        if (typeof result === 'string') return { title: '', view: <></>, redirect: result };
        return framed(page, access, result);
      } catch (error) {
        if (!(error instanceof InputError || error instanceof ForbiddenError)) throw error;
        const problem = problemOf(error);
        const status = error instanceof InputError ? error.status : 403;
        return {
          ...framed(page, access, await page.load({ ...context, query: {} }, access, problem)),
          status,
        };
      }
    },
  };
}

/** In words for the form, which marks the field itself. */
function problemOf({ message, field }: InputError | ForbiddenError): FormProblem {
  const isNamed = field && message.startsWith(`${field}: `);
  return { message: isNamed ? message.slice(field.length + 2) : message, field: field ?? null };
}

function framed(page: AccountPage, access: Access, result: AccountPageResult): PageResult {
  const { title = page.tab, view = <></> } = result;
  return {
    ...result,
    title: `${title} · ${access.account.name}`,
    view: (
      <AccountFrame access={access} tab={page.tab}>
        {view}
      </AccountFrame>
    ),
    noindex: true,
    headers: { ...HEADERS, ...result.headers },
  };
}

export function toSignIn(returnTo: string): PageResult {
  return { title: '', view: <></>, status: 303, redirect: paths.signIn(returnTo), headers: HEADERS };
}

function pathOf(pattern: string, params: Record<string, string>): string {
  return pattern.replace(/\{(\w+)\+?\}/g, (_, name: string) => segment(params[name] ?? ''));
}
