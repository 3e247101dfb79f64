import { type Static, Type } from 'typebox';
import { LIST, SINGLE } from '../../core/cost.ts';
import { InputError, NotFoundError } from '../../core/errors.ts';
import { normaliseRepositoryUrl } from '../../core/repository-url.ts';
import { purlOf } from '../../ecosystems/ecosystem.ts';
import { sources } from '../../sources/index.ts';
import { countBySource } from '../../store/advisory-feeds.ts';
import {
  advisoriesById,
  advisoryFacets,
  type FullAdvisory,
  listAdvisories,
  packagesWithAdvisories,
} from '../../store/advisory-queries.ts';
import { termsOf } from '../answer-terms.ts';
import { findByNames, relativesOf } from '../packages/public.ts';
import type { Reply, RequestContext, Route } from '../service.ts';
import { advisoryOf } from './advisory-of.ts';
import { badgeRoute } from './badge.ts';
import { reachOf } from './blast-radius.ts';
import { exposureRoute } from './exposure.ts';
import { atomFeed, jsonFeed } from './feeds.ts';
import { fixPathsRoute } from './fix-paths.ts';
import { FILTERS, filterOf, ListQuery, listReply, newest } from './lists.ts';
import { matchRoute } from './match-route.ts';
import { matchTargets } from './matching.ts';
import { potentialAdvisoriesRoute, potentiallyAffectedRoute } from './potentially-affected.ts';
import { AdvisoryJson, PackageName, RelatedPackageJson, SourceJson } from './schemas.ts';
import { advisoryJson } from './serialize.ts';
import { purlOr400 } from './targets.ts';
import { splitVersions } from './versions.ts';

const FEED_ITEMS = 50;
const MAX_PACKAGES = 10_000;
const FiltersQuery = Type.Object(FILTERS, { additionalProperties: false });

export const routes: Route[] = [
  {
    method: 'GET',
    path: '/advisories',
    operationId: 'getAdvisories',
    summary: 'list advisories',
    tags: ['advisories'],
    query: ListQuery,
    response: Type.Array(AdvisoryJson),
    cost: LIST,
    cache: 'none',
    handle: listReply,
  },
  {
    method: 'GET',
    path: '/advisories/packages',
    operationId: 'getAdvisoriesPackages',
    summary: 'list packages that have advisories',
    tags: ['advisories'],
    query: Type.Object(
      {
        ecosystem: FILTERS.ecosystem,
        after: Type.Optional(
          Type.String({ maxLength: 4096, description: 'ecosystem/name after which to go on' }),
        ),
      },
      { additionalProperties: false },
    ),
    response: Type.Array(PackageName),
    cost: LIST,
    cache: 'none',
    async handle({ db, query, serviceUrl }) {
      const { after, ecosystem } = query;
      const found = await packagesWithAdvisories(db, {
        ...(typeof ecosystem === 'string' ? { ecosystem } : {}),
        after: typeof after === 'string' ? positionOf(after) : null,
        limit: MAX_PACKAGES + 1,
      });
      const rows = found.slice(0, MAX_PACKAGES);
      const last = found.length > MAX_PACKAGES ? rows.at(-1) : undefined;
      const next =
        last &&
        `${serviceUrl}/api/v1/advisories/packages?after=${encodeURIComponent(`${last.ecosystem}/${last.name}`)}`;
      return {
        body: rows.map(({ ecosystem: id, name }) => ({ ecosystem: id, package_name: name })),
        ...(next ? { headers: { link: `<${next}>; rel="next"` } } : {}),
      };
    },
  },
  {
    method: 'GET',
    path: '/advisories/lookup',
    operationId: 'lookupAdvisories',
    summary: 'lookup advisories by Package URL (PURL) or repository URL',
    tags: ['advisories'],
    query: Type.Object(
      {
        purl: Type.Optional(
          Type.String({ maxLength: 4096, description: 'with a version: only those that affect it' }),
        ),
        repository_url: FILTERS.repository_url,
      },
      { additionalProperties: false },
    ),
    response: Type.Array(AdvisoryJson),
    cost: SINGLE,
    cache: 'none',
    handle: lookup,
  },
  matchRoute,
  {
    method: 'GET',
    path: '/advisories/facets',
    operationId: 'getAdvisoryFacets',
    summary: 'count advisories by severity, ecosystem and source',
    tags: ['advisories'],
    query: FiltersQuery,
    response: Type.Object({}, { additionalProperties: true }),
    cost: SINGLE,
    cache: 'none',
    isNew: true,
    handle: async context => ({ body: await advisoryFacets(context.db, filterOf(context)) }),
  },
  {
    method: 'GET',
    path: '/advisories/feed.atom',
    operationId: 'getAdvisoriesAtom',
    summary: 'the newest advisories as an Atom feed; filters as of the list',
    tags: ['feeds'],
    query: FiltersQuery,
    response: Type.String(),
    cost: SINGLE,
    cache: 'none',
    isNew: true,
    async handle(context) {
      const advisories = await newest(context, FEED_ITEMS);
      const updated =
        advisories
          .map(of => of.updated_at)
          .sort()
          .at(-1) ?? context.now.toISOString();
      return {
        body: atomFeed(await feedHead(context, 'atom'), advisories, updated),
        contentType: 'application/atom+xml; charset=utf-8',
      };
    },
  },
  {
    method: 'GET',
    path: '/advisories/feed.json',
    operationId: 'getAdvisoriesJsonFeed',
    summary: 'the newest advisories as a JSON Feed; filters as of the list',
    tags: ['feeds'],
    query: FiltersQuery,
    response: Type.Object({}, { additionalProperties: true }),
    cost: SINGLE,
    cache: 'none',
    isNew: true,
    async handle(context) {
      const feed = jsonFeed(await feedHead(context, 'json'), await newest(context, FEED_ITEMS));
      return { body: JSON.stringify(feed), contentType: 'application/feed+json; charset=utf-8' };
    },
  },
  {
    method: 'GET',
    path: '/advisories/{advisoryUUID}',
    operationId: 'getAdvisory',
    summary: 'get an advisory by uuid, or by any other of its identifiers',
    tags: ['advisories'],
    response: AdvisoryJson,
    cost: SINGLE,
    cache: 'none',
    async handle(context) {
      const advisory = await advisoryOf(context);
      const body = advisoryJson(advisory, await reachOf(context.db, [advisory]), context);
      return { body: await splitVersions(context, advisory, body) };
    },
  },
  {
    method: 'GET',
    path: '/advisories/{advisoryUUID}/related_packages',
    operationId: 'getAdvisoryRelatedPackages',
    summary: 'packages elsewhere that likely hold the same code, with the evidence',
    tags: ['advisories'],
    response: Type.Array(RelatedPackageJson),
    cost: LIST,
    cache: 'none',
    isNew: true,
    handle: relatedPackages,
  },
  exposureRoute,
  potentiallyAffectedRoute,
  potentialAdvisoriesRoute,
  badgeRoute,
  fixPathsRoute,
  {
    method: 'GET',
    path: '/sources',
    operationId: 'getSources',
    summary: 'list advisory sources',
    tags: ['sources'],
    response: Type.Array(SourceJson),
    cost: SINGLE,
    cache: 'none',
    handle: async context => ({ body: await sourcesJson(context) }),
  },
  {
    method: 'GET',
    path: '/sources/{sourceKind}',
    operationId: 'getSource',
    summary: 'get a source by kind',
    tags: ['sources'],
    response: SourceJson,
    cost: SINGLE,
    cache: 'none',
    async handle(context) {
      const found = (await sourcesJson(context)).find(({ kind }) => kind === context.params.sourceKind);
      if (!found) throw new NotFoundError('there is no such source');
      return { body: found };
    },
  },
];

async function lookup(context: RequestContext): Promise<Reply> {
  const { db, directory, query } = context;
  let found: FullAdvisory[];
  if (typeof query.purl === 'string') {
    const target = purlOr400(directory, query.purl, 'purl');
    const [matched = []] = await matchTargets(db, [target], { withdrawn: target?.version == null });
    const about = matched.filter(({ verdict }) => verdict === null || verdict.verdict !== 'not-affected');
    found = await advisoriesById(
      db,
      about.map(({ advisory }) => advisory.id),
    );
  } else if (typeof query.repository_url === 'string') {
    const repositoryUrl = normaliseRepositoryUrl(query.repository_url) ?? query.repository_url;
    found = (await listAdvisories(db, { repositoryUrl }, { limit: 1_000 })).advisories;
  } else throw new InputError('purl', 'purl or repository_url parameter is required');
  const reach = await reachOf(db, found);
  return { body: found.map(of => advisoryJson(of, reach, context)) };
}

async function relatedPackages(context: RequestContext): Promise<Reply> {
  const { db, directory } = context;
  const advisory = await advisoryOf(context);
  const names = advisory.packages.flatMap(({ ecosystem, name }) =>
    directory.ofEcosystem(ecosystem).map(registry => ({ registryId: registry.id, name })),
  );
  const rows = (await findByNames(db, names)).filter(row => row !== null);
  const related: Static<typeof RelatedPackageJson>[] = [];
  const own = new Set(advisory.packages.map(({ ecosystem, name }) => `${ecosystem}\n${name}`));
  for (const row of rows) {
    const registry = directory.byId(row.registryId);
    if (!registry) continue;
    for (const { registry: other, row: of, relation, evidence } of await relativesOf(
      context,
      registry,
      row,
    )) {
      if (own.has(`${other.ecosystem}\n${of.name}`)) continue;
      related.push({
        ecosystem: other.ecosystem,
        package_name: of.name,
        purl: purlOf(other, of.name),
        relation,
        match_kind: relation === 'same-repository' ? 'unknown' : 'repackage',
        evidence,
      });
    }
  }
  return { body: related };
}

async function sourcesJson({ db, now }: RequestContext): Promise<Static<typeof SourceJson>[]> {
  const counts = new Map((await countBySource(db)).map(of => [of.source, of]));
  const known = new Map(sources.map(source => [source.id, source]));
  const ids = [...new Set([...known.keys(), ...counts.keys()])].sort();
  return ids.flatMap((kind, index) => {
    const source = known.get(kind);
    if (source && source.gives !== 'advisories') return [];
    const counted = counts.get(kind);
    const at = now.toISOString();
    return [
      {
        id: index + 1,
        name: source?.name ?? kind,
        kind,
        url: source?.url ?? '',
        advisories_count: counted?.records ?? 0,
        created_at: counted?.createdAt ?? at,
        updated_at: counted?.updatedAt ?? at,
      },
    ];
  });
}

async function feedHead(context: RequestContext, format: 'atom' | 'json') {
  const { query, serviceUrl, siteUrl } = context;
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) parameters.set(name, String(value));
  const suffix = parameters.size > 0 ? `?${parameters}` : '';
  const of = [query.ecosystem, query.package_name].filter(part => typeof part === 'string').join(' ');
  return {
    title: of === '' ? 'Security advisories' : `Security advisories of ${of}`,
    url: `${serviceUrl}/api/v1/advisories/feed.${format}${suffix}`,
    page: `${siteUrl}/advisories${suffix}`,
    terms: await termsOf(context, 'advisories'),
  };
}

/** @throws InputError naming `after`. */
function positionOf(after: string): { ecosystem: string; name: string } {
  const slash = after.indexOf('/');
  if (slash <= 0) throw new InputError('after', 'after must be an ecosystem and a name: npm/react');
  return { ecosystem: after.slice(0, slash), name: after.slice(slash + 1) };
}
