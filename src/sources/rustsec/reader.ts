/** `crates/<crate>/RUSTSEC-*.md`, and `rust/<tool>/RUSTSEC-*.md` about what comes with the compiler. */
import { decodeText } from '../../formats/text.ts';
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
        return (folder === 'crates' || folder === 'rust') && /^RUSTSEC-.*\.md$/.test(name ?? '');
      },
      maxBytes: RECORD_BYTES,
      read: (bytes, context) => mapEach([decodeText(bytes)], context, text => advisoryRecord(text, context)),
    },
  ],
};
