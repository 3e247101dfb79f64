/** Mail that the program sends, as those who write it see it. */

export interface Mail {
  /** One address, checked by `readEmail` of core/people.ts. */
  to: string;
  subject: string;
  text: string;
  attachments?: { filename: string; contentType: string; content: Buffer }[];
}

export interface Mailer {
  /** `console`: for development, mail is printed. `none`: nothing can be sent. */
  readonly kind: 'smtp' | 'console' | 'none';
  /** Resolves when the server has taken it, after some tries. @throws Error without addresses, texts and passwords in it. */
  send(mail: Mail): Promise<void>;
}
