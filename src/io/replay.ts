/**
 * Answers from a recording in place of the network: for an operator without one, and for trying a registry out.
 *
 * A recording is a folder or a single file:
 * - `recording.json` in the folder, `{"<url>": "<file>" | {"file": "<file>", "status": 200, "headers": {}}}`, says it all;
 * - without it, a file stands for a URL by its place: `<host>/<path>`, as `wget --force-directories` saves it, else by
 *   the last part of its path alone, with or without a suffix;
 * - a single file is the answer to the first URL asked for, and to no other.
 *
 * What is not recorded is `unreachable`, never a 404: that a package is gone is a fact, and nobody stated it.
 */
import { createReadStream } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { InputError, messageOf, UpstreamError } from '../core/errors.ts';
import type { Http, HttpRequest, HttpStream } from './http.types.ts';
import { redactUrl, statusError } from './http-errors.ts';

interface Recorded {
  file: string | null;
  status: number;
  headers: Record<string, string>;
}

/** Gives what is recorded for a URL, or null. */
type Recording = (url: URL) => Recorded | null;

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
const MAX_FILES = 100_000;
const SUFFIXES = ['', '.json', '.xml', '.html', '.txt', '.yaml', '.yml'];

/** @throws InputError with field `from` where the path holds no recording. */
export async function openReplay(path: string): Promise<Http> {
  const recording = await readRecording(resolve(path));

  async function stream(request: HttpRequest): Promise<HttpStream> {
    if (!URL.canParse(request.url))
      throw new UpstreamError('refused', `not a URL: ${request.url.slice(0, 200)}`);
    const url = new URL(request.url);
    const recorded = recording(url);
    if (recorded === null) {
      throw new UpstreamError('unreachable', `the recording has no answer for ${redactUrl(url)}`);
    }
    const { status, headers, file } = recorded;
    if (status !== 200 && status !== 304 && !request.accept?.includes(status)) {
      throw statusError(url, status, headers['retry-after'], new Date());
    }
    const validators = { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null };
    const isEmpty = file === null || request.method === 'HEAD' || status === 304;
    const maxBytes = request.maxBytes ?? DEFAULT_MAX_BYTES;
    return {
      status,
      url: url.href,
      headers,
      validators,
      body: isEmpty ? nothing() : bounded(file, maxBytes),
    };
  }

  return {
    stream,
    async request(request) {
      const { body, ...response } = await stream(request);
      const chunks: Uint8Array[] = [];
      for await (const chunk of body) chunks.push(chunk);
      return { ...response, body: Buffer.concat(chunks) };
    },
  };
}

async function readRecording(path: string): Promise<Recording> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) return singleAnswer(path);
  if (!found?.isDirectory()) throw new InputError('from', `from: there is no file or folder ${path}`);
  const stated = await readFile(join(path, 'recording.json'), 'utf8').catch(() => null);
  return stated === null ? byPlace(path) : byList(path, stated);
}

function singleAnswer(file: string): Recording {
  let first: string | null = null;
  return url => {
    first ??= url.href;
    return url.href === first ? answer(file) : null;
  };
}

async function byList(folder: string, text: string): Promise<Recording> {
  const list = new Map<string, Recorded>();
  const bad = (why: string) => new InputError('from', `from: ${join(folder, 'recording.json')}: ${why}`);
  let stated: unknown;
  try {
    stated = JSON.parse(text);
  } catch (error) {
    throw bad(messageOf(error));
  }
  if (typeof stated !== 'object' || stated === null || Array.isArray(stated)) throw bad('not an object');
  for (const [url, value] of Object.entries(stated)) {
    if (!URL.canParse(url)) throw bad(`"${url}" is no URL`);
    const entry = typeof value === 'string' ? { file: value } : value;
    if (typeof entry !== 'object' || entry === null) throw bad(`"${url}" names no answer`);
    const { file = null, status = 200, headers = {} } = entry as Record<string, unknown>;
    if ((file !== null && typeof file !== 'string') || !Number.isInteger(status))
      throw bad(`"${url}" names no answer`);
    const path = file === null ? null : resolve(folder, file as string);
    // A recording may come from anybody: it hands out no file but its own.
    if (path !== null && !(await isInside(folder, path))) throw bad(`"${file}" is not in the folder`);
    list.set(new URL(url).href, {
      file: path,
      status: status as number,
      headers: lowerCased(headers as Record<string, string>),
    });
  }
  return url => list.get(url.href) ?? null;
}

async function byPlace(folder: string): Promise<Recording> {
  const byPath = new Map<string, string>();
  const byName = new Map<string, string | null>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter(e => e.isFile()).slice(0, MAX_FILES)) {
    const file = join(entry.parentPath, entry.name);
    byPath.set(relative(folder, file).split(sep).join('/'), file);
    // A name that stands twice says nothing.
    byName.set(entry.name, byName.has(entry.name) ? null : file);
  }
  return url => {
    const path = decoded(url.pathname).replace(/\/+$/, '');
    for (const suffix of [...SUFFIXES, '/index.html', '/index.json']) {
      for (const query of [decoded(url.search), '']) {
        const file =
          byPath.get(`${url.host}${path}${query}${suffix}`) ??
          byPath.get(`${path.slice(1)}${query}${suffix}`);
        if (file !== undefined) return answer(file);
      }
    }
    for (const suffix of SUFFIXES) {
      const file = byName.get(`${basename(path)}${suffix}`);
      if (file) return answer(file);
    }
    return null;
  };
}

/** True for a file below the folder, links followed; a file that is not there is none. */
async function isInside(folder: string, file: string): Promise<boolean> {
  const [root, real] = await Promise.all([realpath(folder), realpath(file).catch(() => null)]);
  return real?.startsWith(`${root}${sep}`) === true;
}

const answer = (file: string): Recorded => ({ file, status: 200, headers: {} });

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

async function* bounded(file: string, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) {
      size += (chunk as Uint8Array).length;
      if (size > maxBytes) throw new UpstreamError('too-large', `${file} exceeds ${maxBytes} bytes`);
      yield chunk as Uint8Array;
    }
  } catch (error) {
    if (error instanceof UpstreamError) throw error;
    throw new UpstreamError('unreachable', `${file}: ${messageOf(error)}`, { cause: error });
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
