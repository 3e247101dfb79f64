/** What stands on the pages of settings and sessions. */
import type { ListedSession } from '../../../store/sessions.ts';
import type { Identity } from '../../../store/users.ts';
import { Facts } from '../../../ui/components/facts.tsx';
import { SelectField, TextField } from '../../../ui/components/form.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { Badge } from '../../../ui/components/text.tsx';
import { Day, TimeAgo } from '../../../ui/components/time.tsx';
import type { FormProblem } from '../../../ui/components/tool-home.tsx';
import { type Access, can } from '../access.ts';
import { FormFields, Problem } from './frame.tsx';

export function SettingsView({
  access,
  identities,
  problem,
}: {
  access: Access;
  identities: readonly Identity[];
  problem: FormProblem | null;
}) {
  const { account, user, role } = access;
  return (
    <>
      <Problem problem={problem} />
      {can(role, 'settings') && (
        <Section id="account" title="The account">
          <form class="form" method="post" action="/account/settings">
            <FormFields access={access} />
            <TextField
              id="account-name"
              name="name"
              label="Name"
              inputMode="text"
              value={account.name}
              maxLength={100}
              required
              invalid={problem?.field === 'name'}
            />
            <TextField
              id="account-email"
              name="email"
              label="Address for invoices and warnings"
              type="email"
              inputMode="email"
              value={account.email ?? ''}
              maxLength={254}
              invalid={problem?.field === 'email'}
            />
            <SelectField
              id="account-privacy"
              name="privacy"
              label="Traces of requests"
              hint="What new keys begin with. Strict: nothing is kept of their requests but counters."
              value={account.privacy}
              options={['normal', 'strict']}
            />
            <button class="primary" type="submit">
              Save
            </button>
          </form>
        </Section>
      )}
      <Section id="you" title="You">
        <Facts
          items={[
            { label: 'Address', value: user.email },
            {
              label: 'GitHub',
              value: identities.map(({ login }) => login).join(', ') || 'not connected: sign in with it once',
            },
            { label: 'Here since', value: <Day at={user.createdAt} /> },
          ]}
        />
        <form class="form" method="post" action="/account/profile">
          <FormFields access={access} />
          <TextField
            id="user-name"
            name="name"
            label="Your name"
            inputMode="text"
            autocomplete="name"
            hint="Shown to the other members. May be left empty."
            value={user.name ?? ''}
            maxLength={100}
          />
          <button class="secondary" type="submit">
            Save your name
          </button>
        </form>
      </Section>
      <Section id="organisation" title="An account for an organisation">
        <p>Keys, quota and invoices of its own, and any number of members.</p>
        <form class="form" method="post" action="/account/organisations">
          <FormFields access={access} />
          <TextField id="new-name" name="name" label="Name" inputMode="text" maxLength={100} required />
          <button class="secondary" type="submit">
            Make the account
          </button>
        </form>
      </Section>
      {can(role, 'delete') && (
        <Section id="delete" title="Delete this account">
          <p>
            Its keys end at once and its members leave.{' '}
            {account.kind === 'person' &&
              'It is your own: your address, your name and your sessions are forgotten, too. '}
            Nobody can undo it.
          </p>
          <form class="form" method="post" action="/account/delete">
            <FormFields access={access} />
            <TextField
              id="confirm"
              name="confirm"
              label={`Type the account’s name to confirm: ${account.name}`}
              inputMode="text"
              maxLength={100}
              required
              invalid={problem?.field === 'confirm'}
            />
            <button class="danger" type="submit">
              Delete the account
            </button>
          </form>
        </Section>
      )}
    </>
  );
}

export function SessionsView({ access, sessions }: { access: Access; sessions: readonly ListedSession[] }) {
  return (
    <Section id="sessions" title="Where you are signed in">
      <Table
        caption="Your sessions, most recently used first"
        rows={sessions}
        columns={[
          {
            label: 'Where',
            role: 'main',
            cell: session => (
              <>
                {session.client ?? 'A browser'}{' '}
                {session.id === access.sessionId && <Badge tone="good">this one</Badge>}
              </>
            ),
          },
          { label: 'By', cell: session => (session.method === 'github' ? 'GitHub' : 'e-mail link') },
          { label: 'Signed in', cell: session => <TimeAgo at={session.createdAt} /> },
          { label: 'Last used', cell: session => <TimeAgo at={session.lastUsedAt} /> },
          { label: 'Ends by', cell: session => <Day at={session.expiresAt} /> },
          {
            label: 'Change',
            cell: session => (
              <form method="post" action={`/account/sessions/${session.id}/end`}>
                <FormFields access={access} />
                <button class="link" type="submit">
                  {session.id === access.sessionId ? 'Sign out' : 'End it'}
                </button>
              </form>
            ),
          },
        ]}
      />
      <form method="post" action="/account/sign-out">
        <FormFields access={access} />
        <input type="hidden" name="everywhere" value="true" />
        <button class="danger" type="submit">
          Sign out everywhere
        </button>
      </form>
    </Section>
  );
}
