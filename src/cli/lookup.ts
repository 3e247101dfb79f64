/** Many package URLs, asked of an index in as few requests as they fit in. */
import { termsLine } from '../core/answer-terms.ts';
import type {
  AdvisoryKnowledge,
  FixKnowledge,
  FixQuestion,
  PackageKnowledge,
  PotentialKnowledge,
} from '../reading/scan/index.ts';
import type { ApiClient } from './app.ts';
import { answered } from './queries.ts';

/** Purls of one API call. */
export const LOOKUP_BATCH = 1_000;
const AT_ONCE = 2;
/** A POST for its size alone. */
const READS = { idempotent: true };
/** A server reads so many through while the caller waits; more are queued for its worker. */
const READ_THROUGH_BATCH = 10;
const READ_THROUGH_ROUNDS = 5;

/** What the index knows of each; nothing is fetched. By purl as given. */
export async function lookUp(
  client: ApiClient,
  purls: readonly string[],
): Promise<Map<string, PackageKnowledge>> {
  const found = new Map<string, PackageKnowledge>();
  const waiting = batchesOf(purls, LOOKUP_BATCH);
  const work = async () => {
    for (let batch = waiting.shift(); batch; batch = waiting.shift())
      for (const row of await ask(client, batch, false)) found.set(row.purl, row);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

/**
 * Has the index read from their registries what it does not know, a few at a time; the index keeps to each registry's budget of
 * requests. What a registry takes longer for is asked for again, and in the end left `pending`.
 */
export async function readThrough(
  client: ApiClient,
  purls: readonly string[],
  onProgress: (done: number) => void,
): Promise<Map<string, PackageKnowledge>> {
  const found = new Map<string, PackageKnowledge>();
  let open = [...purls];
  for (let round = 0; round < READ_THROUGH_ROUNDS && open.length > 0; round++) {
    for (const batch of batchesOf(open, READ_THROUGH_BATCH)) {
      for (const row of await ask(client, batch, true)) found.set(row.purl, row);
      onProgress([...found.values()].filter(row => row.status !== 'pending').length);
    }
    open = open.filter(purl => {
      const row = found.get(purl);
      return row?.status === 'pending' && row.reason === 'fetching';
    });
  }
  return found;
}

/** What a server gives its facts under, in a line; null for this machine's own index, and for a server that does not say. */
export async function noticeOf(client: ApiClient): Promise<string | null> {
  if (client.server === null) return null;
  const { status, body } = await client.get('/api/v1/licence?dataset=packages');
  if (status !== 200 || typeof body !== 'object' || body === null) return null;
  const { spdx, url, licensee, to } = body as Partial<Record<'spdx' | 'url' | 'licensee' | 'to', unknown>>;
  if (typeof spdx !== 'string' || typeof url !== 'string' || typeof to !== 'string') return null;
  const terms = { licence: { spdx, url }, licensee: typeof licensee === 'string' ? licensee : null };
  return termsLine(terms, client.server, to);
}

interface MatchAnswer {
  results: {
    purl: string;
    advisories: AdvisoryKnowledge[];
    potentially_affected?: PotentialKnowledge[];
  }[];
}

/**
 * Adds to each what advisories of the index affect its version.
 *
 * @param potential whether to look for what packages of distributions repackage.
 * @returns false where the server has no such service.
 */
export async function addAdvisories(
  client: ApiClient,
  knowledge: Map<string, PackageKnowledge>,
  potential: boolean,
): Promise<boolean> {
  for (const purls of batchesOf([...knowledge.keys()], LOOKUP_BATCH)) {
    const question = potential ? { purls } : { purls, potentially_affected: false };
    const answer = await client.post('/advisories/api/v1/advisories/match', question, {}, READS);
    if (answer.status === 404) return false;
    const { body } = answered(answer);
    for (const { purl, advisories, potentially_affected = [] } of (body as MatchAnswer).results) {
      const row = knowledge.get(purl);
      if (row && advisories.length + potentially_affected.length > 0)
        knowledge.set(purl, { ...row, advisories, potentially_affected });
    }
  }
  return true;
}

/** How to get rid of what is affected, by purl; empty where the server does not tell, or tells only of some. */
export async function fixesOf(client: ApiClient, question: FixQuestion): Promise<Map<string, FixKnowledge>> {
  const answer = await client.post('/advisories/api/v1/advisories/fix_paths', question, {}, READS);
  if (answer.status === 404) return new Map();
  const { fixes } = answered(answer).body as { fixes: (FixKnowledge & { purl: string })[] };
  return new Map(fixes.map(({ purl, nearest, paths, truncated }) => [purl, { nearest, paths, truncated }]));
}

async function ask(client: ApiClient, purls: readonly string[], sync: boolean): Promise<PackageKnowledge[]> {
  const { body } = answered(await client.post('/api/v1/purls/lookup', { purls, sync }, {}, READS));
  return (body as { results: PackageKnowledge[] }).results;
}

function batchesOf(purls: readonly string[], size: number): string[][] {
  const batches: string[][] = [];
  for (let at = 0; at < purls.length; at += size) batches.push(purls.slice(at, at + size));
  return batches;
}
