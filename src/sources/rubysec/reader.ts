/** `gems/<gem>/*.yml` and, about interpreters of Ruby, `rubies/<engine>/*.yml`. */
import { parseYamlObject } from '../../formats/yaml.ts';
import { RECORD_BYTES } from '../limits.ts';
import { lastParts } from '../paths.ts';
import { mapEach } from '../record.ts';
import type { SourceReader } from '../source.ts';
import { advisoryRecord } from './advisory.ts';

export const reader: SourceReader = {
  forms: [
    {
      matches: path => {
        const [folder, , name] = lastParts(path, 3);
        return (folder === 'gems' || folder === 'rubies') && /^[^.].*\.yml$/.test(name ?? '');
      },
      maxBytes: RECORD_BYTES,
      read: (bytes, context) =>
        mapEach([parseYamlObject(bytes, context.path, { scalars: 'text' })], context, document =>
          advisoryRecord(document, context),
        ),
    },
  ],
};
