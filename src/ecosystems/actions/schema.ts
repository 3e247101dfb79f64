/**
 * action.yml: https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax. Members can be of a wrong
 * type or missing; `map.ts` reads each with care.
 */
import type { JsonDocument } from '../../formats/json.ts';
import { parseYamlObject } from '../../formats/yaml.ts';

/** Aliases are refused: GitHub does not know them in these files, and they make small files large. */
const LIMITS = { bytes: 64 * 1024, depth: 60, aliased: 0 };

/** @throws UpstreamError `malformed` for what is no YAML mapping, `too-large` for more than 64 kB, 60 levels or an alias. */
export function parseAction(bytes: Uint8Array, what: string): JsonDocument {
  return parseYamlObject(bytes, `action.yml of ${what}`, { duplicates: 'last', limits: LIMITS });
}
