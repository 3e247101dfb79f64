/** What the accounts service needs from outside: doors that the program's main opens. */
import type { KeyEnvironment } from './api-key.ts';
import type { Mailer } from './mail.ts';

export interface AccountDoors {
  /** `closed`: accounts are made by the operator and by invitations. */
  signUp: 'open' | 'closed';
  /** What keys that are made here begin with. */
  keyEnvironment: KeyEnvironment;
  mailer: Mailer;
  /** null: not configured. */
  github: GithubSignIn | null;
  /** Notes what went wrong behind an answer. */
  warn(message: string): void;
}

/** The authorization code flow of OAuth 2.0 (RFC 6749, 4.1) with PKCE (RFC 7636), as GitHub speaks it. */
export interface GithubSignIn {
  /** Where the browser is sent. */
  authorizeUrl(of: { state: string; challenge: string; redirectUrl: string }): string;
  /** @throws UpstreamError, InputError (field `code`) for a code that GitHub refuses. */
  person(of: { code: string; verifier: string; redirectUrl: string }): Promise<GithubPerson>;
}

export interface GithubPerson {
  /** The account's number, which stays when it is renamed. */
  id: string;
  login: string;
  name: string | null;
  /** The primary address, if GitHub has verified it. */
  email: string | null;
}

/** For where nothing is configured: nobody can sign in. */
export const NO_ACCOUNTS: AccountDoors = {
  signUp: 'closed',
  keyEnvironment: 'self',
  mailer: { kind: 'none', send: () => Promise.reject(new Error('no mail is sent from here')) },
  github: null,
  warn() {},
};
