/** Pages of members and invitations. */
import { Type } from 'typebox';
import { InputError, messageOf } from '../../core/errors.ts';
import { ROLES, type Role, readEmail } from '../../core/people.ts';
import { changeMember, membersOf } from '../../store/accounts.ts';
import {
  acceptInvitation,
  findInvitation,
  insertInvitation,
  openInvitations,
  withdrawInvitation,
} from '../../store/invitations.ts';
import { setSessionAccount } from '../../store/sessions.ts';
import type { Page } from '../service.ts';
import { can } from './access.ts';
import { idOf } from './keys.ts';
import { invitationMail } from './mails.ts';
import { type AccountPage, accountForm, accountPage } from './page.tsx';
import { InvitationView, MembersView } from './pages/members.tsx';
import { hashToken, isToken, makeToken } from './tokens.ts';

const role = Type.Union(ROLES.map(name => Type.Literal(name)));
const token = Type.String({ minLength: 1, maxLength: 100 });

const membersPage: AccountPage = {
  path: '/account/members',
  permission: 'view',
  tab: 'Members',
  async load({ db, accounts }, access, problem) {
    const [members, invitations] = await Promise.all([
      membersOf(db, access.account.id),
      can(access.role, 'members') ? openInvitations(db, access.account.id) : [],
    ]);
    const mail = accounts.mailer.kind;
    return { view: <MembersView {...{ access, members, invitations, mail, problem }} /> };
  },
};

const invitationPage: AccountPage = {
  path: '/account/invitation',
  // Whoever holds the link: it is not their account yet.
  permission: 'view',
  tab: 'Members',
  query: { token: Type.Optional(token) },
  async load({ db, query }, access) {
    const given = String(query.token ?? '');
    const invitation = isToken(given) ? await findInvitation(db, hashToken(given)) : null;
    return {
      title: 'Invitation',
      status: invitation === null ? 404 : 200,
      view: <InvitationView invitation={invitation} token={given} access={access} />,
    };
  },
};

export const memberPages: Page[] = [
  accountPage(membersPage),
  accountForm({
    page: membersPage,
    permission: 'members',
    form: { email: Type.String({ maxLength: 300 }), role },
    async submit({ db, form, accounts, siteUrl }, access) {
      const email = readEmail(form.email as string);
      const wanted = form.role as Role;
      if (wanted === 'owner' && access.role !== 'owner') {
        throw new InputError('role', 'only an owner can make, change or remove an owner', 422);
      }
      if (accounts.mailer.kind === 'none') throw new InputError('email', 'this site sends no mail', 422);
      const secret = makeToken();
      const { account, user, actor } = access;
      const invitation = {
        hash: hashToken(secret),
        accountId: account.id,
        email,
        role: wanted,
        invitedBy: user.id,
      };
      await insertInvitation(db, invitation, actor);
      const url = `${siteUrl}/account/invitation?token=${secret}`;
      accounts.mailer
        .send(invitationMail(email, { accountName: account.name, role: wanted, url, siteUrl }))
        .catch(error => accounts.warn(`an invitation was not sent: ${messageOf(error)}`));
      return '/account/members';
    },
  }),
  accountForm({
    page: membersPage,
    path: '/account/members/{id}/role',
    permission: 'members',
    form: { role },
    async submit({ db, form, params }, access) {
      const userId = idOf(params.id);
      // Their own role is not for them to raise, nor to lower by mistake.
      const by = userId === access.user.id ? 'self' : access.role;
      const change = { accountId: access.account.id, userId, role: form.role as Role, by } as const;
      await changeMember(db, change, access.actor);
      return '/account/members';
    },
  }),
  accountForm({
    page: membersPage,
    path: '/account/members/{id}/remove',
    permission: 'members',
    async submit({ db, params }, access) {
      const change = { accountId: access.account.id, userId: idOf(params.id), role: null, by: access.role };
      await changeMember(db, change, access.actor);
      return '/account/members';
    },
  }),
  accountForm({
    page: membersPage,
    path: '/account/leave',
    permission: 'view',
    async submit({ db }, access) {
      if (access.account.kind === 'person' && access.role === 'owner') {
        throw new InputError('account', 'this is your own account: delete it under “Settings” instead', 422);
      }
      const { account, user, actor } = access;
      await changeMember(db, { accountId: account.id, userId: user.id, role: null, by: 'self' }, actor);
      return '/account';
    },
  }),
  accountForm({
    page: membersPage,
    path: '/account/invitations/{id}/withdraw',
    permission: 'members',
    async submit({ db, params }, access) {
      await withdrawInvitation(db, { accountId: access.account.id, id: idOf(params.id) }, access.actor);
      return '/account/members';
    },
  }),
  accountPage(invitationPage),
  accountForm({
    page: invitationPage,
    permission: 'view',
    form: { token },
    async submit({ db, form }, access) {
      const given = form.token as string;
      const invitation = await acceptInvitation(db, hashToken(given), access.user.id);
      await setSessionAccount(db, access.sessionId, invitation.accountId);
      return '/account';
    },
  }),
];
