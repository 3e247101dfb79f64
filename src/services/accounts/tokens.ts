/** Tokens of sessions, links and invitations: 256 random bits. What is stored of them is their SHA-256. */
import { createHash, createHmac, randomBytes } from 'node:crypto';

/** 43 characters of base64url. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What makes a form one wish, however often it is sent: 128 random bits, 22 characters of base64url. */
export function makeOnceToken(): string {
  return randomBytes(16).toString('base64url');
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** False for what we cannot have made: it is not asked for. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** What stands in the forms of a session: follows from its token, and does not tell it. */
export function csrfOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('csrf').digest('base64url');
}
