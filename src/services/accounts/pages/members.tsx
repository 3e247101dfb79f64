/** What stands on the page of members, and on that of an invitation. */
import { ROLES, type Role } from '../../../core/people.ts';
import type { Member } from '../../../store/accounts.ts';
import type { Invitation } from '../../../store/invitations.ts';
import { SelectField, TextField } from '../../../ui/components/form.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { EmptyState, Notice } from '../../../ui/components/text.tsx';
import { Day } from '../../../ui/components/time.tsx';
import type { FormProblem } from '../../../ui/components/tool-home.tsx';
import { type Access, can } from '../access.ts';
import { FormFields, Problem } from './frame.tsx';

const ROLE_LABELS: Record<Role, string> = {
  owner: 'owner: everything',
  admin: 'admin: keys, members and settings',
  billing: 'billing: plan and invoices',
  member: 'member: looks on',
};

export interface MembersProps {
  access: Access;
  members: readonly Member[];
  invitations: readonly Invitation[];
  /** Where invitations are printed instead of sent, or not sent at all. */
  mail: 'smtp' | 'console' | 'none';
  problem: FormProblem | null;
}

export function MembersView({ access, members, invitations, mail, problem }: MembersProps) {
  const mayChange = can(access.role, 'members');
  const roles = ROLES.filter(role => access.role === 'owner' || role !== 'owner');
  return (
    <>
      <Problem problem={problem} />
      <Section id="members" title="Members">
        <Table
          caption="Members of this account"
          rows={members}
          columns={[
            { label: 'Who', role: 'main', cell: member => member.name ?? member.email },
            { label: 'Address', cell: member => member.email },
            { label: 'Role', cell: member => member.role },
            { label: 'Since', cell: member => <Day at={member.since} /> },
            {
              label: 'Change',
              cell: member => (
                <MemberActions access={access} member={member} roles={roles} mayChange={mayChange} />
              ),
            },
          ]}
        />
        {members.length === 1 && (
          <EmptyState title="You are alone here">
            <p>Invite others, so that keys and invoices do not hang on one person.</p>
          </EmptyState>
        )}
      </Section>
      {mayChange && (
        <Section id="invite" title="Invite somebody">
          {mail === 'none' && <Notice tone="warn">This site sends no mail, so nobody can be invited.</Notice>}
          <form class="form" method="post" action="/account/members">
            <FormFields access={access} />
            <div class="field-row">
              <TextField
                id="invite-email"
                name="email"
                label="E-mail address"
                type="email"
                inputMode="email"
                maxLength={254}
                required
                invalid={problem?.field === 'email'}
              />
              <SelectField
                id="invite-role"
                name="role"
                label="Role"
                value="member"
                options={roles.map(value => ({ value, label: ROLE_LABELS[value] }))}
              />
            </div>
            <button class="primary" type="submit">
              Send the invitation
            </button>
          </form>
        </Section>
      )}
      {mayChange && invitations.length > 0 && (
        <Section id="invitations" title="Invitations that wait">
          <Table
            caption="Invitations that were not accepted yet"
            rows={invitations}
            columns={[
              { label: 'Address', role: 'main', cell: invitation => invitation.email },
              { label: 'Role', cell: invitation => invitation.role },
              { label: 'Works until', cell: invitation => <Day at={invitation.expiresAt} /> },
              {
                label: 'Change',
                cell: invitation => (
                  <form method="post" action={`/account/invitations/${invitation.id}/withdraw`}>
                    <FormFields access={access} />
                    <button class="link" type="submit">
                      Take back
                    </button>
                  </form>
                ),
              },
            ]}
          />
        </Section>
      )}
    </>
  );
}

function MemberActions({
  access,
  member,
  roles,
  mayChange,
}: {
  access: Access;
  member: Member;
  roles: readonly Role[];
  mayChange: boolean;
}) {
  const isMe = member.userId === access.user.id;
  const isAbove = member.role === 'owner' && access.role !== 'owner';
  if (isMe) {
    // Their own account is nothing to leave: it is deleted under Settings.
    if (access.account.kind === 'person' && access.role === 'owner') return null;
    return (
      <form method="post" action="/account/leave">
        <FormFields access={access} />
        <button class="link" type="submit">
          Leave
        </button>
      </form>
    );
  }
  if (!mayChange || isAbove) return null;
  return (
    <div class="actions">
      <form method="post" action={`/account/members/${member.userId}/role`}>
        <FormFields access={access} />
        <label>
          <span class="visually-hidden">Role of {member.name ?? member.email}</span>
          <select name="role">
            {roles.map(role => (
              <option key={role} value={role} selected={role === member.role}>
                {role}
              </option>
            ))}
          </select>
        </label>
        <button class="link" type="submit">
          Change
        </button>
      </form>
      <form method="post" action={`/account/members/${member.userId}/remove`}>
        <FormFields access={access} />
        <button class="link" type="submit">
          Remove
        </button>
      </form>
    </div>
  );
}

export function InvitationView({
  invitation,
  token,
  access,
}: {
  invitation: Invitation | null;
  token: string;
  /** Who is signed in. */
  access: Access;
}) {
  if (invitation === null) {
    return (
      <EmptyState title="This invitation does not work">
        <p>It was used, taken back, or is older than 7 days. Ask for a new one.</p>
      </EmptyState>
    );
  }
  return (
    <Section id="invitation" title={`Join “${invitation.accountName}”?`}>
      <p>
        As {access.user.email}, in the role {invitation.role}.
      </p>
      <form method="post" action="/account/invitation">
        <FormFields access={access} />
        <input type="hidden" name="token" value={token} />
        <button class="primary" type="submit">
          Join
        </button>
      </form>
    </Section>
  );
}
