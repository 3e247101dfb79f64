/** What is new here: resolutions by POST and GET under `/api/v1/resolve`. */

import { Type } from 'typebox';
import { SINGLE, TOOL } from '../../core/cost.ts';
import type { Route } from '../service.ts';
import { formatOf, jobResolution, resolveReply } from './ask.ts';
import { documentTerms, replyIn } from './formats.ts';
import { askedInQuery, bodyOfQuery, inTermsOfQuery, purlInQuery } from './query.ts';
import { resolverOf } from './resolver.ts';
import { format, ResolutionJson, ResolveBody } from './schemas.ts';

const TAGS = ['resolve'];
const MAX_BODY_BYTES = 8 * 1024 * 1024;
const closed = { additionalProperties: false };

const setting = Type.Object({
  name: Type.String(),
  description: Type.String(),
  default: Type.String(),
  values: Type.Union([Type.Array(Type.String()), Type.Null()], {
    description: 'all that it may be; null: free text',
  }),
});

const ResolverJson = Type.Object({
  ecosystem: Type.String(),
  id: Type.String({ description: 'how it works, in a word' }),
  own: Type.Boolean({
    description: 'false: the highest version that satisfies, not the rules of the ecosystem',
  }),
  description: Type.String(),
  kinds: Type.Array(Type.String(), { description: 'followed by default' }),
  all_kinds: Type.Array(Type.String()),
  environment: Type.Array(setting),
  options: Type.Array(setting),
});

const file = {
  as: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'read the file as one of this name: `package.json`',
    }),
  ),
  callback: Type.Optional(
    Type.String({ maxLength: 2_048, description: 'URL that is told by POST when it is done' }),
  ),
};

export const UPLOAD = { maxFiles: 20, maxBytes: 50 * 1024 * 1024 };

export const routes: Route[] = [
  {
    method: 'POST',
    path: '/resolve',
    operationId: 'resolve',
    summary: 'what would be installed: packages, or a manifest, lockfile or SBOM as text',
    tags: TAGS,
    body: ResolveBody,
    maxBodyBytes: MAX_BODY_BYTES,
    response: ResolutionJson,
    cost: TOOL,
    cache: 'none',
    isNew: true,
    handle: context => resolveReply(context, context.body as ResolveBody),
  },
  {
    method: 'POST',
    path: '/resolve/file',
    operationId: 'resolveFile',
    summary: 'the same of manifests, lockfiles or an SBOM that are sent as files',
    tags: TAGS,
    query: Type.Object({ ...askedInQuery, ...file }, closed),
    upload: UPLOAD,
    response: ResolutionJson,
    cost: TOOL,
    cache: 'none',
    isNew: true,
    handle(context) {
      const { as, callback, ...query } = context.query;
      const body = bodyOfQuery(query);
      return resolveReply(
        context,
        typeof callback === 'string' ? { ...body, callback } : body,
        typeof as === 'string' ? as : undefined,
      );
    },
  },
  {
    method: 'GET',
    path: '/resolve',
    operationId: 'resolvePurl',
    summary: 'the same of package URLs, by GET',
    tags: TAGS,
    query: Type.Object({ ...purlInQuery, ...askedInQuery }, closed),
    response: ResolutionJson,
    cost: TOOL,
    cache: 'none',
    isNew: true,
    handle: context => inTermsOfQuery(resolveReply(context, bodyOfQuery(context.query))),
  },
  {
    method: 'GET',
    path: '/resolve/jobs/{jobID}',
    operationId: 'resolveJob',
    summary: 'a resolution that took longer',
    tags: TAGS,
    query: Type.Object({ format }, closed),
    response: ResolutionJson,
    cost: SINGLE,
    cache: 'none',
    isNew: true,
    async handle(context) {
      const wanted = formatOf(context.query.format);
      const { job, resolution } = await jobResolution(context, String(context.params.jobID));
      if (resolution) return replyIn(resolution, wanted, context.tools.version, () => documentTerms(context));
      if (job.error)
        return {
          status: job.error.code === 'input' ? 422 : job.error.code === 'not-found' ? 404 : 502,
          body: {
            error: job.error.message,
            ...(job.error.field === null ? {} : { parameter: job.error.field }),
          },
        };
      return { status: 202, body: { id: job.id, status: job.status }, headers: { 'retry-after': '2' } };
    },
  },
  {
    method: 'GET',
    path: '/resolve/resolvers',
    operationId: 'resolvers',
    summary: 'how each ecosystem is resolved: its kinds of dependencies, environment and options',
    tags: TAGS,
    response: Type.Array(ResolverJson),
    cost: SINGLE,
    cache: 'shared',
    isNew: true,
    async handle({ directory }) {
      const first = new Map(directory.all().map(registry => [registry.ecosystem, registry]));
      for (const registry of directory.all()) if (registry.isDefault) first.set(registry.ecosystem, registry);
      const body = await Promise.all(
        [...first]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(async ([ecosystem, registry]) => {
            const { id, description, kinds, environment, options } = await resolverOf(registry);
            const { resolution, dependencyKinds } = registry.definition;
            return {
              ecosystem,
              id,
              own: resolution !== undefined,
              description,
              kinds,
              all_kinds: dependencyKinds,
              environment,
              options,
            };
          }),
      );
      return { body, tags: [] };
    },
  },
];
