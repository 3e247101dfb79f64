/** A server where people sign in: real SMTP, GitHub's protocol, and browsers as far as cookies and forms go. */
import { type Edge, startEdge } from '../../src/api/fixtures/edge.ts';
import type { AccountDoors } from '../../src/core/accounts.ts';
import { createGithubSignIn } from '../../src/io/github-sign-in.ts';
import { createHttp } from '../../src/io/http.ts';
import { createMailer } from '../../src/io/mail.ts';
import accounts from '../../src/services/accounts/index.ts';
import usage from '../../src/services/usage/index.ts';
import { type FakeGithub, openGithub } from './github.ts';
import { linkIn, type Mailbox, openMailbox } from './mailbox.ts';

export interface World {
  edge: Edge;
  mailbox: Mailbox;
  github: FakeGithub;
  doors: AccountDoors;
  /** What was logged behind answers. */
  warnings: string[];
  visitor(): Visitor;
  /** Somebody new who has signed in by a link. */
  signedIn(email: string): Promise<Visitor>;
  stop(): Promise<void>;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: string;
  /** Path of a redirect within the site, or the whole address. */
  location: string | null;
}

export type Fields = Record<string, string | string[]>;

/** Somebody with a cookie jar. */
export interface Visitor {
  cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a form as a browser would from a page of the site. */
  post(path: string, fields: Fields, headers?: Record<string, string>): Promise<Answer>;
  /** The hidden fields of a page's forms: its token and account. */
  hidden(path?: string): Promise<{ csrf: string; account: string }>;
  /** Fills in a form of a page: sends it with its hidden fields. */
  submit(path: string, fields: Fields, target?: string): Promise<Answer>;
  session(): string | undefined;
}

export async function openWorld(
  given: Partial<AccountDoors> = {},
  more: Partial<
    Pick<Parameters<typeof startEdge>[0], 'services' | 'billing' | 'gate' | 'administration'>
  > = {},
): Promise<World> {
  const [mailbox, github] = await Promise.all([openMailbox(), openGithub()]);
  const http = createHttp({ userAgent: 'ecosystems/test', allowPrivateHosts: [github.host] });
  const warnings: string[] = [];
  const doors: AccountDoors = {
    signUp: 'open',
    keyEnvironment: 'self',
    mailer: createMailer({ smtpUrl: mailbox.url, from: 'index@example.org', print: null, retryMs: [10, 10] }),
    github: createGithubSignIn(http, github),
    warn: message => warnings.push(message),
    ...given,
  };
  const edge = await startEdge({
    ...more,
    services: [accounts, usage, ...(more.services ?? [])],
    accounts: doors,
  });
  const visitor = () => createVisitor(edge.url);
  return {
    edge,
    mailbox,
    github,
    doors,
    warnings,
    visitor,
    async signedIn(email) {
      const person = visitor();
      await person.post('/account/sign-in', { email });
      const link = linkIn(await mailbox.next(email));
      await person.post('/account/sign-in/link', { token: link.searchParams.get('token') as string });
      return person;
    },
    async stop() {
      await edge.stop();
      await Promise.all([mailbox.close(), github.close(), http.close()]);
    },
  };
}

function createVisitor(siteUrl: string): Visitor {
  const cookies = new Map<string, string>();

  const ask = async (
    path: string,
    init: RequestInit & { headers: Record<string, string> },
  ): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(new URL(path, siteUrl), {
      redirect: 'manual',
      ...init,
      headers: { ...(cookie ? { cookie } : {}), ...init.headers },
    });
    for (const set of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/max-age=0/i.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = reply.headers.get('location');
    return {
      status: reply.status,
      headers: reply.headers,
      body: await reply.text(),
      location: location?.startsWith(siteUrl) ? location.slice(siteUrl.length) : location,
    };
  };

  const visitor: Visitor = {
    cookies,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, fields, headers = {}) => {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(fields)) {
        for (const each of [value].flat()) body.append(name, each);
      }
      return ask(path, {
        method: 'POST',
        body: body.toString(),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: siteUrl,
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
      });
    },
    async hidden(path = '/account/settings') {
      const { body } = await visitor.get(path);
      const read = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
      return { csrf: read('csrf'), account: read('account') };
    },
    async submit(path, fields, target = path) {
      return visitor.post(target, { ...(await visitor.hidden(path)), ...fields });
    },
    session: () => cookies.get('ecosystems-session'),
  };
  return visitor;
}
