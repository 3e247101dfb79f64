/** Pages of keys: the list with a form for a new one, and each key with what can be done to it. */
import { Type } from 'typebox';
import { KEY_KINDS, type KeyKind } from '../../core/api-key.ts';
import { InputError, NotFoundError } from '../../core/errors.ts';
import { createKey, findKey, listKeys, revokeKey, rotateKey } from '../../store/api-keys.ts';
import type { Page } from '../service.ts';
import { idOf, LONGEST_GRACE_SECONDS, newKey, readNetworks, readScopes } from './keys.ts';
import { type AccountPage, accountForm, accountPage } from './page.tsx';
import { daysOf, type KeyFormValues, KeysView, KeyView, NewKeyView } from './pages/keys.tsx';

const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }));

const listPage: AccountPage = {
  path: '/account/keys',
  permission: 'view',
  tab: 'Keys',
  async load({ db, form, now }, access, problem) {
    const keys = await listKeys(db, access.account.id);
    const values = form as KeyFormValues;
    return { view: <KeysView access={access} keys={keys} problem={problem} values={values} now={now} /> };
  },
};

const keyPage: AccountPage = {
  path: '/account/keys/{id}',
  permission: 'view',
  tab: 'Keys',
  async load({ db, params, now }, access, problem) {
    const stored = await findKey(db, idOf(params.id), access.account.id);
    if (stored === null) throw new NotFoundError('no such key');
    return {
      title: stored.name,
      view: <KeyView access={access} stored={stored} problem={problem} now={now} />,
    };
  },
};

export const keyPages: Page[] = [
  accountPage(listPage),
  accountForm({
    page: listPage,
    permission: 'keys',
    form: {
      name: Type.String({ maxLength: 200 }),
      kind: Type.Optional(Type.Union(KEY_KINDS.map(kind => Type.Literal(kind)))),
      scopes: Type.Optional(Type.Array(Type.String({ maxLength: 50 }), { maxItems: 10 })),
      expires: text(10),
      ip_cidrs: text(5_000),
      privacy: Type.Optional(Type.Union([Type.Literal('normal'), Type.Literal('strict')])),
      hourly_limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
    },
    async submit({ db, form, accounts, now, siteUrl }, access) {
      const given = form as KeyFormValues;
      const expiresInDays = daysOf(given.expires ?? '365');
      if (expiresInDays === undefined)
        throw new InputError('expires', 'expires must be a number of days or never');
      const wanted = newKey(
        {
          name: given.name ?? '',
          kind: given.kind as KeyKind | undefined,
          scopes: readScopes(given.scopes),
          expiresInDays,
          ipCidrs: readNetworks(given.ip_cidrs),
          privacy: given.privacy as 'normal' | 'strict' | undefined,
          hourlyLimit: given.hourly_limit,
        },
        { account: access.account, environment: accounts.keyEnvironment, createdBy: access.user.id, now },
      );
      const made = await createKey(db, wanted, access.actor);
      return {
        title: 'New key',
        view: <NewKeyView keyText={made.key} stored={made.stored} siteUrl={siteUrl} />,
      };
    },
  }),
  accountPage(keyPage),
  accountForm({
    page: keyPage,
    path: '/account/keys/{id}/rotate',
    permission: 'keys',
    form: { grace_seconds: Type.Optional(Type.Integer({ minimum: 0, maximum: LONGEST_GRACE_SECONDS })) },
    async submit({ db, form, params, siteUrl }, access) {
      const { grace_seconds: graceSeconds = 86_400 } = form as { grace_seconds?: number };
      const wanted = { id: idOf(params.id), accountId: access.account.id, graceSeconds };
      const made = await rotateKey(db, wanted, access.actor);
      return {
        title: 'New key',
        view: (
          <NewKeyView keyText={made.key} stored={made.stored} replaced={made.replaced} siteUrl={siteUrl} />
        ),
      };
    },
  }),
  accountForm({
    page: keyPage,
    path: '/account/keys/{id}/revoke',
    permission: 'keys',
    form: { reason: text(500) },
    async submit({ db, form, params }, access) {
      const { reason = '' } = form as { reason?: string };
      const key = await revokeKey(
        db,
        { id: idOf(params.id), accountId: access.account.id, reason },
        access.actor,
      );
      return `/account/keys/${key.id}`;
    },
  }),
];
