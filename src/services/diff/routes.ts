import { TOOL } from '../../core/cost.ts';
import { artifactOf } from '../packages/public.ts';
import type { Route } from '../service.ts';
import { type JobRoutes, jobRoutes } from '../tool-jobs.ts';
import { DiffResults } from './schemas.ts';

export const diffJobs: JobRoutes = {
  tool: 'diff',
  summary: 'submit a diff job',
  urls: ['url_1', 'url_2'],
  purls: { names: ['purl_1', 'purl_2'], find: artifactOf },
  needs: 2,
  maxFiles: 2,
  maxBytes: 100 * 1024 * 1024,
  results: DiffResults,
  cost: TOOL,
};

export const routes: Route[] = jobRoutes(diffJobs);
