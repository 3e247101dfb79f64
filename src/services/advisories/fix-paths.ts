/** What to do about the vulnerable packages of a project that sends what it has locked. */

import { type Static, Type } from 'typebox';
import { TOOL } from '../../core/cost.ts';
import { InputError } from '../../core/errors.ts';
import { fixPaths, type VulnerableItem } from '../../reading/fixes/index.ts';
import type { InventoryItem } from '../../reading/inventory/index.ts';
import type { Reply, RequestContext, Route } from '../service.ts';
import { concerning, type Matched, matchTargets, verdictFor } from './matching.ts';
import { Nullable } from './schemas.ts';
import { type AdvisoryTarget, purlOr400 } from './targets.ts';
import { canBeHad, indexedReleases, withFacts } from './upgrade-facts.ts';

const MAX_PACKAGES = 5_000;
const MAX_EDGES = 50_000;
const MAX_VULNERABLE = 200;
const purl = Type.String({ maxLength: 4096 });
const text = Nullable(Type.String());

const LockedJson = Type.Object(
  {
    packages: Type.Array(
      Type.Object(
        {
          purl: Type.String({ maxLength: 4096, description: 'with the locked version' }),
          direct: Type.Optional(Type.Boolean({ description: 'the project asks for it itself' })),
          requirement: Type.Optional(
            Nullable(Type.String({ maxLength: 8192, description: 'what it asks for' })),
          ),
        },
        { additionalProperties: false },
      ),
      { maxItems: MAX_PACKAGES },
    ),
    edges: Type.Optional(
      Type.Array(Type.Tuple([Nullable(purl), purl]), {
        maxItems: MAX_EDGES,
        description: 'who requires what, as in `packages`; null is the project',
      }),
    ),
  },
  { additionalProperties: false },
);

const FixesJson = Type.Object(
  {
    fixes: Type.Array(
      Type.Object({
        purl: Type.String(),
        advisories: Type.Array(Type.String()),
        nearest: Nullable(Type.String({ description: 'the lowest safe version above' })),
        paths: Type.Array(
          Type.Object({
            direct: Type.String(),
            way: Type.Array(Type.String()),
            action: Type.String({
              description:
                'update (the lockfile alone), upgrade (what the project asks for), none or unknown',
            }),
            to: text,
            steps: Type.Array(Type.Object({ name: Type.String(), from: Type.String(), to: text })),
            because: text,
          }),
        ),
        truncated: Type.Boolean(),
      }),
    ),
    truncated: Type.Boolean({
      description: `more than ${MAX_VULNERABLE} vulnerable packages: the first are told`,
    }),
  },
  { title: 'Fixes' },
);

export const fixPathsRoute: Route = {
  method: 'POST',
  path: '/advisories/fix_paths',
  operationId: 'postAdvisoryFixPaths',
  summary: 'which direct dependencies to update or upgrade to get rid of vulnerable versions',
  tags: ['advisories'],
  body: LockedJson,
  maxBodyBytes: 16 * 1024 * 1024,
  response: FixesJson,
  cost: TOOL,
  cache: 'none',
  isNew: true,
  handle: fixPathsReply,
};

async function fixPathsReply(context: RequestContext): Promise<Reply> {
  const { db, directory } = context;
  const { packages, edges = [] } = context.body as Static<typeof LockedJson>;
  const targets = packages.map((each, i) => purlOr400(directory, each.purl, `packages[${i}].purl`));
  const known = new Set(packages.map(each => each.purl));
  for (const end of edges.flat())
    if (end !== null && !known.has(end))
      throw new InputError('edges', `edges: ${JSON.stringify(end.slice(0, 100))} is not in packages`);
  const items = packages.flatMap((each, i) => {
    const target = targets[i];
    return target ? [itemOf(each, target)] : [];
  });
  const vulnerable: (VulnerableItem & { advisories: string[] })[] = [];
  const seen = new Set<string>();
  let truncated = false;
  for (const [i, matched] of (await matchTargets(db, targets)).entries()) {
    const target = targets[i];
    const key = packages[i]?.purl as string;
    const about = target?.version == null ? [] : concerning(matched);
    if (!target || about.length === 0 || seen.has(key)) continue;
    seen.add(key);
    if (vulnerable.length === MAX_VULNERABLE) {
      truncated = true;
      break;
    }
    const advisories = about.map(({ advisory }) => advisory.uid);
    vulnerable.push({ key, safe: await safeVersions(context, target, matched), advisories });
  }
  const fixes = await withFacts(context, facts => fixPaths({ items, edges }, vulnerable, facts));
  const advisoriesOf = new Map(vulnerable.map(({ key, advisories }) => [key, advisories]));
  const body: Static<typeof FixesJson> = {
    fixes: fixes.map(({ key, ...fix }) => ({ purl: key, advisories: advisoriesOf.get(key) ?? [], ...fix })),
    truncated,
  };
  return { body };
}

/** Versions that can be had and that every advisory about the package says are not affected. */
async function safeVersions(
  { db, directory }: RequestContext,
  target: AdvisoryTarget,
  matched: readonly Matched[],
): Promise<string[]> {
  const releases = (await indexedReleases(db, directory, target))?.releases ?? [];
  return releases
    .filter(canBeHad)
    .map(({ number }) => number)
    .filter(version =>
      matched.every(of => verdictFor({ ...target, version }, of)?.verdict === 'not-affected'),
    );
}

function itemOf(
  { purl: key, direct, requirement }: Static<typeof LockedJson>['packages'][number],
  { ecosystem, name, version }: AdvisoryTarget,
): InventoryItem {
  return {
    purl: key,
    packagePurl: null,
    ecosystem,
    name,
    version,
    requirement: requirement ?? null,
    type: null,
    direct: direct ?? null,
    optional: false,
    integrity: null,
    source: null,
    condition: null,
    manifests: [],
  };
}
