/** `vulns/<package>/PYSEC-*.yaml`: OSV's schema in YAML. */
import { memberOf } from '../../formats/json.ts';
import { parseYamlObject } from '../../formats/yaml.ts';
import { RECORD_BYTES } from '../limits.ts';
import { lastParts } from '../paths.ts';
import { mapEach } from '../record.ts';
import { osvRecord } from '../shapes/osv.ts';
import type { SourceReader } from '../source.ts';

export const reader: SourceReader = {
  forms: [
    {
      matches: path => {
        const [folder, , name] = lastParts(path, 3);
        return folder === 'vulns' && name !== undefined && /^[^.].*\.ya?ml$/.test(name);
      },
      maxBytes: RECORD_BYTES,
      // As text, or the unquoted version 1.10 would be 1.1.
      read: (bytes, context) =>
        mapEach(
          [parseYamlObject(bytes, context.path, { scalars: 'text' })],
          context,
          document => osvRecord(document, { now: context.now, source: 'pypa' }),
          document => memberOf(document, 'id'),
        ),
    },
  ],
};
