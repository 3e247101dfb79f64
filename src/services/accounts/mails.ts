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

/** That a key was reported (POST /api/v1/keys/report). @param of.url of the page of keys; null where the site's address is not set. */
export function reportedKeyMail(
  to: string,
  of: { accountName: string; keyName: string; last4: string; url: string | null },
): Mail {
  return {
    to,
    subject: `A key of ${of.accountName} was reported and is revoked`,
    text: `Whoever holds the key “${of.keyName}” (…${of.last4}) of the account “${of.accountName}” has reported it, and it was revoked at once:
nobody can use it any more.

If that was you, as by “ecosystems logout --revoke”, there is nothing to do. If not, it was found where others can read it: take it
out of there, its history included, and make another one for your programs${of.url === null ? ' on the page of your keys.' : `:\n\n${of.url}`}
`,
  };
}

const hostOf = (siteUrl: string) => new URL(siteUrl).host;
