/** The operations at `/api/v1`. */
import { bulkBodyCost, EVENTS, SEARCH, SINGLE } from '../../core/cost.ts';
import { InputError } from '../../core/errors.ts';
import { purlOf } from '../../ecosystems/ecosystem.ts';
import { artifactOf } from '../packages/public.ts';
import type { Reply, RequestContext, Route } from '../service.ts';
import { EcosystemList } from './ecosystem-schemas.ts';
import { ecosystemList } from './ecosystems.ts';
import { answerEvents } from './events.ts';
import { lookupPurls } from './lookup.ts';
import { answerRelatives } from './relatives.ts';
import {
  ArtifactAnswer,
  ArtifactQuery,
  EventsAnswer,
  EventsQuery,
  IndexStatus,
  LookupAnswer,
  LookupBody,
  RelativesAnswer,
  RelativesQuery,
  SearchAnswer,
  SearchQuery,
} from './schemas.ts';
import { search } from './search.ts';
import { status } from './status.ts';

/** A thousand purls of the length that purls have, with room for long ones. */
const LOOKUP_BYTES = 4 * 1024 * 1024;

export const routes: Route[] = [
  {
    method: 'POST',
    path: '/purls/lookup',
    operationId: 'lookupPurls',
    summary: 'look up many package URLs at once: one answer each, in the order given',
    tags: ['purls'],
    body: LookupBody,
    maxBodyBytes: LOOKUP_BYTES,
    response: LookupAnswer,
    cost: bulkBodyCost('purls'),
    cache: 'none',
    isNew: true,
    async handle(context) {
      const { purls, sync } = context.body as LookupBody;
      return { body: { results: await lookupPurls(context, purls, { sync }) }, noStore: true };
    },
  },
  {
    method: 'GET',
    path: '/artifact',
    operationId: 'getArtifact',
    summary: 'the file of a release, as its registry serves it',
    tags: ['purls'],
    query: ArtifactQuery,
    response: ArtifactAnswer,
    cost: SINGLE,
    cache: 'none',
    isNew: true,
    async handle(context) {
      const { purl } = context.query;
      if (typeof purl !== 'string') throw new InputError('purl', 'purl is required');
      const { url, registry, package: row, version } = await artifactOf(context, purl, 'purl');
      const { number, integrity } = version;
      return { body: { purl: purlOf(registry, row.name, number), version: number, url, integrity } };
    },
  },
  {
    method: 'GET',
    path: '/events',
    operationId: 'getEvents',
    summary: 'what changed, as CloudEvents 1.0; with Accept: text/event-stream, as it happens',
    tags: ['events'],
    query: EventsQuery,
    response: EventsAnswer,
    cost: EVENTS,
    cache: 'none',
    isNew: true,
    handle: answerEvents,
  },
  {
    method: 'GET',
    path: '/search',
    operationId: 'searchPackages',
    summary: 'find packages by name, beginning of a name, words or package URL',
    tags: ['search'],
    query: SearchQuery,
    response: SearchAnswer,
    cost: SEARCH,
    cache: 'shared',
    isNew: true,
    handle: handleSearch,
  },
  {
    method: 'GET',
    path: '/relatives',
    operationId: 'getRelatives',
    summary:
      'packages of other registries that belong to a package: of the same repository, or likely repackaged',
    tags: ['packages'],
    query: RelativesQuery,
    response: RelativesAnswer,
    cost: SINGLE,
    cache: 'shared',
    isNew: true,
    handle: answerRelatives,
  },
  {
    method: 'GET',
    path: '/ecosystems',
    operationId: 'getEcosystems',
    summary:
      'every ecosystem: what is served of it, what is not and why, its registries and how fresh they are',
    tags: ['ecosystems'],
    response: EcosystemList,
    cost: SINGLE,
    cache: 'none',
    isNew: true,
    async handle(context) {
      return { body: await ecosystemList(context), noStore: true };
    },
  },
  {
    method: 'GET',
    path: '/status',
    operationId: 'getStatus',
    summary: 'how fresh each registry, field, the queue and the event log are',
    tags: ['status'],
    response: IndexStatus,
    cost: SINGLE,
    cache: 'none',
    isNew: true,
    async handle(context) {
      return { body: await status(context), noStore: true };
    },
  },
];

async function handleSearch(context: RequestContext): Promise<Reply> {
  const { q, registry, ecosystem, page, per_page } = context.query;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const number = (value: unknown) => (typeof value === 'number' ? value : undefined);
  const { page: position, ...body } = await search(context, {
    q: text(q) ?? '',
    registry: text(registry),
    ecosystem: text(ecosystem),
    page: number(page),
    perPage: number(per_page),
  });
  // What a purl gives may be under way.
  return { body, page: position, tags: ['everything'], noStore: body.lookup !== undefined };
}
