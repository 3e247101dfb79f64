/** A document brought to SPDX 2.2: what 2.3 brought is left out and said, what 2.2 demands is put in. */
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import type { Losses } from '../losses.ts';
import { objectsOf } from '../values.ts';
import { fieldsOf, isClass, WORDS } from './schema.ts';

export function prune(document: JsonDocument, version: '2.2' | '2.3', losses: Losses): JsonDocument {
  return version === '2.3' ? document : pruneClass(document, 'document', '', losses);
}

function pruneClass(node: JsonDocument, name: string, path: string, losses: Losses): JsonDocument {
  const out: JsonDocument = { ...node };
  for (const field of fieldsOf(name)) {
    const value = out[field.json];
    const at = `${path}/${field.json}`;
    if (value === undefined) {
      if (field.required === '2.2') out[field.json] = field.isMany ? ['NOASSERTION'] : 'NOASSERTION';
    } else if (field.since === '2.3') {
      delete out[field.json];
      losses.add(at, 'came with SPDX 2.3');
    } else if (isClass(field.type)) {
      out[field.json] = Array.isArray(value)
        ? objectsOf(value).flatMap((each, i) => {
            const word = newWord(each, field.type);
            if (word !== null) losses.add(`${at}/${i}`, 'came with SPDX 2.3', word);
            return word === null || field.type === 'relationship'
              ? [pruneClass(each, field.type, `${at}/${i}`, losses)]
              : [];
          })
        : isJsonObject(value)
          ? pruneClass(value, field.type, at, losses)
          : value;
    }
  }
  if (name === 'relationship' && newWord(out, name) !== null) {
    out.comment ??= out.relationshipType;
    out.relationshipType = 'OTHER';
  }
  return out;
}

/** A word of 2.3 that makes the whole node one of 2.3. */
function newWord(node: JsonDocument, name: string): string | null {
  const word =
    name === 'checksum' ? node.algorithm : name === 'relationship' ? node.relationshipType : undefined;
  const list = WORDS.get(name === 'checksum' ? 'algorithm' : 'relationshipType');
  return typeof word === 'string' && list?.since23.includes(word) ? word : null;
}
