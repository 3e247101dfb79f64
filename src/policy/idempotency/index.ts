/**
 * A request that is sent again with its Idempotency-Key is done once and answered twice
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/).
 *
 * The key is kept as its hash, and the answer is encrypted under the key (HKDF, AES-256-GCM): an answer may hold a secret that is
 * shown once, and whoever reads the database alone does not learn it.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { InputError } from '../../core/errors.ts';
import type { Queryable } from '../../store/database.ts';
import { giveKeyBack, type IdempotencyRow, keepAnswer, takeKey } from '../../store/idempotency.ts';

export const IDEMPOTENCY_KEY = 'idempotency-key';

export interface IdempotentRequest {
  /** Whose key it is: keys of others are other keys. */
  subject: string;
  /** The header as it was sent. */
  header: string;
  /** What makes it this request: method, path, query, body. */
  parts: readonly string[];
  /** Whether an answer is the end of it, and given again. Default: all but failures on our side (5xx). */
  keeps?: (answer: KeptAnswer) => boolean;
}

export interface KeptAnswer {
  status: number;
  contentType: string;
  body: string;
  location: string | null;
  /** Of a page, whatever else it says of itself. */
  headers?: Record<string, string>;
}

const DAY_MS = 86_400_000;
/** A request that is worked on for longer has died with its process. */
const WORKING_MS = 120_000;
const MOST_KEY = 255;

/**
 * Does the work unless it was done for this key before.
 *
 * @throws InputError 400 for a header that is no key, 422 where the key was used for another request, 409 while the first one is being
 * worked on; what the work throws, after which the key is free again.
 */
export async function once(
  db: Queryable,
  request: IdempotentRequest,
  work: () => Promise<KeptAnswer>,
): Promise<{ answer: KeptAnswer; isRepeated: boolean }> {
  const key = keyOf(request.header);
  const row: IdempotencyRow = { subject: request.subject, keyHash: sha256([key]) };
  const fingerprint = sha256(request.parts);
  const kept = await takeKey(db, row, fingerprint, { keptMs: DAY_MS, workingMs: WORKING_MS });
  if (kept !== null) {
    if (!timingSafeEqual(kept.fingerprint, fingerprint))
      throw new InputError(IDEMPOTENCY_KEY, 'this key was used for another request', 422);
    if (kept.status === null || kept.answer === null)
      throw new InputError(IDEMPOTENCY_KEY, 'the first request with this key is still being worked on', 409);
    return { answer: open(key, request.subject, kept.answer), isRepeated: true };
  }
  let answer: KeptAnswer;
  try {
    answer = await work();
  } catch (error) {
    await giveKeyBack(db, row);
    throw error;
  }
  const { keeps = ({ status }: KeptAnswer) => status < 500 } = request;
  if (!keeps(answer)) await giveKeyBack(db, row);
  else await keepAnswer(db, row, answer.status, seal(key, request.subject, answer));
  return { answer, isRepeated: false };
}

/** A string of RFC 8941 in quotes, as the draft has it, or the bare text, as most send it. */
function keyOf(header: string): string {
  const [, quoted] = /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/.exec(header) ?? [];
  const key = quoted === undefined ? header : quoted.replace(/\\(.)/g, '$1');
  if (
    key === '' ||
    key.length > MOST_KEY ||
    !/^[\x21-\x7e]+$/.test(key) ||
    (quoted === undefined && /["\\,]/.test(key))
  )
    throw new InputError(
      IDEMPOTENCY_KEY,
      `idempotency-key must be one key of 1 to ${MOST_KEY} visible characters, such as a UUID`,
    );
  return key;
}

/** Each part with its length, so that no two lists of parts run together into the same bytes. */
function sha256(parts: readonly string[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest();
}

function secretOf(key: string, subject: string, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, `ecosystems idempotency ${subject}`, 32));
}

const [SALT, NONCE, TAG] = [16, 12, 16];

function seal(key: string, subject: string, answer: KeptAnswer): Buffer {
  const [salt, nonce] = [randomBytes(SALT), randomBytes(NONCE)];
  const cipher = createCipheriv('aes-256-gcm', secretOf(key, subject, salt), nonce);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()]);
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), sealed]);
}

function open(key: string, subject: string, bytes: Buffer): KeptAnswer {
  const salt = bytes.subarray(0, SALT);
  const nonce = bytes.subarray(SALT, SALT + NONCE);
  const decipher = createDecipheriv('aes-256-gcm', secretOf(key, subject, salt), nonce);
  decipher.setAuthTag(bytes.subarray(SALT + NONCE, SALT + NONCE + TAG));
  const text = Buffer.concat([decipher.update(bytes.subarray(SALT + NONCE + TAG)), decipher.final()]);
  return JSON.parse(text.toString('utf8')) as KeptAnswer;
}
