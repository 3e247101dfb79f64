/** The terms of what a caller fetches, as the files that belong beside an export. */
import { type Static, Type } from 'typebox';
import { exportTerms } from '../../core/answer-terms.ts';
import { InputError } from '../../core/errors.ts';
import { sources } from '../../sources/index.ts';
import { termsOf } from '../answer-terms.ts';
import type { RequestContext, Route } from '../service.ts';

const Moment = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 40, description }));

const ExportLicence = Type.Object(
  {
    dataset: Type.String(),
    spdx: Type.String({ description: 'identifier of the SPDX list, or LicenseRef-... for an agreement' }),
    url: Type.String({ description: 'of its text' }),
    licensee: Type.Union([Type.String(), Type.Null()], {
      description: 'the account that it was agreed with; null: anybody',
    }),
    from: Type.Union([Type.String(), Type.Null()]),
    to: Type.String(),
    license: Type.String({ description: 'contents of a file LICENSE' }),
    notice: Type.String({ description: 'contents of a file NOTICE' }),
  },
  { title: 'ExportLicence' },
);

/** Datasets that hold what others published under terms of their own. */
const WITH_SOURCES = new Set(['*', 'advisories', 'osv']);

export const licenceRoute: Route = {
  method: 'GET',
  path: '/licence',
  operationId: 'getLicence',
  summary: 'LICENSE and NOTICE for what you fetch: under which licence, for whom, and which times it covers',
  tags: ['licences'],
  query: Type.Object(
    {
      dataset: Type.Optional(
        Type.String({
          pattern: '^(\\*|[a-z][a-z-]{0,49})$',
          description: 'id of a service; * (default): all',
        }),
      ),
      from: Moment('begin of the time that the data covers, ISO 8601; default: all there is'),
      to: Moment('its end; default now'),
    },
    { additionalProperties: false },
  ),
  response: ExportLicence,
  cost: 1,
  cache: 'none',
  isNew: true,
  handle: async context => ({ body: await licenceOf(context), noStore: true }),
};

async function licenceOf(context: RequestContext): Promise<Static<typeof ExportLicence>> {
  const { query, now, siteUrl } = context;
  const dataset = typeof query.dataset === 'string' ? query.dataset : '*';
  const from = query.from === undefined ? null : momentIn('from', query.from);
  const to = query.to === undefined ? now.toISOString() : momentIn('to', query.to);
  if (from !== null && from > to) throw new InputError('from', 'from must not be after to');
  const { licence, licensee } = await termsOf(context, dataset);
  const texts = exportTerms({
    licence,
    licensee,
    datasets: [dataset === '*' ? 'all' : dataset],
    from,
    to,
    siteUrl,
    sources: WITH_SOURCES.has(dataset)
      ? sources.map(({ name, url, license }) => ({ name, url, license }))
      : [],
  });
  return { dataset, spdx: licence.spdx, url: licence.url, licensee, from, to, ...texts };
}

/** @throws InputError naming the parameter. */
function momentIn(name: string, value: unknown): string {
  const text = String(value);
  const time = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new InputError(name, `${name} must be a moment such as 2026-01-31T00:00:00Z`);
  return new Date(time).toISOString();
}
