/** OSV's API over this index's advisories. README.md tells where it differs. */

import { Type } from 'typebox';
import { bulkBodyCost, SINGLE } from '../../core/cost.ts';
import { advisoriesById, advisoriesByIdentifier } from '../../store/advisory-queries.ts';
import { osvRecord, reachOf } from '../advisories/public.ts';
import type { Service } from '../service.ts';
import { answerQueries } from './queries.ts';
import { Batch, BatchAnswer, MAX_QUERIES, Query, QueryAnswer, Vulnerability } from './schemas.ts';

const BATCH_BYTES = 8 * 1024 * 1024;

const service = {
  id: 'osv',
  title: 'OSV',
  description: 'Vulnerabilities of packages and versions, by the API of OSV.',
  apiBase: '/v1',
  routes: [
    {
      method: 'POST',
      path: '/query',
      operationId: 'queryVulnerabilities',
      summary: 'vulnerabilities of a package, or of one of its versions',
      tags: ['query'],
      body: Query,
      response: QueryAnswer,
      cost: SINGLE,
      cache: 'none',
      async handle(context) {
        const [page] = await answerQueries(context, [context.body as Query]);
        const vulns = page?.vulns ?? [];
        if (vulns.length === 0) return { body: {} };
        const full = await advisoriesById(
          context.db,
          vulns.map(({ number }) => number),
        );
        const reach = await reachOf(context.db, full);
        return {
          body: {
            vulns: full.map(advisory => osvRecord(advisory, reach)),
            ...(page?.next ? { next_page_token: page.next } : {}),
          },
        };
      },
    },
    {
      method: 'POST',
      path: '/querybatch',
      operationId: 'queryBatchVulnerabilities',
      summary: `the same for up to ${MAX_QUERIES} queries: ids and dates, in their order`,
      tags: ['query'],
      body: Batch,
      maxBodyBytes: BATCH_BYTES,
      response: BatchAnswer,
      cost: bulkBodyCost('queries'),
      cache: 'none',
      async handle(context) {
        const pages = await answerQueries(context, (context.body as Batch).queries, 1_000);
        return {
          body: {
            results: pages.map(({ vulns, next }) => ({
              ...(vulns.length > 0 ? { vulns: vulns.map(({ id, modified }) => ({ id, modified })) } : {}),
              ...(next ? { next_page_token: next } : {}),
            })),
          },
        };
      },
    },
    {
      method: 'GET',
      path: '/vulns/{id}',
      operationId: 'getVulnerability',
      summary: 'one vulnerability, by any of its identifiers',
      tags: ['vulnerabilities'],
      response: Type.Union([Vulnerability, Type.Object({ code: Type.Integer(), message: Type.String() })]),
      cost: SINGLE,
      cache: 'none',
      async handle({ db, params }) {
        const [found] = (await advisoriesByIdentifier(db, [String(params.id)]))[0] ?? [];
        // As OSV says it, for clients that look at the code.
        if (!found) return { status: 404, body: { code: 5, message: 'Bug not found.' } };
        return { body: osvRecord(found, await reachOf(db, [found])), lastModified: found.updatedAt };
      },
    },
  ],
  pages: [],
} satisfies Service;

export default service as Service;
