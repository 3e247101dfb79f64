import { Type } from 'typebox';
import { SINGLE, TOOL } from '../../core/cost.ts';
import { LICENSE_IDS, licenseFacts } from '../../core/licenses/index.ts';
import { licenseText } from '../../reading/licenses/index.ts';
import { artifactOf } from '../packages/public.ts';
import type { Route } from '../service.ts';
import { type JobRoutes, jobRoutes } from '../tool-jobs.ts';
import { KnownLicense, LicensesResults } from './schemas.ts';

export const licensesJobs: JobRoutes = {
  tool: 'licenses',
  summary: 'submit a license detection job',
  purls: { names: ['purl'], find: artifactOf },
  maxFiles: 1,
  maxBytes: 100 * 1024 * 1024,
  results: LicensesResults,
  cost: TOOL,
};

export const routes: Route[] = [
  {
    method: 'GET',
    path: '/jobs/licenses',
    operationId: 'jobLicenses',
    summary: 'list the licenses that are recognised',
    tags: ['jobs'],
    response: Type.Array(KnownLicense),
    cost: SINGLE,
    cache: 'shared',
    isNew: true,
    handle: () => ({ body: known() }),
  },
  ...jobRoutes(licensesJobs),
];

function known() {
  return LICENSE_IDS.flatMap(id => {
    const found = licenseText(id);
    if (!found) return [];
    const { name, url, osiApproved } = found;
    return [
      {
        key: id.toLowerCase(),
        spdx_id: id,
        name,
        url,
        osi_approved: osiApproved,
        category: licenseFacts(id)?.category ?? null,
      },
    ];
  });
}
