/** Keys on the page of an account: made with all that a key may be, rotated, revoked. */

import { Type } from 'typebox';
import { SCOPES } from '../../core/access.ts';
import type { AccountDetail, KeyRow } from '../../core/administration.ts';
import { InputError } from '../../core/errors.ts';
import { CheckboxesField, TextField } from '../../ui/components/form.tsx';
import { CodeCopy, Notice } from '../../ui/components/text.tsx';
import { Day, TimeAgo } from '../../ui/components/time.tsx';
import type { Page, RequestContext } from '../service.ts';
import {
  countOf,
  idOf,
  optionalText,
  requiredText,
  sentBy,
  shownOf,
  type Values,
  wordsOf,
} from './fields.ts';
import { type AdminPage, type AdminResult, adminForm, type Operator } from './page.tsx';
import { Action, accountPath, List } from './parts.tsx';

const GRACE_SECONDS = 86_400;

interface KeysProps {
  detail: Pick<AccountDetail, 'account' | 'keys'>;
  csrf: string;
  form: Values;
}

export function Keys({ detail: { account, keys }, csrf, form }: KeysProps) {
  const path = `${accountPath(account.id)}/keys`;
  return (
    <List
      id="keys"
      title="Keys"
      caption="Keys, newest first"
      rows={keys}
      empty={{ title: 'No keys yet' }}
      columns={[
        { label: 'Name', role: 'main', cell: key => <span class="wrap">{key.name}</span> },
        {
          label: 'Key',
          cell: key => <span class="nowrap">{`eco_${key.environment}_${key.kind}_…${key.last4}`}</span>,
        },
        { label: 'Scopes', cell: key => key.scopes.join(' ') },
        {
          label: 'Last used',
          cell: key => (key.lastUsedAt === null ? 'never' : <TimeAgo at={key.lastUsedAt} />),
        },
        { label: 'Ends', cell: key => (key.expiresAt === null ? 'never' : <Day at={key.expiresAt} />) },
        {
          label: 'Change',
          cell: key =>
            key.revokedAt !== null ? (
              `revoked: ${key.revokeReason ?? ''}`
            ) : (
              <div class="actions">
                {account.status === 'active' && key.replacedBy === null && (
                  <Action action={`${path}/${key.id}/rotate`} csrf={csrf} label="Rotate" tone="link" />
                )}
                <Action action={`${path}/${key.id}/revoke`} csrf={csrf} label="Revoke" tone="link" />
              </div>
            ),
        },
      ]}
    >
      {account.status === 'active' && <NewKey path={path} csrf={csrf} form={sentBy(form, 'scopes')} />}
    </List>
  );
}

function NewKey({ path, csrf, form }: { path: string; csrf: string; form: Values }) {
  const text = (name: string, label: string, more: { hint?: string; required?: boolean } = {}) => (
    <TextField
      id={`key-${name}`}
      name={name}
      label={label}
      inputMode="text"
      maxLength={name === 'ip_cidrs' ? 2_000 : 100}
      value={shownOf(form, name, '')}
      {...more}
    />
  );
  return (
    <Action action={path} csrf={csrf} label="Make a key">
      <div class="field-row">
        {text('name', 'Name of a new key', { required: true })}
        {text('expires_in_days', 'Ends after days', { hint: 'Empty: never' })}
        {text('hourly_limit', 'Its own units an hour', { hint: 'Empty: those of the account' })}
      </div>
      <CheckboxesField
        id="key-scopes"
        name="scopes"
        label="Scopes"
        values={(form.scopes as string[] | undefined) ?? ['read:public']}
        options={SCOPES.map(scope => ({ value: scope, label: scope }))}
      />
      {text('ip_cidrs', 'Only from these networks', { hint: 'As in 192.0.2.0/24; empty: from anywhere' })}
    </Action>
  );
}

function made(key: KeyRow & { key: string }): AdminResult {
  return {
    title: 'New key',
    view: (
      <Notice tone="warn" title="Copy it now: it is never shown again">
        <CodeCopy label={key.name} code={key.key} />
        <a href={`${accountPath(key.accountId)}#keys`}>Back to the account</a>
      </Notice>
    ),
  };
}

/** Of the account whose page it is. @throws InputError 422. */
async function keyOf(context: RequestContext, { admin }: Operator): Promise<KeyRow> {
  const key = (await admin.keys.list(idOf(context))).find(of => of.id === idOf(context, 'key'));
  if (key === undefined) throw new InputError('key', 'this account has no such key', 422);
  return key;
}

export function keyForms(page: AdminPage): Page[] {
  return [
    adminForm({
      page,
      path: `${page.path}/keys`,
      form: {
        name: requiredText(100),
        scopes: Type.Optional(Type.Array(Type.String({ maxLength: 50 }), { maxItems: 10 })),
        expires_in_days: optionalText(6),
        hourly_limit: optionalText(10),
        ip_cidrs: optionalText(2_000),
      },
      async submit(context, { admin }) {
        const { form } = context;
        const wanted = {
          name: String(form.name),
          scopes: (form.scopes as string[] | undefined) ?? [],
          expiresInDays: countOf(form, 'expires_in_days') ?? undefined,
          hourlyLimit: countOf(form, 'hourly_limit') ?? undefined,
          ipCidrs: wordsOf(form, 'ip_cidrs'),
        };
        return made(await admin.keys.create(idOf(context), wanted));
      },
    }),
    adminForm({
      page,
      path: `${page.path}/keys/{key}/rotate`,
      async submit(context, operator) {
        return made(await operator.admin.keys.rotate((await keyOf(context, operator)).id, GRACE_SECONDS));
      },
    }),
    adminForm({
      page,
      path: `${page.path}/keys/{key}/revoke`,
      async submit(context, operator) {
        await operator.admin.keys.revoke((await keyOf(context, operator)).id, 'revoked by an operator');
        return `${accountPath(idOf(context))}#keys`;
      },
    }),
  ];
}
