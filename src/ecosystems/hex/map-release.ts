/** A release as the API has it (pure): `/api/packages/{name}/releases/{version}`. */
import { UpstreamError } from '../../core/errors.ts';
import type { DependencyRecord } from '../../core/records.ts';
import { isJsonObject, parseJsonObject } from '../../formats/json.ts';
import { sha256Integrity } from '../families/registry-api/values.ts';
import { retirementOf } from './map.ts';
import { edgeOf, type Release } from './registry.ts';

const MAX_DEPENDENCIES = 5_000;

/** @throws UpstreamError `malformed` for what is no release, or another one. */
export function mapRelease(version: string, bytes: Uint8Array): Release {
  const document = parseJsonObject(bytes, `release ${version}`);
  if (document.version !== version)
    throw new UpstreamError('malformed', `release ${version}: it is another one`);
  const dependencies = new Map<string, DependencyRecord>();
  const requirements = isJsonObject(document.requirements) ? Object.entries(document.requirements) : [];
  for (const [name, said] of requirements.slice(0, MAX_DEPENDENCIES)) {
    const { requirement, optional, app, repository } = isJsonObject(said) ? said : {};
    const record = edgeOf({ name, requirement, optional: optional === true, app, repository });
    if (record !== null) dependencies.set(record.name, record);
  }
  return {
    dependencies: [...dependencies.values()],
    retirement: retirementOf(document.retirement),
    integrity: sha256Integrity(document.checksum),
  };
}
