/** Decodes response bodies while they stream, capped before and after decoding. */
import { createBrotliDecompress } from 'node:zlib';
import { UpstreamError } from '../core/errors.ts';
import { gunzip, inflate, through } from './decompress.ts';

type Decoder = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** Codings offered in Accept-Encoding. */
export const ACCEPT_ENCODING = 'gzip, br';

const DECODERS: Readonly<Record<string, Decoder | null>> = {
  identity: null,
  gzip: gunzip,
  'x-gzip': gunzip,
  deflate: inflate,
  br: source => through(source, createBrotliDecompress()),
};

/**
 * The body without its content codings. Neither the bytes on the wire nor the decoded ones may exceed `maxBytes`: a
 * megabyte can hold a gigabyte of zeros, and an endless run of empty gzip members decodes to nothing.
 *
 * @throws UpstreamError `too-large`, or `malformed` for an unknown coding and for data that is damaged or cut short.
 */
export function decodeBody(
  body: AsyncIterable<Uint8Array>,
  contentEncoding: string | undefined,
  maxBytes: number,
  url: string,
): AsyncIterable<Uint8Array> {
  const codings = (contentEncoding ?? '').split(',').map(coding => coding.trim().toLowerCase());
  const decoders: Decoder[] = [];
  for (const coding of codings) {
    if (coding === '') continue;
    const decoder = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined;
    if (decoder === undefined)
      throw new UpstreamError('malformed', `${url}: unknown content coding`, { url });
    if (decoder !== null) decoders.push(decoder);
  }
  if (decoders.length > 2) throw new UpstreamError('malformed', `${url}: too many content codings`, { url });

  const wire = capped(body, maxBytes, url, decoders.length > 0);
  if (decoders.length === 0) return wire;
  // Codings are listed in the order in which they were applied.
  return capped(
    named(
      decoders.reduceRight<AsyncIterable<Uint8Array>>((source, decode) => decode(source), wire),
      url,
    ),
    maxBytes,
    url,
  );
}

/** @throws UpstreamError `too-large` beyond `maxBytes`; `malformed` when `mustHaveBytes` and there are none. */
async function* capped(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
  url: string,
  mustHaveBytes = false,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of source) {
    total += chunk.byteLength;
    if (total > maxBytes)
      throw new UpstreamError('too-large', `${url}: the body exceeds ${maxBytes} bytes`, { url });
    yield chunk;
  }
  if (mustHaveBytes && total === 0)
    throw new UpstreamError('malformed', `${url}: the compressed body is empty`, { url });
}

/** Adds the URL to the errors of decoders, which do not know it. */
async function* named(source: AsyncIterable<Uint8Array>, url: string): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.options.url !== undefined) throw error;
    throw new UpstreamError(error.code, `${url}: ${error.message}`, { ...error.options, url });
  }
}
