/** Pages of settings and sessions, and the way from one account to another. */
import { Type } from 'typebox';
import { InputError, NotFoundError } from '../../core/errors.ts';
import { readEmail, readName } from '../../core/people.ts';
import { createAccount, deleteAccount, updateAccount } from '../../store/accounts.ts';
import { endSession, listSessions, setSessionAccount } from '../../store/sessions.ts';
import { identitiesOf, renameUser } from '../../store/users.ts';
import type { Page } from '../service.ts';
import { idOf } from './keys.ts';
import { type AccountPage, accountForm, accountPage } from './page.tsx';
import { SessionsView, SettingsView } from './pages/settings.tsx';
import { NO_SESSION } from './session.ts';

const name = Type.String({ maxLength: 200 });

const settingsPage: AccountPage = {
  path: '/account/settings',
  permission: 'view',
  tab: 'Settings',
  async load({ db }, access, problem) {
    const identities = await identitiesOf(db, access.user.id);
    return { view: <SettingsView access={access} identities={identities} problem={problem} /> };
  },
};

const sessionsPage: AccountPage = {
  path: '/account/sessions',
  permission: 'view',
  tab: 'Sessions',
  async load({ db }, access) {
    return { view: <SessionsView access={access} sessions={await listSessions(db, access.user.id)} /> };
  },
};

export const settingsPages: Page[] = [
  accountPage(settingsPage),
  accountForm({
    page: settingsPage,
    permission: 'settings',
    form: {
      name,
      email: Type.Optional(Type.String({ maxLength: 300 })),
      privacy: Type.Union([Type.Literal('normal'), Type.Literal('strict')]),
    },
    async submit({ db, form }, access) {
      const given = form as { name: string; email?: string; privacy: 'normal' | 'strict' };
      const email = given.email === undefined ? null : readEmail(given.email);
      const change = { name: readName(given.name), email, privacy: given.privacy };
      await updateAccount(db, access.account.id, change, access.actor);
      return '/account/settings';
    },
  }),
  accountForm({
    page: settingsPage,
    path: '/account/profile',
    permission: 'view',
    form: { name: Type.Optional(name) },
    async submit({ db, form }, access) {
      const given = form.name as string | undefined;
      await renameUser(db, access.user.id, given === undefined ? null : readName(given));
      return '/account/settings';
    },
  }),
  accountForm({
    page: settingsPage,
    path: '/account/organisations',
    permission: 'view',
    form: { name },
    async submit({ db, form }, { user, actor, sessionId }) {
      const wanted = { name: readName(form.name as string), email: user.email, ownerId: user.id };
      const account = await createAccount(db, wanted, actor);
      await setSessionAccount(db, sessionId, account.id);
      return '/account';
    },
  }),
  accountForm({
    page: settingsPage,
    path: '/account/switch',
    permission: 'view',
    async submit({ db }, { account, sessionId }) {
      await setSessionAccount(db, sessionId, account.id);
      return '/account';
    },
  }),
  accountForm({
    page: settingsPage,
    path: '/account/delete',
    permission: 'delete',
    form: { confirm: Type.Optional(Type.String({ maxLength: 200 })) },
    async submit({ db, form }, { account, actor }) {
      if (form.confirm !== account.name) {
        throw new InputError('confirm', 'that is not the account’s name: nothing was deleted', 422);
      }
      await deleteAccount(db, account.id, actor);
      return account.kind === 'person' ? '/' : '/account';
    },
  }),
  accountPage(sessionsPage),
  accountForm({
    page: sessionsPage,
    path: '/account/sessions/{id}/end',
    permission: 'view',
    async submit({ db, params }, { user, sessionId }) {
      const id = idOf(params.id);
      if (!(await endSession(db, user.id, id))) throw new NotFoundError('no such session');
      if (id !== sessionId) return '/account/sessions';
      return { view: <></>, redirect: '/', cookies: [NO_SESSION] };
    },
  }),
];
