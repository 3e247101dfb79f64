/**
 * What is accepted from a module registry: https://developer.hashicorp.com/terraform/registry/api-docs. Members can be of
 * a wrong type or missing; `map.ts` reads each with care.
 */
import { UpstreamError } from '../../core/errors.ts';
import { type JsonDocument, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { versionNumber } from '../families/registry-api/values.ts';
import { clean } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const MAX_VERSIONS = 20_000;

/**
 * `/v1/modules/{namespace}/{name}/{provider}`: the newest version of a module.
 *
 * @throws UpstreamError `malformed` for what is none, and for that of another module.
 */
export function parseModule(bytes: Uint8Array, name: string): { document: JsonDocument; name: string } {
  const document = parseJsonObject(bytes, `module ${name}`);
  const said = ['namespace', 'name', 'provider']
    .map(member => clean(memberOf(document, member), 64))
    .join('/');
  if (said.toLowerCase() !== name.toLowerCase() || names.problem(said) !== null)
    throw new UpstreamError('malformed', `module ${name}: it is of another module, ${said.slice(0, 200)}`);
  return { document, name: said };
}

/**
 * `/v1/modules/{namespace}/{name}/{provider}/versions`: what each version needs.
 *
 * @throws UpstreamError `malformed` for what is no such list.
 */
export function parseVersions(bytes: Uint8Array, name: string): JsonDocument[] {
  const document = parseJsonObject(bytes, `versions of ${name}`);
  const [module] = objectsIn(memberOf(document, 'modules'), 1);
  const versions = memberOf(module, 'versions');
  if (!Array.isArray(versions)) throw new UpstreamError('malformed', `versions of ${name}: no list`);
  if (versions.length > MAX_VERSIONS)
    throw new UpstreamError('malformed', `versions of ${name}: more than ${MAX_VERSIONS}`);
  return objectsIn(versions, MAX_VERSIONS).filter(version => versionNumber(version.version) !== null);
}
