/** The account behind a key or a session, and its keys, over HTTP. */
import { Type } from 'typebox';
import { NotFoundError } from '../../core/errors.ts';
import { membersOf } from '../../store/accounts.ts';
import { createKey, findKey, listKeys, revokeKey, rotateKey } from '../../store/api-keys.ts';
import type { RequestContext, Route } from '../service.ts';
import { type ApiAccess, apiAccess } from './api-access.ts';
import { idOf, type KeyRequest, keyJson, newKey } from './keys.ts';
import { callerOf } from './quotas.ts';
import { accountAnswer, keyObject, keyRequest, madeKey, revokeRequest, rotateRequest } from './schemas.ts';

const common = {
  tags: ['accounts'],
  session: true,
  cost: 1,
  cache: 'none',
  isNew: true,
} satisfies Partial<Route>;
const DAY_SECONDS = 86_400;

export const routes: Route[] = [
  {
    ...common,
    method: 'GET',
    path: '/account',
    operationId: 'getAccount',
    summary: 'The account that the key or the session belongs to.',
    response: accountAnswer,
    handle: account,
  },
  {
    ...common,
    method: 'GET',
    path: '/keys',
    operationId: 'listKeys',
    summary: 'The account’s keys, newest first, with those that do not work any more.',
    response: Type.Array(keyObject),
    async handle(context) {
      const { account } = await apiAccess(context, 'keys');
      const keys = await listKeys(context.db, account.id);
      return { body: keys.map(key => keyJson(key, context.now)) };
    },
  },
  {
    ...common,
    method: 'POST',
    path: '/keys',
    operationId: 'createKey',
    summary: 'Makes a key. It is told in this answer alone.',
    body: keyRequest,
    maxBodyBytes: 64 * 1024,
    idempotent: true,
    response: madeKey,
    async handle(context) {
      const { account, actor, userId } = await apiAccess(context, 'keys');
      const of = {
        account,
        environment: context.accounts.keyEnvironment,
        createdBy: userId,
        now: context.now,
      };
      const made = await createKey(context.db, newKey(requestOf(context.body), of), actor);
      return { status: 201, body: { ...keyJson(made.stored, context.now), key: made.key } };
    },
  },
  {
    ...common,
    method: 'GET',
    path: '/keys/{id}',
    operationId: 'getKey',
    summary: 'One key.',
    response: keyObject,
    async handle(context) {
      const { account } = await apiAccess(context, 'keys');
      const key = await findKey(context.db, idOf(context.params.id), account.id);
      if (key === null) throw new NotFoundError('no such key');
      return { body: keyJson(key, context.now) };
    },
  },
  {
    ...common,
    method: 'POST',
    path: '/keys/{id}/rotate',
    operationId: 'rotateKey',
    summary: 'Makes a key that takes the place of this one, which works on for a grace period.',
    body: rotateRequest,
    maxBodyBytes: 4_096,
    idempotent: true,
    response: madeKey,
    async handle(context) {
      const { account, actor } = await apiAccess(context, 'keys');
      const { grace_seconds: graceSeconds = DAY_SECONDS } = context.body as { grace_seconds?: number };
      const wanted = { id: idOf(context.params.id), accountId: account.id, graceSeconds };
      const made = await rotateKey(context.db, wanted, actor);
      return { status: 201, body: { ...keyJson(made.stored, context.now), key: made.key } };
    },
  },
  {
    ...common,
    method: 'POST',
    path: '/keys/{id}/revoke',
    operationId: 'revokeKey',
    summary: 'Ends a key at once, for good.',
    body: revokeRequest,
    maxBodyBytes: 4_096,
    response: keyObject,
    async handle(context) {
      const { account, actor } = await apiAccess(context, 'keys');
      const { reason = '' } = context.body as { reason?: string };
      const wanted = { id: idOf(context.params.id), accountId: account.id, reason };
      return { body: keyJson(await revokeKey(context.db, wanted, actor), context.now) };
    },
  },
];

async function account(context: RequestContext) {
  const access = await apiAccess(context, 'view');
  const { account: of, keyId } = access;
  const { db, now } = context;
  const caller = keyId === null ? await callerOf(context, of) : context.caller;
  const [key, members] = await Promise.all([
    keyId === null ? null : findKey(db, keyId, of.id),
    seesMembers(access, context) ? membersOf(db, of.id) : null,
  ]);
  return {
    body: {
      account: {
        id: of.id,
        name: of.name,
        kind: of.kind,
        status: of.status,
        plan: of.plan,
        privacy: of.privacy,
        created_at: of.createdAt,
      },
      key: key && keyJson(key, now),
      tier: caller?.tier ?? null,
      licence: caller?.licence ?? null,
      ...(members === null
        ? {}
        : {
            members: members.map(({ userId, name, email, role, since }) => ({
              id: userId,
              name,
              email,
              role,
              since,
            })),
          }),
    },
  };
}

/** Addresses are for the account's people. */
function seesMembers({ userId }: ApiAccess, { caller }: RequestContext): boolean {
  return userId !== null || (caller?.scopes.includes('admin') ?? false);
}

/** Field by field, so that nothing else gets through. The schema has checked the types. */
function requestOf(body: unknown): KeyRequest {
  const given = body as {
    name: string;
    kind?: KeyRequest['kind'];
    scopes?: KeyRequest['scopes'];
    expires_in_days?: number | null;
    ip_cidrs?: string[];
    privacy?: KeyRequest['privacy'];
    hourly_limit?: number | null;
  };
  return {
    name: given.name,
    kind: given.kind,
    scopes: given.scopes,
    expiresInDays: given.expires_in_days,
    ipCidrs: given.ip_cidrs,
    privacy: given.privacy,
    hourlyLimit: given.hourly_limit,
  };
}
