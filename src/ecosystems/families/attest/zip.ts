/** Entries of a zip file that is in memory, within limits (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT). */
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { messageOf, UpstreamError } from '../../../core/errors.ts';

export interface ZipLimits {
  entries: number;
  /** Of all entries together, unpacked. */
  bytes: number;
}

export interface ZipEntry {
  name: string;
  /** The unpacked bytes. @throws UpstreamError `malformed` for damaged ones, `too-large` beyond the limit. */
  open(): AsyncIterable<Uint8Array>;
}

/** @throws UpstreamError `malformed` for what is no zip file, `too-large` for more entries than the limit. */
export async function* zipEntries(bytes: Buffer, limits: ZipLimits): AsyncGenerator<ZipEntry> {
  const { fromBuffer } = await import('yauzl');
  const zip = await promisify(fromBuffer as OpenBuffer)(bytes, { lazyEntries: true }).catch(error => {
    throw malformed(error);
  });
  let left = limits.bytes;
  let count = 0;
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      zip
        .once('entry', resolve)
        .once('end', () => resolve(null))
        .once('error', reject);
      zip.readEntry();
    })
      .catch(error => {
        throw malformed(error);
      })
      .finally(() => zip.removeAllListeners());
    if (entry === null) return;
    count += 1;
    if (count > limits.entries) throw new UpstreamError('too-large', `more than ${limits.entries} entries`);
    yield {
      name: entry.fileName,
      async *open() {
        try {
          const stream = await promisify(zip.openReadStream.bind(zip) as OpenStream)(entry);
          for await (const chunk of stream) {
            left -= (chunk as Uint8Array).length;
            if (left < 0) throw new UpstreamError('too-large', `more than ${limits.bytes} bytes`);
            yield chunk as Uint8Array;
          }
        } catch (error) {
          throw error instanceof UpstreamError ? error : malformed(error);
        }
      },
    };
  }
}

type Entry = import('yauzl').Entry;
type OpenBuffer = (
  bytes: Buffer,
  options: { lazyEntries: boolean },
  done: (error: Error | null, zip: import('yauzl').ZipFile) => void,
) => void;
type OpenStream = (entry: Entry, done: (error: Error | null, stream: Readable) => void) => void;

function malformed(error: unknown): UpstreamError {
  return new UpstreamError('malformed', `zip: ${messageOf(error).slice(0, 300)}`, { cause: error });
}
