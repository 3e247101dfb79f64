/**
 * Recorded answers of registries, by URL. A folder gives them in `fixtures/recordings.ts`; its own tests replay them through
 * `recordedIo`, and test/registry-server.ts serves those of all folders over real HTTP.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { UpstreamError } from '../../core/errors.ts';
import { decompress } from '../../io/decompress.ts';
import { files } from '../../io/files.ts';
import type { Http, HttpRequest, HttpResponse, Io } from '../../io/types.ts';

export interface Recordings {
  /**
   * What the connector asks for, by absolute URL. An answer is a file beside `recordings.ts` (`URL` of it), a file of the
   * shared recordings (`shared('cargo/rand')`), or bytes made in the test.
   */
  answers: Record<string, RecordedAnswer>;
  /** What the index must hold after the registry was read from these answers, for the tests from end to end. */
  packages: RecordedPackage[];
}

export interface RecordedAnswer {
  /** Null: an empty body. */
  body: URL | Uint8Array | string | null;
  status?: number;
  /** Names in lower case. */
  headers?: Record<string, string>;
}

export interface RecordedPackage {
  /** Name of the registry, e.g. `crates.io`. */
  registry: string;
  name: string;
  /** Part of the answer of `/packages/api/v1/registries/{registry}/packages/{name}`, worked out by hand. */
  expected: Record<string, unknown>;
}

const SHARED = new URL('../../../../shared/fixtures/registries/', import.meta.url);

/** False where the shared recordings are absent: what needs them is skipped, saying so. */
export const hasSharedRecordings = existsSync(fileURLToPath(SHARED));

/** A file of the shared recordings, e.g. `shared('npm/base62')`. */
export function shared(path: string): URL {
  return new URL(path.split('/').map(encodeURIComponent).join('/'), SHARED);
}

export async function bytesOf({ body }: RecordedAnswer): Promise<Buffer> {
  if (body === null) return Buffer.alloc(0);
  return body instanceof URL ? readFile(fileURLToPath(body)) : Buffer.from(body as string);
}

/**
 * Doors that answer from recordings and from nothing else. What is not recorded is `unreachable` and named in `missed`.
 */
export function recordedIo(answers: Recordings['answers']): { io: Io; asked: string[]; missed: string[] } {
  const asked: string[] = [];
  const missed: string[] = [];

  async function request({ url, accept, maxBytes, method }: HttpRequest): Promise<HttpResponse> {
    asked.push(url);
    const answer = answers[url];
    if (answer === undefined) {
      missed.push(url);
      throw new UpstreamError('unreachable', `not recorded: ${url}`);
    }
    const { status = 200, headers = {} } = answer;
    if (status !== 200 && status !== 304 && !accept?.includes(status)) {
      throw new UpstreamError(status >= 500 ? 'server-error' : 'unexpected-status', `status ${status}`, {
        url,
        status,
      });
    }
    const body = method === 'HEAD' ? Buffer.alloc(0) : await bytesOf(answer);
    if (body.length > (maxBytes ?? 64 * 1024 * 1024)) throw new UpstreamError('too-large', url);
    const validators = { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null };
    return { status, url, headers, validators, body };
  }

  const http: Http = {
    request,
    async stream(asking) {
      const { body, ...rest } = await request(asking);
      return { ...rest, body: chunksOf(body) };
    },
  };
  const absent = () => {
    throw new UpstreamError('refused', 'not part of a recording');
  };
  const io: Io = {
    http,
    files,
    decompress,
    processes: { stream: absent, text: absent },
    npm: { endpointFor: absent },
    verifySigned: absent,
  };
  return { io, asked, missed };
}

/** Small pieces, so that readers meet tokens cut in two. */
async function* chunksOf(body: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += 10_007) yield body.subarray(at, at + 10_007);
}
