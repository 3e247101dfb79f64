/** The pages of signing in and out. */
import { type TProperties, Type } from 'typebox';
import { InputError, UpstreamError } from '../../core/errors.ts';
import { localPath } from '../../core/local-path.ts';
import { endSession, endSessions } from '../../store/sessions.ts';
import type { FormProblem } from '../../ui/components/tool-home.tsx';
import { paths } from '../../ui/paths.ts';
import type { Page, PageResult, RequestContext } from '../service.ts';
import { toSignIn } from './page.tsx';
import { ConfirmLink, DeadLink, LinkSent, SignInForm, type SignInWays } from './pages/sign-in.tsx';
import { NO_SESSION } from './session.ts';
import {
  beginGithub,
  linkOf,
  NO_STATE,
  requestLink,
  signInByGithub,
  signInByLink,
  TooOftenError,
} from './sign-in.ts';

const HEADERS = { 'referrer-policy': 'same-origin' };
const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }));
const object = (properties: TProperties) => Type.Object(properties, { additionalProperties: false });
const returnTo = text(2_000);
const token = Type.String({ minLength: 1, maxLength: 100 });

function waysOf({ accounts }: RequestContext): SignInWays {
  return { mail: accounts.mailer.kind, github: accounts.github !== null, signUp: accounts.signUp };
}

function signInPage(
  context: RequestContext,
  given: { returnTo?: unknown; email?: string },
  problem: FormProblem | null = null,
  status = 200,
): PageResult {
  const to = localPath(given.returnTo as string | undefined);
  return {
    status,
    title: 'Sign in',
    noindex: true,
    headers: HEADERS,
    view: <SignInForm ways={waysOf(context)} returnTo={to} email={given.email} problem={problem} />,
  };
}

const redirect = (to: string, cookies: PageResult['cookies']): PageResult => ({
  title: '',
  view: <></>,
  status: 303,
  redirect: to,
  cookies,
  headers: HEADERS,
});

export const signInPages: Page[] = [
  {
    path: '/account/sign-in',
    query: object({ return_to: returnTo }),
    session: true,
    cache: 'none',
    async load(context) {
      const to = context.query.return_to;
      if (context.session !== null) return redirect(localPath(String(to ?? '')) ?? paths.account, []);
      return signInPage(context, { returnTo: to });
    },
  },
  {
    method: 'POST',
    path: '/account/sign-in',
    form: object({ email: Type.String({ minLength: 1, maxLength: 300 }), return_to: returnTo }),
    cache: 'none',
    async load(context) {
      const { email, return_to: to } = context.form as { email: string; return_to?: string };
      try {
        const sent = await requestLink(context, { email, returnTo: to });
        return {
          title: 'Look into your mail',
          view: <LinkSent email={sent} ways={waysOf(context)} />,
          noindex: true,
          headers: HEADERS,
        };
      } catch (error) {
        if (error instanceof InputError) {
          return signInPage(
            context,
            { returnTo: to, email },
            { message: error.message, field: error.field },
            400,
          );
        }
        if (!(error instanceof TooOftenError)) throw error;
        const minutes = Math.ceil(error.retryAfterSeconds / 60);
        const message = `Too many links were asked for. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}`;
        const page = signInPage(context, { returnTo: to, email }, { message, field: null }, 429);
        return { ...page, headers: { ...HEADERS, 'retry-after': String(error.retryAfterSeconds) } };
      }
    },
  },
  {
    path: '/account/sign-in/link',
    query: object({ token: Type.Optional(token) }),
    session: true,
    cache: 'none',
    async load(context) {
      const given = String(context.query.token ?? '');
      const link = await linkOf(context, given);
      return {
        status: link === null ? 404 : 200,
        title: link === null ? 'This link does not work' : 'Sign in?',
        view: link === null ? <DeadLink /> : <ConfirmLink email={link.email} token={given} />,
        noindex: true,
        headers: HEADERS,
      };
    },
  },
  {
    method: 'POST',
    path: '/account/sign-in/link',
    form: object({ token }),
    // Whoever is signed in already is about to be somebody else: their own token is not in this form.
    session: 'replaced',
    cache: 'none',
    async load(context) {
      const done = await signInByLink(context, context.form.token as string);
      if (done !== null) return redirect(done.to, done.cookies);
      return {
        status: 404,
        title: 'This link does not work',
        view: <DeadLink />,
        noindex: true,
        headers: HEADERS,
      };
    },
  },
  {
    path: '/account/sign-in/github',
    query: object({ return_to: returnTo }),
    session: true,
    cache: 'none',
    async load(context) {
      const { cookie, url } = beginGithub(context, context.query.return_to as string | undefined);
      return redirect(url, [cookie]);
    },
  },
  {
    path: '/account/sign-in/github/callback',
    query: object({
      code: text(500),
      state: text(500),
      iss: text(500),
      error: text(500),
      error_description: text(2_000),
      error_uri: text(2_000),
    }),
    session: true,
    cache: 'none',
    async load(context) {
      const { code, state } = context.query as { code?: string; state?: string };
      try {
        const done = await signInByGithub(context, { code, state });
        return redirect(done.to, done.cookies);
      } catch (error) {
        const message =
          error instanceof InputError
            ? error.message
            : error instanceof UpstreamError
              ? 'GitHub did not answer as it should. Try again in a moment'
              : null;
        if (message === null) throw error;
        const status = error instanceof InputError ? 400 : 502;
        return { ...signInPage(context, {}, { message, field: null }, status), cookies: [NO_STATE] };
      }
    },
  },
  {
    method: 'POST',
    path: '/account/sign-out',
    form: object({ account: Type.Optional(Type.Integer()), everywhere: Type.Optional(Type.Boolean()) }),
    session: true,
    cache: 'none',
    async load({ db, session, form }) {
      if (session === null) return toSignIn(paths.account);
      if (form.everywhere === true) await endSessions(db, session.userId);
      else await endSession(db, session.userId, session.id);
      return redirect(paths.home, [NO_SESSION]);
    },
  },
];
