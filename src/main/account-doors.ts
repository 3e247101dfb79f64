/** What the accounts service needs from outside, from the settings: mail and GitHub. */
import type { AccountDoors } from '../core/accounts.ts';
import type { Settings } from '../core/settings.ts';
import { createGithubSignIn } from '../io/github-sign-in.ts';
import { createMailer } from '../io/mail.ts';
import type { Http } from '../io/types.ts';

/** A site behind HTTPS has visitors, who see no console: there links are mailed or not given at all. */
export function accountDoors(
  { accounts, baseUrl }: Pick<Settings, 'accounts' | 'baseUrl'>,
  http: Http,
  log: { warn(message: string): void },
): AccountDoors {
  const isPublic = baseUrl?.startsWith('https:') ?? false;
  return {
    signUp: accounts.signUp,
    keyEnvironment: isPublic ? 'live' : 'self',
    mailer: createMailer({
      smtpUrl: accounts.smtpUrl,
      from: accounts.mailFrom,
      print: isPublic ? null : text => void process.stderr.write(text),
    }),
    github: accounts.github && createGithubSignIn(http, accounts.github),
    warn: message => log.warn(message),
  };
}
