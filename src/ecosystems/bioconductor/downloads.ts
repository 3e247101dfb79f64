/**
 * Counts of downloads of all packages (https://bioconductor.org/packages/stats/): lines of package, year, month, distinct
 * addresses and downloads, divided by tabs. Each year has a line `all` beside those of its months.
 */
import { UpstreamError } from '../../core/errors.ts';
import { integer } from '../families/whole-index/text.ts';

const COLUMNS = ['Package', 'Month', 'Nb_of_downloads'] as const;
const MAX_LINE = 10_000;
const MAX_PACKAGES = 200_000;

/** Downloads of all time by package. @throws UpstreamError `malformed` for what is no such table. */
export async function readDownloads(source: AsyncIterable<Uint8Array>): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const decoder = new TextDecoder();
  let places: number[] | null = null;
  let rest = '';
  const read = (line: string): void => {
    const cells = line.trim().split('\t', 20);
    if (places === null) {
      places = COLUMNS.map(column => cells.indexOf(column));
      if (places.includes(-1)) throw new UpstreamError('malformed', 'counts of downloads: another header');
      return;
    }
    const [name = '', month, downloads] = places.map(place => cells[place]);
    const count = integer(downloads);
    if (name === '' || month === 'all' || count === null) return;
    if (counts.has(name) || counts.size < MAX_PACKAGES) counts.set(name, (counts.get(name) ?? 0) + count);
  };
  for await (const chunk of source) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE) throw new UpstreamError('malformed', 'counts of downloads: a line too long');
    for (const line of lines) read(line);
  }
  read(rest);
  return counts;
}
