/** A key for a program without a browser of its own: `POST /api/v1/device` and `/device/token` (RFC 8628). */
import { Type } from 'typebox';
import {
  GRANT_SECONDS,
  INTERVAL_SECONDS,
  insertGrant,
  type PollError,
  pollGrant,
} from '../../store/device-grants.ts';
import { queryString } from '../../ui/paths.ts';
import type { Route } from '../service.ts';
import { hashCode, makeDeviceCode, makeUserCode } from './codes.ts';
import { DEVICE_PATH } from './pages.tsx';
import { DeviceRequest, readClientName, readFields, readScope, TokenRequest } from './requests.ts';

const common = {
  method: 'POST',
  rawBody: true,
  headers: ['content-type'],
  maxBodyBytes: 8_192,
  cache: 'none',
  isNew: true,
} as const;
const NO_STORE = { pragma: 'no-cache' };
const MOST_COLLISIONS = 5;

const ERRORS: Record<PollError, string> = {
  authorization_pending: 'nobody has confirmed the code yet',
  slow_down: `asked too quickly: wait ${INTERVAL_SECONDS} seconds longer from now on`,
  access_denied: 'the request was denied',
  expired_token: 'the code has expired',
  invalid_grant: 'there is no such code, or its key was fetched already',
};

export const routes: Route[] = [
  {
    ...common,
    tags: ['accounts'],
    path: '/device',
    operationId: 'authorizeDevice',
    summary: 'asks for a key that a person confirms in a browser (RFC 8628)',
    body: DeviceRequest,
    cost: 5,
    response: Type.Object({
      device_code: Type.String(),
      user_code: Type.String(),
      verification_uri: Type.String(),
      verification_uri_complete: Type.String(),
      expires_in: Type.Integer({ description: 'seconds' }),
      interval: Type.Integer({ description: 'seconds between two polls' }),
    }),
    async handle({ db, body, headers, caller, siteUrl }) {
      const fields = readFields(DeviceRequest, body, headers['content-type']);
      const grant = {
        name: readClientName(fields),
        scopes: readScope(fields.scope),
        requester: caller?.subject ?? 'unknown',
      };
      for (let tries = 0; ; tries++) {
        const [deviceCode, userCode] = [makeDeviceCode(), makeUserCode()];
        const hashes = { hash: hashCode(deviceCode), userHash: hashCode(userCode) };
        if (!(await insertGrant(db, { ...grant, ...hashes })) && tries < MOST_COLLISIONS) continue;
        const page = `${siteUrl}${DEVICE_PATH}`;
        return {
          headers: NO_STORE,
          body: {
            device_code: deviceCode,
            user_code: userCode,
            verification_uri: page,
            verification_uri_complete: `${page}${queryString({ user_code: userCode })}`,
            expires_in: GRANT_SECONDS,
            interval: INTERVAL_SECONDS,
          },
        };
      }
    },
  },
  {
    ...common,
    tags: ['accounts'],
    path: '/device/token',
    operationId: 'fetchDeviceKey',
    summary:
      'the key, once it is confirmed; until then 400 with `authorization_pending`, `slow_down` and so on',
    body: TokenRequest,
    cost: 1,
    response: Type.Object({
      access_token: Type.String({ description: 'the API key; it is told this once' }),
      token_type: Type.Literal('Bearer'),
      scope: Type.String(),
      expires_in: Type.Optional(Type.Integer({ description: 'seconds' })),
    }),
    async handle({ db, body, headers, accounts, now }) {
      const { device_code: code } = readFields(TokenRequest, body, headers['content-type']);
      const made = await pollGrant(db, hashCode(code), accounts.keyEnvironment);
      if (typeof made === 'string')
        return { status: 400, headers: NO_STORE, body: { error: made, error_description: ERRORS[made] } };
      const { scopes, expiresAt } = made.stored;
      return {
        headers: NO_STORE,
        body: {
          access_token: made.key,
          token_type: 'Bearer',
          scope: scopes.join(' '),
          ...(expiresAt === null
            ? {}
            : { expires_in: Math.round((Date.parse(expiresAt) - now.getTime()) / 1000) }),
        },
      };
    },
  },
];
