/** The data files of a recipe: config.yml and conandata.yml (https://docs.conan.io/2/tutorial/creating_packages/handle_sources_in_packages.html). */
import { parse } from 'yaml';
import { messageOf, UpstreamError } from '../../core/errors.ts';
import { isJsonObject, type JsonDocument, memberOf } from '../../formats/json.ts';
import { sha256Integrity, versionNumber } from '../families/registry-api/values.ts';
import { clean, webUrl } from '../families/whole-index/text.ts';

/** Ten times what the longest has. */
const MAX_BYTES = 1024 * 1024;
const MAX_VERSIONS = 5_000;
const MAX_ALIASES = 1_000;
const MAX_NESTING = 100;

/** The folder of each version, in the order of the file. @throws UpstreamError `malformed`. */
export function parseConfig(bytes: Uint8Array, name: string): Map<string, string> {
  const { versions } = readYaml(bytes, `config.yml of ${name}`);
  if (!isJsonObject(versions)) throw malformed(`config.yml of ${name}`, 'no `versions`');
  const folders = new Map<string, string>();
  for (const [key, value] of Object.entries(versions).slice(0, MAX_VERSIONS)) {
    const number = versionNumber(key);
    const folder = clean(memberOf(value, 'folder'), 100);
    // A folder is a name, and none that leads elsewhere.
    if (number !== null && folder !== null && /^[\w+-][\w.+-]*$/.test(folder)) folders.set(number, folder);
  }
  return folders;
}

export interface Source {
  url: string | null;
  integrity: string | null;
}

/**
 * The source of each version. Of several mirrors the first counts, and of several files as well; a version whose sources
 * differ by system has none that could be named.
 *
 * @throws UpstreamError `malformed`.
 */
export function parseConandata(bytes: Uint8Array, name: string): Map<string, Source> {
  const { sources } = readYaml(bytes, `conandata.yml of ${name}`);
  const found = new Map<string, Source>();
  for (const [number, value] of Object.entries(isJsonObject(sources) ? sources : {}).slice(0, MAX_VERSIONS)) {
    const file: unknown = Array.isArray(value) ? value[0] : value;
    const urls = memberOf(file, 'url');
    const url = webUrl(Array.isArray(urls) ? urls[0] : urls);
    if (url !== null) found.set(number, { url, integrity: sha256Integrity(memberOf(file, 'sha256')) });
  }
  return found;
}

/** Every scalar is text, so that the version 1.10 is not 1.1. */
function readYaml(bytes: Uint8Array, what: string): JsonDocument {
  if (bytes.length > MAX_BYTES) throw malformed(what, `more than ${MAX_BYTES} bytes`);
  const text = new TextDecoder().decode(bytes);
  if (nestingOf(text) > MAX_NESTING) throw malformed(what, `deeper than ${MAX_NESTING} levels`);
  try {
    const value: unknown = parse(text, {
      schema: 'failsafe',
      maxAliasCount: MAX_ALIASES,
      uniqueKeys: false,
      logLevel: 'silent',
    });
    if (isJsonObject(value)) return value;
  } catch (error) {
    throw malformed(what, `not YAML (${messageOf(error).slice(0, 200)})`);
  }
  throw malformed(what, 'no mapping');
}

/** More than the levels of the text: a parser that recurses must not be led too deep. */
function nestingOf(text: string): number {
  let flow = 0;
  let most = 0;
  for (const line of text.split('\n')) {
    const start = /^[ -]*/.exec(line)?.[0] ?? '';
    let opened = 0;
    for (let i = start.length; i < line.length; i++) {
      const character = line[i];
      if (character === '[' || character === '{') flow++;
      else if ((character === ']' || character === '}') && flow > 0) flow--;
      else if ((character === '-' || character === '?' || character === ':') && line[i + 1] === ' ') opened++;
      most = Math.max(most, flow);
    }
    most = Math.max(most, start.split('-').length + Math.min(opened, MAX_NESTING / 2));
  }
  return most;
}

function malformed(what: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `${what}: ${problem}`);
}
