/**
 * API keys: `eco_<environment>_<kind>_<22 base62 characters of entropy><6 base62 characters of CRC-32>`. The checksum is over
 * all before it, so that a mistyped or made-up key is refused without asking anybody, as GitHub does with its tokens.
 */
import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** `live` and `test` on a public instance, `self` on one's own. */
export const KEY_ENVIRONMENTS = ['live', 'test', 'self'] as const;
export type KeyEnvironment = (typeof KEY_ENVIRONMENTS)[number];

/** `k` for servers, `r` for reading in public (a web page), `w` for webhooks and ingest. */
export const KEY_KINDS = ['k', 'r', 'w'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** For secret scanners: what a key looks like anywhere in a text. */
export const KEY_PATTERN = /\beco_(?:live|test|self)_[krw]_[0-9A-Za-z]{28}\b/;

const WHOLE = /^eco_(live|test|self)_([krw])_([0-9A-Za-z]{22})([0-9A-Za-z]{6})$/;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62^22 is 2^131. */
const ENTROPY_LENGTH = 22;
const CHECK_LENGTH = 6;

/** A new key from the system's random numbers. It is shown once and never stored. */
export function makeKey(environment: KeyEnvironment, kind: KeyKind): string {
  let entropy = '';
  for (let i = 0; i < ENTROPY_LENGTH; i++) entropy += ALPHABET[randomInt(ALPHABET.length)];
  const head = `eco_${environment}_${kind}_${entropy}`;
  return head + checksum(head);
}

/** What a text says it is; null where it has not the form of a key or its checksum is wrong. */
export function readKey(text: string): { environment: KeyEnvironment; kind: KeyKind; last4: string } | null {
  const match = WHOLE.exec(text);
  if (!match) return null;
  const head = text.slice(0, -CHECK_LENGTH);
  if (checksum(head) !== match[4]) return null;
  return { environment: match[1] as KeyEnvironment, kind: match[2] as KeyKind, last4: text.slice(-4) };
}

/** What is stored of a key: SHA-256. The entropy is too high for guessing, so nothing slower is needed. */
export function hashKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function checksum(head: string): string {
  let rest = crc32(head);
  let text = '';
  for (let i = 0; i < CHECK_LENGTH; i++) {
    text = ALPHABET[rest % ALPHABET.length] + text;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return text;
}
