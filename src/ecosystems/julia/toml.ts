/** TOML (https://toml.io/en/v1.0.0) from outside, in the small files of a registry. */
import { parse } from 'smol-toml';
import { messageOf, UpstreamError } from '../../core/errors.ts';
import { isJsonObject, type JsonDocument } from '../../formats/json.ts';

const MAX_BYTES = 2 * 1024 * 1024;
const MAX_DEPTH = 20;

/** @throws UpstreamError `malformed` for what is no TOML or has more than 2 MiB. */
export function parseToml(bytes: Uint8Array, what: string): JsonDocument {
  if (bytes.length > MAX_BYTES)
    throw new UpstreamError('malformed', `${what}: longer than ${MAX_BYTES} bytes`);
  try {
    const document: unknown = parse(new TextDecoder().decode(bytes), { maxDepth: MAX_DEPTH });
    if (isJsonObject(document)) return document;
  } catch (error) {
    throw new UpstreamError('malformed', `${what}: no TOML (${messageOf(error).slice(0, 200)})`);
  }
  throw new UpstreamError('malformed', `${what}: no TOML`);
}
