/** Texts of the mails that accounts send. */
import type { Mail } from '../../core/mail.ts';
import type { Role } from '../../core/people.ts';

export function linkMail(to: string, url: string, siteUrl: string): Mail {
  return {
    to,
    subject: `Sign in to ${hostOf(siteUrl)}`,
    text: `Somebody, hopefully you, wants to sign in to ${siteUrl} with this address.

Open this link and press the button there. It works once, for 15 minutes:

${url}

If it was not you, there is nothing to do: without the link nobody gets in.
`,
  };
}

export function invitationMail(
  to: string,
  of: { accountName: string; role: Role; url: string; siteUrl: string },
): Mail {
  return {
    to,
    subject: `Invitation to an account at ${hostOf(of.siteUrl)}`,
    text: `You are invited to the account “${of.accountName}” at ${of.siteUrl}, in the role ${of.role}.

Open this link to accept. It works for 7 days:

${of.url}

If you do not know what this is about, there is nothing to do.
`,
  };
}

const hostOf = (siteUrl: string) => new URL(siteUrl).host;
