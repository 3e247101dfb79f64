/** The JSON of accounts and keys. */
import { Type } from 'typebox';
import { SCOPES } from '../../core/access.ts';
import { KEY_KINDS } from '../../core/api-key.ts';
import { ROLES } from '../../core/people.ts';
import { LONGEST_DAYS, LONGEST_GRACE_SECONDS } from './keys.ts';

const oneOf = (values: readonly string[], description?: string) =>
  Type.Union(
    values.map(value => Type.Literal(value)),
    { description },
  );
const nullable = (schema: ReturnType<typeof Type.String>) => Type.Union([schema, Type.Null()]);
const moment = Type.String({ format: 'date-time' });
const maybeMoment = Type.Union([moment, Type.Null()]);
const maybeInteger = Type.Union([Type.Integer(), Type.Null()]);

export const scope = oneOf(SCOPES);
export const kind = oneOf(KEY_KINDS, '`k` for servers, `r` to stand in a web page, `w` for webhooks.');
export const privacy = oneOf(
  ['normal', 'strict'],
  'Of the requests of a `strict` key nothing is kept but counters.',
);

export const keyObject = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  kind,
  environment: Type.String(),
  hint: Type.String({ description: 'How the key begins and ends.' }),
  last4: Type.String(),
  status: oneOf(
    ['active', 'rotated', 'expired', 'revoked'],
    '`rotated`: replaced, and working on until it expires.',
  ),
  scopes: Type.Array(scope),
  ip_cidrs: Type.Array(Type.String()),
  privacy,
  hourly_limit: maybeInteger,
  created_at: moment,
  expires_at: maybeMoment,
  last_used_at: maybeMoment,
  revoked_at: maybeMoment,
  revoke_reason: nullable(Type.String()),
  replaced_by: maybeInteger,
});

export const madeKey = Type.Intersect([
  keyObject,
  Type.Object({ key: Type.String({ description: 'The key itself: it is told this once and never again.' }) }),
]);

export const keyRequest = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    kind: Type.Optional(kind),
    scopes: Type.Optional(Type.Array(scope, { minItems: 1, maxItems: SCOPES.length })),
    expires_in_days: Type.Optional(
      Type.Union([Type.Integer({ minimum: 1, maximum: LONGEST_DAYS }), Type.Null()]),
    ),
    ip_cidrs: Type.Optional(Type.Array(Type.String({ maxLength: 50 }), { maxItems: 50 })),
    privacy: Type.Optional(privacy),
    hourly_limit: Type.Optional(
      Type.Union([Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), Type.Null()], {
        description: 'Cost units an hour that this key may use of the account’s.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const rotateRequest = Type.Object(
  {
    grace_seconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: LONGEST_GRACE_SECONDS,
        description: 'How long the old key works on. Default a day.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const revokeRequest = Type.Object(
  { reason: Type.Optional(Type.String({ maxLength: 500 })) },
  { additionalProperties: false },
);

export const accountAnswer = Type.Object({
  account: Type.Object({
    id: Type.Integer(),
    name: Type.String(),
    kind: oneOf(['person', 'organisation']),
    status: oneOf(['active', 'suspended']),
    plan: Type.String(),
    privacy,
    created_at: moment,
  }),
  key: Type.Union([keyObject, Type.Null()], { description: 'The key that asks; null for a session.' }),
  tier: nullable(Type.String({ description: 'Limit policy that applies.' })),
  licence: Type.Union([Type.Object({ spdx: Type.String(), url: Type.String() }), Type.Null()]),
  members: Type.Optional(
    Type.Array(
      Type.Object({
        id: Type.Integer(),
        name: nullable(Type.String()),
        email: Type.String(),
        role: oneOf(ROLES),
        since: moment,
      }),
      { description: 'For those who are signed in, and for keys with the scope `admin`.' },
    ),
  ),
});
