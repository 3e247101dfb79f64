/** A document whose scalars are all text, as YAML is read here, with the truth values and numbers that SPDX has. */
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import { fieldsOf, isClass } from './schema.ts';

export function typed(document: JsonDocument): JsonDocument {
  return typedClass(document, 'document');
}

function typedClass(node: JsonDocument, name: string): JsonDocument {
  const out: JsonDocument = { ...node };
  for (const { json, type } of fieldsOf(name)) {
    if (!Object.hasOwn(out, json)) continue;
    const value = out[json];
    out[json] = Array.isArray(value) ? value.map(each => typedValue(each, type)) : typedValue(value, type);
  }
  return out;
}

function typedValue(value: unknown, type: string): unknown {
  if (isJsonObject(value)) return isClass(type) ? typedClass(value, type) : value;
  if (typeof value !== 'string') return value;
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return type === 'integer' && /^\d{1,15}$/.test(value) ? Number(value) : value;
}
