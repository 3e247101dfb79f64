/** What the check of a release answers, for programs and for pages. */
import { InputError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/records.ts';
import { type AttestCheck, type AttestedArtifact, type Verdict, verdictOf } from '../../ecosystems/attest.ts';
import { purlOf } from '../../ecosystems/ecosystem.ts';
import { releaseOf } from '../packages/public.ts';
import type { RequestContext } from '../service.ts';

export interface AttestAnswer {
  purl: string;
  registry: string;
  name: string;
  version: string;
  /** ISO 8601. */
  checked_at: string;
  verdict: Verdict;
  artifacts: AttestedArtifact[];
  checks: AttestCheck[];
}

/**
 * Checks the release that the parameter `purl` names; the latest one where it names no version.
 *
 * @throws as releaseOf; UnavailableError when too many releases are being checked.
 */
export async function attestAnswer(context: RequestContext): Promise<AttestAnswer> {
  const { purl } = context.query;
  if (typeof purl !== 'string') throw new InputError('purl', 'purl is required');
  const { registry, package: row, version } = await releaseOf(context, purl, 'purl');
  const { number, metadata, integrity, publishedAt } = version;
  const release = {
    name: row.name,
    version: number,
    publishedAt,
    metadata: metadata as JsonObject,
    integrity,
    downloadUrl: registry.definition.links.download(registry, row.name, number, metadata),
    repositoryUrl: row.repositoryUrl,
  };
  const { at, artifacts, checks } = await context.attester.attest(registry.id, release, context.signal);
  return {
    purl: purlOf(registry, row.name, number),
    registry: registry.name,
    name: row.name,
    version: number,
    checked_at: at.toISOString(),
    verdict: verdictOf(checks),
    artifacts,
    checks,
  };
}
