/** One request of a connector, told apart by what the registry says of the document. */
import type { HttpRequest } from '../../../io/types.ts';
import type { ConnectorContext, RawDocument } from '../../ecosystem.ts';
import { rawDocument } from './answers.ts';

export type Answer =
  | { kind: 'found'; document: RawDocument }
  | { kind: 'not-modified' }
  /** 404. */
  | { kind: 'missing' }
  /** 410; `document` is what the registry says of it. */
  | { kind: 'gone'; document: RawDocument };

/** Asks for a document. @throws UpstreamError for every answer but 200, 304, 404 and 410. */
export async function fetchDocument(
  { io, signal }: ConnectorContext,
  request: Omit<HttpRequest, 'accept' | 'signal'>,
  mediaType = 'application/json',
): Promise<Answer> {
  const response = await io.http.request({
    ...request,
    headers: { accept: mediaType, ...request.headers },
    accept: [404, 410],
    signal,
  });
  if (response.status === 304) return { kind: 'not-modified' };
  if (response.status === 404) return { kind: 'missing' };
  const document = rawDocument(response, mediaType);
  return { kind: response.status === 410 ? 'gone' : 'found', document };
}

/** The document of an address; null where there is none. @throws UpstreamError for all else, as `fetchDocument`. */
export async function documentAt(
  context: ConnectorContext,
  request: Omit<HttpRequest, 'accept' | 'signal' | 'validators'>,
  mediaType?: string,
): Promise<RawDocument | null> {
  const answer = await fetchDocument(context, request, mediaType);
  return answer.kind === 'found' ? answer.document : null;
}

/**
 * What `ask` gives; null where it fails. For extras from another service, such as counts of downloads, that must not keep
 * a package's own facts from being stored: a fact that is null leaves the stored one as it is.
 */
export async function unlessFailing<T>(
  { signal }: ConnectorContext,
  ask: () => Promise<T | null>,
): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (signal?.aborted) throw error;
    return null;
  }
}
