/** The data files of a recipe: config.yml and conandata.yml (https://docs.conan.io/2/tutorial/creating_packages/handle_sources_in_packages.html). */
import { UpstreamError } from '../../core/errors.ts';
import { isJsonObject, type JsonDocument, memberOf } from '../../formats/json.ts';
import { parseYamlObject } from '../../formats/yaml.ts';
import { sha256Integrity, versionNumber } from '../families/registry-api/values.ts';
import { clean, webUrl } from '../families/whole-index/text.ts';

/** Ten times what the longest has. */
const LIMITS = { bytes: 1024 * 1024 };
const MAX_VERSIONS = 5_000;

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
  return parseYamlObject(bytes, what, { scalars: 'text', duplicates: 'last', limits: LIMITS });
}

function malformed(what: string, problem: string): UpstreamError {
  return new UpstreamError('malformed', `${what}: ${problem}`);
}
