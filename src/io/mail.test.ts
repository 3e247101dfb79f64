import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAIL_PASSWORD, type Mailbox, openMailbox } from '../../test/accounts/mailbox.ts';
import { createMailer } from './mail.ts';

let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
});
afterAll(() => mailbox.close());

const from = 'index@example.org';
const mail = { to: 'reader@example.org', subject: 'Größe', text: `Zeile\n${'lang '.repeat(50)}ü\n` };

describe('mail over SMTP', () => {
  it('arrives as it was written, with its attachment', async () => {
    const mailer = createMailer({ smtpUrl: mailbox.url, from, print: null });
    await mailer.send(mail);
    const { from: sender, to, raw, text } = await mailbox.next(mail.to);
    expect([sender, to]).toEqual([from, [mail.to]]);
    expect(text.replaceAll('\r\n', '\n')).toContain(mail.text.trimEnd());
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(raw).toMatch(/^From: Ecosystems <index@example.org>\r$/m);
    const content = Buffer.from('%PDF-1.7');
    await mailer.send({
      ...mail,
      attachments: [{ filename: 'a.pdf', contentType: 'application/pdf', content }],
    });
    const second = await mailbox.next(mail.to);
    expect(second.raw).toContain(content.toString('base64'));
    expect(second.raw).toMatch(/content-type: application\/pdf; name=a\.pdf/i);
  });

  it('is tried again as long as the server has no time', async () => {
    mailbox.refuse(450, 2);
    const mailer = createMailer({ smtpUrl: mailbox.url, from, print: null, retryMs: [1, 1] });
    await mailer.send(mail);
    await mailbox.next(mail.to);
    mailbox.refuse(450, 3);
    await expect(mailer.send(mail)).rejects.toThrow(/did not take a mail: .*450/);
  });

  it('fails without a word of addresses and passwords', async () => {
    const wrong = mailbox.url.replace(MAIL_PASSWORD, 'wrong-password');
    const tries = [
      createMailer({ smtpUrl: wrong, from, print: null, retryMs: [] }),
      createMailer({ smtpUrl: 'smtp://user:secret@127.0.0.1:1', from, print: null, retryMs: [1] }),
    ];
    for (const mailer of tries) {
      const error = await mailer.send(mail).catch(String);
      expect(error).toMatch(/the mail server did not take a mail: E[A-Z]+/);
      expect(error).not.toMatch(/wrong-password|secret|example\.org/);
    }
  });
});

describe('without a server', () => {
  it('mail is printed in development', async () => {
    const printed: string[] = [];
    const mailer = createMailer({ smtpUrl: null, from, print: text => printed.push(text) });
    await mailer.send(mail);
    expect([mailer.kind, printed.join()]).toEqual(['console', expect.stringContaining(mail.text)]);
  });

  it('or cannot be sent', async () => {
    const mailer = createMailer({ smtpUrl: null, from, print: null });
    expect(mailer.kind).toBe('none');
    await expect(mailer.send(mail)).rejects.toThrow('no mail server');
  });
});
