/** A real SMTP server that keeps what it takes. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers and body as they came. */
  raw: string;
  /** The body with its transfer encoding undone. */
  text: string;
}

export interface Mailbox {
  /** `smtp://user:password@127.0.0.1:<port>` */
  url: string;
  received: ReceivedMail[];
  /** The next mail to an address that was not handed out before; waits for it. */
  next(to: string): Promise<ReceivedMail>;
  /** Answers the next so many mails with this code. */
  refuse(code: number, times: number): void;
  close(): Promise<void>;
}

export const MAIL_PASSWORD = 'mail-password-7f3a';

export async function openMailbox(): Promise<Mailbox> {
  const received: ReceivedMail[] = [];
  const taken = new Set<ReceivedMail>();
  let waiting: (() => void)[] = [];
  let refusal = { code: 0, times: 0 };
  const server = new SMTPServer({
    authMethods: ['PLAIN'],
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth({ username, password }, _session, done) {
      if (username === 'user' && password === MAIL_PASSWORD) done(null, { user: username });
      else done(new Error('wrong password'));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', chunk => chunks.push(chunk));
      stream.on('end', () => {
        if (refusal.times > 0) {
          refusal.times--;
          done(Object.assign(new Error('not now, reader@example.org'), { responseCode: refusal.code }));
          return;
        }
        const { mailFrom, rcptTo } = session.envelope;
        const raw = Buffer.concat(chunks).toString('utf8');
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw,
          text: decoded(raw),
        });
        done();
        for (const wake of waiting) wake();
        waiting = [];
      });
    },
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://user:${MAIL_PASSWORD}@127.0.0.1:${port}`,
    received,
    async next(to) {
      for (const end = Date.now() + 10_000; Date.now() < end; ) {
        const mail = received.find(each => !taken.has(each) && each.to.includes(to));
        if (mail) {
          taken.add(mail);
          return mail;
        }
        await new Promise<void>(resolve => {
          waiting.push(resolve);
          setTimeout(resolve, 500);
        });
      }
      throw new Error(`no mail to ${to} in 10 s`);
    },
    refuse(code, times) {
      refusal = { code, times };
    },
    close: () => new Promise(resolve => server.close(() => resolve())),
  };
}

/** RFC 2045, 6.7 and 6.8, of a mail with one part. */
function decoded(raw: string): string {
  const at = raw.indexOf('\r\n\r\n');
  const [head, body] = [raw.slice(0, at), raw.slice(at + 4)];
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The first link of a mail. */
export function linkIn({ text }: ReceivedMail): URL {
  const found = /https?:\/\/\S+/g.exec(
    text.split('\n').find(line => /^https?:\/\/\S+\?token=/.test(line)) ?? '',
  );
  if (!found) throw new Error(`no link in: ${text}`);
  return new URL(found[0]);
}
