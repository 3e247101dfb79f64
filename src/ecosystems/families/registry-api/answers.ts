/** What connectors that ask package by package do with an answer. */
import type { HttpResponse } from '../../../io/types.ts';
import type { ConnectorContext, RawDocument } from '../../ecosystem.ts';

/** An answer as a document to keep. `mediaType` is taken where the registry does not say. */
export function rawDocument(
  { url, body, headers, validators }: HttpResponse,
  mediaType: string,
): RawDocument {
  return {
    url,
    body,
    mediaType: headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() || mediaType,
    validators,
  };
}

/** Asks for a JSON document; null where the registry has none of that address. */
export async function askJson(
  { io, signal }: ConnectorContext,
  url: string,
  maxBytes: number,
): Promise<RawDocument | null> {
  const response = await io.http.request({
    url,
    headers: { accept: 'application/json' },
    maxBytes,
    accept: [404],
    signal,
  });
  return response.status === 404 ? null : rawDocument(response, 'application/json');
}
