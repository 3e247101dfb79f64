/** The door to mail: an SMTP server, or the console in development. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { Mail, Mailer } from '../core/mail.ts';

export interface MailerOptions {
  /** May hold a user and a password. */
  smtpUrl: string | null;
  from: string;
  /** Where mail is printed without a server; null: it is not sent at all. */
  print: ((text: string) => void) | null;
  /** Pauses between tries. */
  retryMs?: readonly number[];
}

const TIMEOUT_MS = 15_000;
const RETRY_MS = [1_000, 5_000, 20_000];

/** Opens nothing before the first mail. */
export function createMailer({ smtpUrl, from, print, retryMs = RETRY_MS }: MailerOptions): Mailer {
  if (smtpUrl === null) {
    return print === null
      ? { kind: 'none', send: () => Promise.reject(new Error('no mail server is configured')) }
      : { kind: 'console', send: async mail => print(printed(mail)) };
  }
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Content is what we give, never a file or address that it names.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    kind: 'smtp',
    async send({ to, subject, text, attachments }) {
      for (let attempt = 0; ; attempt++) {
        try {
          await transport.sendMail({
            from: { name: 'Ecosystems', address: from },
            to: { name: '', address: to },
            subject,
            text,
            attachments,
            headers: { 'Auto-Submitted': 'auto-generated' },
          });
          return;
        } catch (error) {
          const pause = retryMs[attempt];
          // 5yz is for good (RFC 5321, 4.2.1).
          const code = (error as { responseCode?: number }).responseCode ?? 0;
          if (pause === undefined || code >= 500)
            throw new Error(`the mail server did not take a mail: ${kindOf(error)}`);
          await sleep(pause, undefined, { ref: false });
        }
      }
    },
  };
}

function printed({ to, subject, text, attachments = [] }: Mail): string {
  const files = attachments.map(({ filename }) => `[attached: ${filename}]\n`).join('');
  return `--- mail to ${to} ---\n${subject}\n\n${text}\n${files}--- end of mail ---\n`;
}

/** Servers repeat addresses and commands in their answers: only codes are passed on. */
function kindOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const known = [code, responseCode].filter(part => typeof part === 'string' || typeof part === 'number');
  return known.length === 0 ? 'unknown error' : known.join(' ');
}
