/** What stands around every page of an account: its name, its pages, and the way to the other accounts. */
import type { ComponentChildren } from 'preact';
import { Tabs } from '../../../ui/components/navigation.tsx';
import { Badge, Notice } from '../../../ui/components/text.tsx';
import { type FormProblem, sentence } from '../../../ui/components/tool-home.tsx';
import { type Access, can } from '../access.ts';
import { makeOnceToken } from '../tokens.ts';

export const ACCOUNT_TABS = {
  Overview: '/account',
  Keys: '/account/keys',
  Usage: '/account/usage',
  Billing: '/account/billing',
  Members: '/account/members',
  Settings: '/account/settings',
  Sessions: '/account/sessions',
} as const;
export type AccountTab = keyof typeof ACCOUNT_TABS;

export function AccountFrame({
  access,
  tab,
  children,
}: {
  access: Access;
  tab: AccountTab;
  children: ComponentChildren;
}) {
  const { account, role, user } = access;
  return (
    <>
      <header class="page-head">
        <div class="account-bar">
          <h1>{account.name}</h1>
          <div class="actions">
            <Switcher access={access} />
            <form method="post" action="/account/sign-out">
              <FormFields access={access} />
              <button class="link small" type="submit">
                Sign out
              </button>
            </form>
          </div>
        </div>
        <p class="small">
          {user.email} · <Badge>{role}</Badge> <Badge>{account.plan}</Badge>
        </p>
      </header>
      {account.status === 'suspended' && (
        <Notice tone="danger" title="This account is suspended">
          Its keys do not work at the moment{account.suspendReason ? `: ${account.suspendReason}` : ''}.
        </Notice>
      )}
      <Tabs
        label="Pages of the account"
        items={Object.entries(ACCOUNT_TABS)
          .filter(([label]) => label !== 'Billing' || can(role, 'billing'))
          .map(([label, href]) => ({ label, href, current: label === tab }))}
      />
      {children}
    </>
  );
}

/** Hidden fields of every form that `accountForm` takes. */
export function FormFields({ access }: { access: Pick<Access, 'csrf' | 'account'> }) {
  return (
    <>
      <SessionFields csrf={access.csrf} />
      <input type="hidden" name="account" value={String(access.account.id)} />
    </>
  );
}

/** Of every form of a session: that it is ours, and that it is sent once. */
export function SessionFields({ csrf }: { csrf: string }) {
  return (
    <>
      <input type="hidden" name="csrf" value={csrf} />
      {/* Some browsers put back on a reload what a field held before. */}
      <input type="hidden" name="once" value={makeOnceToken()} autocomplete="off" />
    </>
  );
}

/** Why a form came back. */
export function Problem({ problem }: { problem: FormProblem | null }) {
  if (problem === null) return null;
  return (
    <Notice tone="warn" title="That did not work">
      {sentence(problem.message)}
    </Notice>
  );
}

function Switcher({ access }: { access: Access }) {
  if (access.memberships.length < 2) return null;
  return (
    <form method="post" action="/account/switch">
      <input type="hidden" name="csrf" value={access.csrf} />
      <div class="field">
        <label for="switch-account">Account</label>
        <select id="switch-account" name="account">
          {access.memberships.map(({ account }) => (
            <option key={account.id} value={String(account.id)} selected={account.id === access.account.id}>
              {account.name}
            </option>
          ))}
        </select>
      </div>
      <button class="secondary" type="submit">
        Switch
      </button>
    </form>
  );
}
