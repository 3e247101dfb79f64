/** The day's scores as CSV, https://www.first.org/epss/data_stats. */
import { COLLECTION_BYTES } from '../limits.ts';
import { lastParts } from '../paths.ts';
import type { SourceReader } from '../source.ts';
import { readScores } from './scores.ts';

export const reader: SourceReader = {
  forms: [
    {
      matches: path => /^epss[^/]*\.csv$/i.test(lastParts(path, 1)[0] ?? ''),
      maxBytes: COLLECTION_BYTES,
      stream: readScores,
    },
  ],
};
