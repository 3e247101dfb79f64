/**
 * Files in a request's body: `multipart/form-data` (RFC 7578), or one file as it is. They are written away as they arrive, and
 * only their names, sizes and hashes are kept here.
 */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { InputError } from '../core/errors.ts';
import type { ReceivedFile } from '../core/tools.ts';

export interface UploadLimits {
  maxFiles: number;
  /** Of one file. */
  maxBytes: number;
}

/** Keeps a file's bytes; see `io/spool.ts`. */
export type Keep = (
  source: AsyncIterable<Uint8Array>,
  options: { maxBytes: number; field: string },
) => Promise<{ sha256: string; size: number }>;

export interface Upload {
  files: ReceivedFile[];
  /** Fields of a form that are no files, as query parameters: raw, encoded. */
  fields: string;
}

const MAX_FIELDS = 50;
const MAX_FIELD_BYTES = 64 * 1024;
const MAX_NAME = 255;

/**
 * @param filename of a body that is one file, from the query.
 * @throws InputError 413 beyond the limits, 400 for a broken form.
 */
export async function readUpload(
  request: IncomingMessage,
  limits: UploadLimits,
  keep: Keep,
  filename: string | null,
): Promise<Upload> {
  const type = request.headers['content-type'] ?? '';
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (!hasBody) return { files: [], fields: '' };
  // curl says so of any body: one that is named is a file.
  if (filename === null && /^application\/x-www-form-urlencoded/i.test(type))
    return { files: [], fields: await smallText(request) };
  if (/^multipart\/form-data/i.test(type)) return readForm(request, limits, keep);
  const body = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request;
  const kept = await keep(broken(body), { maxBytes: limits.maxBytes, field: 'body' });
  const name = labelOf(filename ?? dispositionName(request.headers['content-disposition']) ?? 'file');
  return { files: [{ name, ...kept }], fields: '' };
}

async function readForm(request: IncomingMessage, limits: UploadLimits, keep: Keep): Promise<Upload> {
  const form = new Busboy({
    headers: request.headers as BusboyHeaders,
    limits: {
      files: limits.maxFiles + 1,
      fields: MAX_FIELDS,
      fieldSize: MAX_FIELD_BYTES,
      parts: MAX_FIELDS + limits.maxFiles + 1,
    },
  });
  const fields = new URLSearchParams();
  const arriving: Promise<ReceivedFile | null>[] = [];
  await new Promise<void>((resolve, reject) => {
    form.on('field', (name, value) => {
      // An empty field of a form is one that was not filled in.
      if (value !== '') fields.append(name, value);
    });
    form.on('file', (field, stream, filename) => {
      if (arriving.length >= limits.maxFiles) {
        stream.resume();
        reject(new InputError(field, `at most ${limits.maxFiles} files`, 413));
        return;
      }
      const file = receive(stream, field, filename, limits, keep);
      file.catch(reject);
      arriving.push(file);
    });
    form.once('error', () => reject(new InputError('body', 'the form is damaged')));
    form.once('finish', resolve);
    request.once('aborted', () => reject(new InputError('body', 'the form ended too early')));
    request.pipe(form);
  });
  const files = (await Promise.all(arriving)).filter(file => file !== null);
  return { files, fields: fields.toString() };
}

async function receive(
  stream: Readable,
  field: string,
  filename: string | undefined,
  limits: UploadLimits,
  keep: Keep,
): Promise<ReceivedFile | null> {
  const kept = await keep(stream, { maxBytes: limits.maxBytes, field });
  // A file input that was left empty sends a file without name and bytes.
  if (!filename && kept.size === 0) return null;
  return { name: labelOf(filename || 'file'), ...kept };
}

/** Errors of a damaged compressed body are the sender's. */
async function* broken(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch {
    throw new InputError('body', 'the body is damaged or ended too early');
  }
}

async function smallText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_FIELD_BYTES)
      throw new InputError('body', `the form is larger than ${MAX_FIELD_BYTES} bytes`, 413);
    chunks.push(chunk);
  }
  const fields = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  return new URLSearchParams([...fields].filter(([, value]) => value !== '')).toString();
}

function dispositionName(header: string | undefined): string | null {
  return /filename="?([^";]+)"?/i.exec(header ?? '')?.[1] ?? null;
}

/** A label: folders are kept, as they may tell what a file is; nothing climbs, and no control character gets through. */
function labelOf(name: string): string {
  const parts = name
    .replaceAll('\\', '/')
    .split('/')
    .filter(part => part !== '' && part !== '.' && part !== '..');
  const label = parts.join('/').replace(/\p{Cc}/gu, '');
  return label.slice(-MAX_NAME) || 'file';
}
