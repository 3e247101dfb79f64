/** What callers may still ask for and under which licence, and where keys that leaked are reported. */
import { Type } from 'typebox';
import { NotFoundError } from '../../core/errors.ts';
import type { RequestContext, Service } from '../service.ts';
import { licenceRoute } from './licence.ts';

const Nullable = (of: ReturnType<typeof Type.Integer>) => Type.Union([of, Type.Null()]);

const Limit = Type.Object(
  {
    name: Type.String({ description: 'burst, hour, day or key' }),
    limit: Nullable(Type.Integer({ description: 'null: none' })),
    remaining: Nullable(Type.Integer()),
    used: Type.Integer(),
    reset: Type.Integer({ description: 'seconds until the window ends' }),
    window: Type.Integer({ description: 'seconds' }),
  },
  { title: 'Limit' },
);

const RateLimit = Type.Object(
  {
    subject: Type.String({ description: 'what is counted: an account, a repository, or a network' }),
    tier: Type.String(),
    priority: Type.Integer({ minimum: 0, maximum: 3, description: '0 is served first' }),
    policies: Type.Array(Limit),
    concurrency: Type.Object({ limit: Nullable(Type.Integer()), in_use: Type.Integer() }),
    licence: Type.String({ description: 'of the data in answers: an SPDX expression' }),
    hints: Type.Array(Type.String(), { description: 'how fewer requests would do' }),
  },
  { title: 'RateLimit' },
);

const Report = Type.Object(
  { key: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false, title: 'KeyReport' },
);

export default {
  id: 'limits',
  title: 'Limits',
  description:
    'What callers may still ask for and under which licence, and where keys that leaked are reported.',
  apiBase: '/api/v1',
  routes: [
    {
      method: 'GET',
      path: '/rate_limit',
      operationId: 'getRateLimit',
      summary: 'what you may still ask for; free',
      tags: ['limits'],
      response: RateLimit,
      cost: 0,
      cache: 'none',
      isNew: true,
      handle: context => ({ body: rateLimit(context), noStore: true }),
    },
    licenceRoute,
    {
      method: 'POST',
      path: '/keys/report',
      operationId: 'reportKey',
      summary:
        'revoke a key that was found where it should not be: whoever has it may. The answer does not tell whether it was one',
      tags: ['keys'],
      body: Report,
      response: Type.Object({ status: Type.Literal('accepted') }),
      cost: 1,
      cache: 'none',
      isNew: true,
      async handle({ body, keyReports }) {
        await keyReports.report((body as { key: string }).key.trim());
        return { status: 202, body: { status: 'accepted' }, noStore: true };
      },
    },
  ],
  pages: [],
} satisfies Service;

function rateLimit({ caller, limits, usage }: RequestContext) {
  // Where nobody is limited there is nobody to tell apart.
  if (caller === null || limits === null) throw new NotFoundError('there are no limits here');
  const { subject, tier, priority, policies, concurrency } = limits.standing(caller);
  return {
    subject,
    tier,
    priority,
    policies,
    concurrency: { limit: concurrency.limit, in_use: concurrency.inUse },
    licence: caller.licence.spdx,
    hints: usage.hints.hints(caller).map(({ message }) => message),
  };
}
