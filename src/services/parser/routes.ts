import { Type } from 'typebox';
import { SINGLE, TOOL } from '../../core/cost.ts';
import { NotFoundError } from '../../core/errors.ts';
import { formats, type Manifest } from '../../reading/manifests/index.ts';
import { artifactOf } from '../packages/public.ts';
import type { Route } from '../service.ts';
import { findJob, type JobRoutes, jobRoutes } from '../tool-jobs.ts';
import { dependenciesCsv } from './dependencies-csv.ts';
import { ParserResults } from './schemas.ts';

export const parserJobs: JobRoutes = {
  tool: 'parser',
  summary: 'submit a dependency parsing job',
  options: {
    as: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 255,
        description: 'read the file as one of this name: `package.json`',
      }),
    ),
    graph: Type.Optional(Type.Boolean({ description: 'with the graphs that lockfiles hold' })),
  },
  purls: { names: ['purl'], find: artifactOf },
  maxFiles: 50,
  maxBytes: 100 * 1024 * 1024,
  results: ParserResults,
  cost: TOOL,
};

export const routes: Route[] = [
  {
    method: 'GET',
    path: '/jobs/formats',
    operationId: 'jobFormats',
    summary: 'list supported file formats and ecosystems',
    tags: ['jobs'],
    response: Type.Array(
      Type.Object({ ecosystem: Type.String(), format: Type.String(), kind: Type.String() }),
    ),
    cost: SINGLE,
    cache: 'shared',
    handle: () => ({
      body: formats().flatMap(({ platform, formats: list }) =>
        list.map(({ id, kind }) => ({ ecosystem: platform, format: id, kind })),
      ),
    }),
  },
  ...jobRoutes(parserJobs),
  {
    method: 'GET',
    path: '/jobs/{jobID}/dependencies.csv',
    operationId: 'jobDependencies',
    summary: 'the dependencies of a complete job as CSV',
    tags: ['jobs'],
    response: Type.String({ description: 'text/csv, one dependency a line' }),
    cost: SINGLE,
    cache: 'none',
    isNew: true,
    async handle(context) {
      const { results } = await findJob(context, 'parser');
      if (results === null) throw new NotFoundError('the job has no results');
      const { manifests } = JSON.parse(results) as { manifests: Manifest[] };
      return {
        body: [...dependenciesCsv(manifests)].join(''),
        contentType: 'text/csv; charset=utf-8; header=present',
        headers: { 'content-disposition': 'attachment; filename="dependencies.csv"' },
      };
    },
  },
];
