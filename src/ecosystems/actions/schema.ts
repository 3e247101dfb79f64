/**
 * action.yml: https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax. Members can be of a wrong
 * type or missing; `map.ts` reads each with care.
 */
import { parseDocument } from 'yaml';
import { messageOf, UpstreamError } from '../../core/errors.ts';
import { isJsonObject, type JsonDocument } from '../../formats/json.ts';

const MAX_BYTES = 64 * 1024;
const MAX_DEPTH = 60;

/** @throws UpstreamError `malformed` for what is no YAML map, is larger than 64 kB or nested too deep. */
export function parseAction(bytes: Uint8Array, what: string): JsonDocument {
  const fail = (problem: string) => new UpstreamError('malformed', `action.yml of ${what}: ${problem}`);
  if (bytes.length > MAX_BYTES) throw fail(`larger than ${MAX_BYTES} bytes`);
  const text = new TextDecoder().decode(bytes);
  if (isDeep(text)) throw fail('nested too deep');
  let value: unknown;
  try {
    const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false, uniqueKeys: false });
    const [error] = document.errors;
    if (error !== undefined) throw error;
    // Aliases are refused: GitHub does not know them in these files, and they make small files large.
    value = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    throw fail(`not YAML (${messageOf(error).slice(0, 200)})`);
  }
  if (!isJsonObject(value)) throw fail('no map');
  return value;
}

/**
 * True where brackets or the markers of blocks in one line (`- - -`, `? ? ?`) open more levels than any action has, before
 * the parser recurses into them. An indented level costs as many bytes as it is deep, so the size bounds those.
 */
function isDeep(text: string): boolean {
  let open = 0;
  let markers = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '[' || c === '{') open += 1;
    else if ((c === ']' || c === '}') && open > 0) open -= 1;
    else if (c === '\n') markers = 0;
    else if ((c === '-' || c === '?' || c === ':') && /\s/.test(text[i + 1] ?? ' ')) markers += 1;
    if (open > MAX_DEPTH || markers > MAX_DEPTH * 4) return true;
  }
  return false;
}
