/** Settings of sign-in and mail. */
import { InputError } from './errors.ts';
import { readEmail } from './people.ts';
import { type Environment, httpUrl, text } from './settings-values.ts';

export interface AccountSettings {
  /** ECOSYSTEMS_SIGN_UP: `open`, or `closed`: only those whom the operator or an invitation lets in. Default open. */
  signUp: 'open' | 'closed';
  /** ECOSYSTEMS_GITHUB_CLIENT_ID and _SECRET of an OAuth app; ECOSYSTEMS_GITHUB_URL and _API_URL for another GitHub. */
  github: GithubSettings | null;
  /** ECOSYSTEMS_SMTP_URL: `smtp://` or `smtps://`, may hold a password. null: links are printed, or none are sent. */
  smtpUrl: string | null;
  /** ECOSYSTEMS_MAIL_FROM: the sender. Default `ecosystems@` the host of BASE_URL. */
  mailFrom: string;
}

export interface GithubSettings {
  clientId: string;
  clientSecret: string;
  /** Without trailing slash. */
  url: string;
  apiUrl: string;
}

/** @throws InputError naming the variable; the values of secrets are never repeated. */
export function readAccountSettings(env: Environment): AccountSettings {
  const baseUrl = httpUrl(env, 'BASE_URL');
  return {
    signUp: signUp(env),
    github: github(env),
    smtpUrl: smtpUrl(env, baseUrl),
    mailFrom: mailFrom(env, baseUrl),
  };
}

function signUp(env: Environment): AccountSettings['signUp'] {
  const value = text(env, 'ECOSYSTEMS_SIGN_UP') ?? 'open';
  if (value === 'open' || value === 'closed') return value;
  throw new InputError('ECOSYSTEMS_SIGN_UP', `ECOSYSTEMS_SIGN_UP must be open or closed, not "${value}"`);
}

function github(env: Environment): GithubSettings | null {
  const clientId = text(env, 'ECOSYSTEMS_GITHUB_CLIENT_ID');
  const clientSecret = text(env, 'ECOSYSTEMS_GITHUB_CLIENT_SECRET');
  const url = httpUrl(env, 'ECOSYSTEMS_GITHUB_URL') ?? 'https://github.com';
  const apiUrl = httpUrl(env, 'ECOSYSTEMS_GITHUB_API_URL') ?? 'https://api.github.com';
  if (clientId === null && clientSecret === null) return null;
  if (clientId === null || clientSecret === null) {
    const missing = `ECOSYSTEMS_GITHUB_CLIENT_${clientId === null ? 'ID' : 'SECRET'}`;
    throw new InputError(missing, `${missing} must be set as well`);
  }
  return { clientId, clientSecret, url, apiUrl };
}

function smtpUrl(env: Environment, baseUrl: string | null): string | null {
  const name = 'ECOSYSTEMS_SMTP_URL';
  const value = text(env, name);
  if (value === null) return null;
  if (!/^smtps?:\/\/./i.test(value) || !URL.canParse(value)) {
    throw new InputError(name, `${name} must be an smtp:// or smtps:// URL`);
  }
  // Links in mails must not lead where the Host header of whoever asked for them says.
  if (baseUrl === null) throw new InputError('BASE_URL', `BASE_URL must be set where ${name} is`);
  return value;
}

function mailFrom(env: Environment, baseUrl: string | null): string {
  const name = 'ECOSYSTEMS_MAIL_FROM';
  const value = text(env, name);
  if (value === null) return `ecosystems@${baseUrl === null ? 'localhost' : new URL(baseUrl).hostname}`;
  return readEmail(value, name);
}
