/** `POST /advisories/match`: which advisories affect versions, of many package URLs at once. */

import { Type } from 'typebox';
import { bulkBodyCost } from '../../core/cost.ts';
import { InputError } from '../../core/errors.ts';
import type { Reply, RequestContext, Route } from '../service.ts';
import { type Matched, matchTargets } from './matching.ts';
import { potentialMatches } from './potential-matches.ts';
import { MatchAnswer } from './schemas.ts';
import { targetOfPurl } from './targets.ts';

const MATCH_BYTES = 4 * 1024 * 1024;

export const matchRoute: Route = {
  method: 'POST',
  path: '/advisories/match',
  operationId: 'matchAdvisories',
  summary:
    'which advisories affect versions, of many package URLs at once: one answer each, in the order given',
  tags: ['advisories'],
  body: Type.Object(
    {
      purls: Type.Array(Type.String({ maxLength: 4096 }), { maxItems: 1_000 }),
      potentially_affected: Type.Optional(
        Type.Boolean({
          description:
            'false: do not look for what packages of distributions repackage, and leave that list out; true when absent',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  maxBodyBytes: MATCH_BYTES,
  response: MatchAnswer,
  cost: bulkBodyCost('purls'),
  cache: 'none',
  isNew: true,
  handle: matchMany,
};

/** A text that is no purl, or one without a version, has no advisories here: `reason` says so. */
async function matchMany(context: RequestContext): Promise<Reply> {
  const { db, directory, siteUrl } = context;
  const { purls, potentially_affected: isAsked = true } = context.body as {
    purls: string[];
    potentially_affected?: boolean;
  };
  const targets = purls.map(purl => {
    try {
      return targetOfPurl(directory, purl);
    } catch (error) {
      if (error instanceof InputError) return null;
      throw error;
    }
  });
  const about = (await matchTargets(db, targets)).map(of => of.filter(mayAffect));
  const items = purls.map((purl, i) => ({ purl, target: targets[i] ?? null, about: about[i] ?? [] }));
  const potential = isAsked ? await potentialMatches(context, items) : [];
  return {
    body: {
      results: items.map(({ purl, target, about }, i) => {
        if (!target?.version)
          return { purl, reason: target ? 'no-version' : 'not-a-known-purl', advisories: [] };
        const repackaged = potential[i] ?? null;
        return {
          purl,
          advisories: about.map(of => advisoryJson(of, siteUrl)),
          ...(repackaged && { potentially_affected: repackaged }),
        };
      }),
    },
  };
}

function mayAffect({ verdict }: Matched): boolean {
  return verdict !== null && verdict.verdict !== 'not-affected';
}

function advisoryJson({ advisory, verdict }: Matched, siteUrl: string) {
  return {
    id: advisory.uid,
    aliases: advisory.identifiers.filter(id => id !== advisory.uid),
    title: advisory.title,
    severity: advisory.severity,
    score: advisory.score,
    kev: advisory.kevAddedAt !== null,
    epss: advisory.epss,
    verdict: verdict?.verdict ?? 'unknown',
    fixed: verdict?.fixed.nearest ?? null,
    url: `${siteUrl}/advisories/${encodeURIComponent(advisory.uid)}`,
  };
}
