/** The database's OSV records, in its repository (`data/osv/`) or its archive (`ID/`), and the reports that they are made from. */
import { memberOf, parseJson } from '../../formats/json.ts';
import { parseYamlObject } from '../../formats/yaml.ts';
import { RECORD_BYTES } from '../limits.ts';
import { lastParts, stemOf } from '../paths.ts';
import { mapEach } from '../record.ts';
import { osvRecord } from '../shapes/osv.ts';
import type { SourceReader } from '../source.ts';
import { reportRecord } from './report.ts';

const id = (document: unknown) => memberOf(document, 'id');

export const reader: SourceReader = {
  forms: [
    {
      matches: path => /^GO-[^/]*\.json$/.test(lastParts(path, 1)[0] ?? ''),
      key: stemOf,
      maxBytes: RECORD_BYTES,
      read: (bytes, context) =>
        mapEach(
          [parseJson(bytes, context.path)],
          context,
          document => osvRecord(document, { now: context.now, source: 'go' }),
          id,
        ),
    },
    {
      matches: path => {
        const [folder, name] = lastParts(path, 2);
        return folder === 'reports' && /^GO-.*\.yaml$/.test(name ?? '');
      },
      key: stemOf,
      maxBytes: RECORD_BYTES,
      isSecondary: true,
      read: (bytes, context) =>
        mapEach(
          [parseYamlObject(bytes, context.path, { scalars: 'text' })],
          context,
          document => reportRecord(document, context.now),
          id,
        ),
    },
  ],
};
