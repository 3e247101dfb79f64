/**
 * What is accepted from Artifact Hub: https://artifacthub.io/docs/api/. Members can be of a wrong type or missing; `map.ts`
 * reads each with care.
 */
import { UpstreamError } from '../../core/errors.ts';
import { type JsonDocument, memberOf, parseJsonObject } from '../../formats/json.ts';
import { clean } from '../families/whole-index/text.ts';
import { names } from './names.ts';

/** `repository/chart` of a package; null where it does not say so. */
export function nameOf(document: JsonDocument): string | null {
  const repository = clean(memberOf(memberOf(document, 'repository'), 'name'), 200);
  const chart = clean(memberOf(document, 'normalized_name'), 200) ?? clean(memberOf(document, 'name'), 200);
  if (repository === null || chart === null) return null;
  const name = names.normalise(`${repository}/${chart}`);
  return names.problem(name) === null ? name : null;
}

/**
 * A package in full: the newest version, and what versions there are.
 *
 * @throws UpstreamError `malformed` for what is none, and for another package.
 */
export function parsePackage(bytes: Uint8Array, asked: string): { document: JsonDocument; name: string } {
  const document = parseJsonObject(bytes, `chart ${asked}`);
  const name = nameOf(document);
  if (name === null || name.toLowerCase() !== asked.toLowerCase())
    throw new UpstreamError('malformed', `chart ${asked}: it is another one, ${name ?? 'without a name'}`);
  return { document, name };
}
