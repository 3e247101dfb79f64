/** `<vendor>/<package>/*.yaml`. */
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
        const parts = lastParts(path, 3);
        return parts.length === 3 && parts.every(part => !part.startsWith('.')) && path.endsWith('.yaml');
      },
      maxBytes: RECORD_BYTES,
      read: (bytes, context) =>
        mapEach([parseYamlObject(bytes, context.path, { scalars: 'text' })], context, document =>
          advisoryRecord(document, context),
        ),
    },
  ],
};
