import { type Static, Type } from 'typebox';
import { USAGE_GROUPS } from '../../store/usage.ts';

const GROUPS = [...USAGE_GROUPS];

export const UsageQuery = Type.Object(
  {
    from: Type.Optional(
      Type.String({
        maxLength: 40,
        description: 'date or time in ISO 8601; by default 30 days, by hour 2 days, before `to`',
        examples: ['2026-03-01'],
      }),
    ),
    to: Type.Optional(
      Type.String({
        maxLength: 40,
        description: 'not included; by default the end of the running hour or day',
      }),
    ),
    by: Type.Optional(Type.Enum(['hour', 'day'])),
    group: Type.Optional(Type.Enum(GROUPS)),
    format: Type.Optional(Type.Enum(['json', 'csv'])),
  },
  { additionalProperties: false },
);

const SUMS = {
  requests: Type.Integer(),
  cost: Type.Integer({ description: 'cost units' }),
  bytes: Type.Integer({ description: 'of bodies as they were sent' }),
  hits: Type.Integer({ description: 'answered from memory' }),
  not_modified: Type.Integer({ description: 'answered with 304' }),
  misses: Type.Integer({ description: 'computed' }),
  client_errors: Type.Integer({ description: '4xx' }),
  server_errors: Type.Integer({ description: '5xx' }),
  p50_ms: Type.Union([Type.Number(), Type.Null()], { description: 'told from a histogram' }),
  p95_ms: Type.Union([Type.Number(), Type.Null()]),
};

export const Sums = Type.Object(SUMS);

export const UsageAnswer = Type.Object(
  {
    subject: Type.String({ examples: ['account:7'] }),
    from: Type.String(),
    to: Type.String(),
    by: Type.Enum(['hour', 'day']),
    group: Type.Union([Type.Enum(GROUPS), Type.Null()]),
    rows: Type.Array(
      Type.Object({
        at: Type.String({ description: 'beginning of the hour or day, UTC' }),
        group: Type.Optional(
          Type.String({
            description: 'operation, number of the key (0: none), class of the status, or way of the cache',
          }),
        ),
        ...SUMS,
      }),
    ),
    totals: Sums,
    waste: Type.Array(
      Type.Object({
        code: Type.String({ examples: ['send-if-none-match'] }),
        requests: Type.Integer({ description: 'that need not have been made' }),
      }),
    ),
  },
  { title: 'Usage' },
);
export type UsageAnswer = Static<typeof UsageAnswer>;

export const TransparencyQuery = Type.Object(
  {
    from: Type.Optional(
      Type.String({ maxLength: 40, description: 'first day; by default 30 days before `to`' }),
    ),
    to: Type.Optional(
      Type.String({ maxLength: 40, description: 'not included; by default the day after today' }),
    ),
  },
  { additionalProperties: false },
);

export const TransparencyAnswer = Type.Object(
  {
    from: Type.String(),
    to: Type.String(),
    least_subjects: Type.Integer({
      description: 'a day of a tier with fewer askers is left out, from the sums too',
    }),
    withheld: Type.Integer({ description: 'days of tiers that were left out' }),
    totals: Sums,
    tiers: Type.Array(Type.Object({ tier: Type.String(), ...SUMS })),
    days: Type.Array(Type.Object({ day: Type.String({ examples: ['2026-03-01'] }), ...SUMS })),
  },
  { title: 'Transparency' },
);
export type TransparencyAnswer = Static<typeof TransparencyAnswer>;
