/**
 * Signing in: by a link that is sent to an address, or with GitHub. Both end in a session with a new token. Nothing here tells
 * whether an address is known.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { InputError, messageOf, NotFoundError } from '../../core/errors.ts';
import { localPath } from '../../core/local-path.ts';
import { readEmail } from '../../core/people.ts';
import type { SetCookie } from '../../core/session.ts';
import { isInvited } from '../../store/invitations.ts';
import { endSession } from '../../store/sessions.ts';
import {
  insertSignInLink,
  peekSignInLink,
  type SignInLink,
  useSignInLink,
} from '../../store/sign-in-links.ts';
import {
  ensureUser,
  findUserByEmail,
  findUserByIdentity,
  linkIdentity,
  type User,
} from '../../store/users.ts';
import type { RequestContext } from '../service.ts';
import { linkMail } from './mails.ts';
import { beginSession } from './session.ts';
import { hashToken, isToken, makeToken } from './tokens.ts';

/** Somebody asks too often. */
export class TooOftenError extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super('too many links were asked for');
    this.name = 'TooOftenError';
  }
}

export interface SignedIn {
  cookies: SetCookie[];
  /** Path of this site. */
  to: string;
}

/**
 * Sends a link to an address that may sign in. The mail goes out behind the answer, so that its time tells nothing either.
 *
 * @returns the address as it was read. @throws InputError for what is no address; TooOftenError.
 */
export async function requestLink(
  context: RequestContext,
  asked: { email: string; returnTo: string | undefined },
): Promise<string> {
  const { db, accounts, siteUrl } = context;
  const email = readEmail(asked.email);
  const token = makeToken();
  const usable = await maySignIn(context, email);
  const wait = await insertSignInLink(db, {
    hash: hashToken(token),
    email,
    requester: context.caller?.subject ?? null,
    returnTo: localPath(asked.returnTo),
    usable,
  });
  if (wait !== null) throw new TooOftenError(wait);
  if (usable) {
    accounts.mailer
      .send(linkMail(email, `${siteUrl}/account/sign-in/link?token=${token}`, siteUrl))
      .catch(error => accounts.warn(`a sign-in link was not sent: ${messageOf(error)}`));
  }
  return email;
}

async function maySignIn({ db, accounts }: RequestContext, email: string): Promise<boolean> {
  const [user, invited] = await Promise.all([findUserByEmail(db, email), isInvited(db, email)]);
  return accounts.signUp === 'open' || user !== null || invited;
}

/** What a link is for, without using it: programs that look into mails open links, and send no forms. */
export async function linkOf({ db }: RequestContext, token: string): Promise<SignInLink | null> {
  return isToken(token) ? peekSignInLink(db, hashToken(token)) : null;
}

/** Signs in with a link. @returns null where it is used, over, or made up. */
export async function signInByLink(context: RequestContext, token: string): Promise<SignedIn | null> {
  const link = isToken(token) ? await useSignInLink(context.db, hashToken(token)) : null;
  if (link === null) return null;
  const { user } = await ensureUser(context.db, { email: link.email });
  return signedIn(context, user, 'email', link.returnTo);
}

const STATE_COOKIE = 'sign-in';
const STATE_SECONDS = 600;

/** Sends the browser to GitHub, with what it will have to bring back. @throws NotFoundError where GitHub is not set up. */
export function beginGithub(
  context: RequestContext,
  returnTo: string | undefined,
): { cookie: SetCookie; url: string } {
  const { accounts } = context;
  if (accounts.github === null) throw new NotFoundError('no such way to sign in');
  const state = makeToken();
  const verifier = makeToken();
  const url = accounts.github.authorizeUrl({
    state,
    // RFC 7636, 4.2
    challenge: createHash('sha256').update(verifier).digest('base64url'),
    redirectUrl: redirectUrl(context),
  });
  const value = [state, verifier, localPath(returnTo) ?? ''].join(' ');
  return { cookie: { name: STATE_COOKIE, value, maxAgeSeconds: STATE_SECONDS }, url };
}

export const NO_STATE: SetCookie = { name: STATE_COOKIE, value: '' };

/**
 * Signs in whoever comes back from GitHub: the user whom the account there belongs to, else the one with its verified address,
 * else a new one.
 *
 * @throws InputError with a sentence for the person.
 */
export async function signInByGithub(
  context: RequestContext,
  given: { code: string | undefined; state: string | undefined },
): Promise<SignedIn> {
  const { db, accounts, cookies } = context;
  if (accounts.github === null) throw new NotFoundError('no such way to sign in');
  const [state = '', verifier = '', returnTo = ''] = (cookies[STATE_COOKIE] ?? '').split(' ');
  if (!isToken(state) || !isToken(verifier) || !same(state, given.state ?? '')) {
    throw new InputError('state', 'the sign-in was not begun in this browser, or took too long');
  }
  if (given.code === undefined) throw new InputError('code', 'GitHub did not let you sign in');
  const person = await accounts.github.person({
    code: given.code,
    verifier,
    redirectUrl: redirectUrl(context),
  });
  const identity = { provider: 'github', subject: person.id, login: person.login };
  const known = await findUserByIdentity(db, identity);
  if (known !== null) {
    await linkIdentity(db, known.id, identity);
    return signedIn(context, known, 'github', returnTo);
  }
  if (person.email === null) {
    throw new InputError(
      'email',
      'GitHub has not verified your primary e-mail address: do that there, then try again',
    );
  }
  const email = readEmail(person.email);
  if (!(await maySignIn(context, email))) {
    throw new InputError('email', 'sign-up is closed here: ask whoever runs this site for an account');
  }
  const { user } = await ensureUser(db, { email, name: nameOf(person.name) });
  await linkIdentity(db, user.id, identity);
  return signedIn(context, user, 'github', returnTo);
}

/** What GitHub lets be a name and we do not is left out. */
function nameOf(name: string | null): string | null {
  const plain = (name ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 100);
  return plain === '' ? null : plain;
}

/** A new session takes the place of the browser's old one. */
async function signedIn(
  context: RequestContext,
  user: User,
  method: 'email' | 'github',
  returnTo: string | null,
): Promise<SignedIn> {
  const { db, session, agent } = context;
  if (session !== null) await endSession(db, session.userId, session.id);
  const cookie = await beginSession(db, { userId: user.id, method, client: agent });
  return { cookies: [cookie, NO_STATE], to: localPath(returnTo) ?? '/account' };
}

const redirectUrl = ({ siteUrl }: RequestContext) => `${siteUrl}/account/sign-in/github/callback`;

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
