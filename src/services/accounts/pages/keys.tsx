/** What stands on the pages of keys. */
import { KEY_KINDS } from '../../../core/api-key.ts';
import type { StoredKey } from '../../../store/api-keys.ts';
import { Facts } from '../../../ui/components/facts.tsx';
import {
  CheckboxesField,
  type Option,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../ui/components/form.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { Badge, CodeCopy, EmptyState, Notice, type Tone } from '../../../ui/components/text.tsx';
import { Day, TimeAgo } from '../../../ui/components/time.tsx';
import type { FormProblem } from '../../../ui/components/tool-home.tsx';
import { formatNumber } from '../../../ui/format/numbers.ts';
import { type Access, can } from '../access.ts';
import { type KeyStatus, keyHint, keyStatus, LONGEST_DAYS } from '../keys.ts';
import { FormFields, Problem } from './frame.tsx';

const SCOPE_OPTIONS: Option[] = [
  { value: 'read:public', label: 'read:public', hint: 'What everybody may read, with your limits.' },
  { value: 'read:private', label: 'read:private', hint: 'The account’s own usage and settings.' },
  { value: 'write:analysis', label: 'write:analysis', hint: 'Have files and projects analysed.' },
  { value: 'read:events', label: 'read:events', hint: 'Follow what changes.' },
  { value: 'admin', label: 'admin', hint: 'Make and revoke keys. For your own tools only.' },
];
const KIND_LABELS: Record<(typeof KEY_KINDS)[number], string> = {
  k: 'k: for a server, kept secret',
  r: 'r: to stand in a web page, reads what is public',
  w: 'w: for webhooks and ingest',
};
export const EXPIRIES: Option[] = [
  { value: '30', label: 'in 30 days' },
  { value: '90', label: 'in 90 days' },
  { value: '365', label: 'in a year' },
  { value: 'never', label: 'never' },
];
export const GRACES: Option[] = [
  { value: '86400', label: 'for a day' },
  { value: '3600', label: 'for an hour' },
  { value: '604800', label: 'for a week' },
  { value: '0', label: 'not at all' },
];
const TONES: Record<KeyStatus, Tone> = {
  active: 'good',
  rotated: 'warn',
  expired: 'plain',
  revoked: 'danger',
};

export function KeysView({
  access,
  keys,
  problem,
  values,
  now,
}: {
  access: Access;
  keys: readonly StoredKey[];
  problem: FormProblem | null;
  /** What was given before. */
  values: KeyFormValues;
  now: Date;
}) {
  const mayChange = can(access.role, 'keys');
  return (
    <>
      <Problem problem={problem} />
      <Section id="keys" title="API keys">
        {keys.length === 0 ? (
          <EmptyState title="No keys yet">
            <p>
              {mayChange
                ? 'Make one below, and send it with your requests: they then count for this account, with its limits.'
                : 'Ask an owner or admin of the account to make one.'}
            </p>
          </EmptyState>
        ) : (
          <KeyTable keys={keys} now={now} />
        )}
      </Section>
      {mayChange && access.account.status === 'active' && (
        <Section id="new-key" title="A new key">
          <NewKeyForm access={access} values={values} problem={problem} />
        </Section>
      )}
    </>
  );
}

function KeyTable({ keys, now }: { keys: readonly StoredKey[]; now: Date }) {
  return (
    <Table
      caption="Keys of this account, newest first"
      rows={keys}
      columns={[
        { label: 'Name', role: 'main', cell: key => <a href={`/account/keys/${key.id}`}>{key.name}</a> },
        { label: 'Key', cell: key => <code class="nowrap">{keyHint(key)}</code> },
        { label: 'Status', cell: key => <StatusBadge status={keyStatus(key, now)} /> },
        { label: 'Scopes', cell: key => key.scopes.join(', ') },
        { label: 'Last used', cell: key => (key.lastUsedAt ? <TimeAgo at={key.lastUsedAt} /> : 'never') },
        { label: 'Expires', cell: key => (key.expiresAt ? <Day at={key.expiresAt} /> : 'never') },
      ]}
    />
  );
}

function StatusBadge({ status }: { status: KeyStatus }) {
  return (
    <span class="nowrap">
      <Badge tone={TONES[status]}>{status}</Badge>
    </span>
  );
}

export interface KeyFormValues {
  name?: string;
  kind?: string;
  scopes?: readonly string[];
  expires?: string;
  ip_cidrs?: string;
  privacy?: string;
  hourly_limit?: number;
}

function NewKeyForm({
  access,
  values,
  problem,
}: {
  access: Access;
  values: KeyFormValues;
  problem: FormProblem | null;
}) {
  return (
    <form class="form" method="post" action="/account/keys">
      <FormFields access={access} />
      <TextField
        id="key-name"
        name="name"
        label="Name"
        inputMode="text"
        hint="What it is for, so that you know it again."
        value={values.name}
        maxLength={100}
        required
        invalid={problem?.field === 'name'}
      />
      <div class="field-row">
        <SelectField
          id="key-kind"
          name="kind"
          label="Kind"
          value={values.kind ?? 'k'}
          options={KEY_KINDS.map(value => ({ value, label: KIND_LABELS[value] }))}
        />
        <SelectField
          id="key-expires"
          name="expires"
          label="Expires"
          value={values.expires ?? '365'}
          options={EXPIRIES}
        />
      </div>
      <CheckboxesField
        id="key-scope"
        name="scopes"
        label="Scopes"
        values={values.scopes ?? ['read:public']}
        options={SCOPE_OPTIONS}
      />
      <TextAreaField
        id="key-ips"
        name="ip_cidrs"
        label="Only from these addresses"
        hint="Addresses or networks as 192.0.2.0/24, one a line. Empty: from anywhere."
        value={values.ip_cidrs}
        maxLength={4_000}
        invalid={problem?.field === 'ip_cidrs'}
      />
      <div class="field-row">
        <TextField
          id="key-hourly"
          name="hourly_limit"
          label="Part of the quota, cost units an hour"
          type="number"
          inputMode="numeric"
          hint="Empty: all of the account’s."
          min={1}
          max={2_147_483_647}
          value={values.hourly_limit === undefined ? undefined : String(values.hourly_limit)}
          invalid={problem?.field === 'hourly_limit'}
        />
        <SelectField
          id="key-privacy"
          name="privacy"
          label="Traces of requests"
          hint="Strict: nothing is kept but counters."
          value={values.privacy ?? access.account.privacy}
          options={['normal', 'strict']}
        />
      </div>
      <button class="primary" type="submit">
        Make the key
      </button>
    </form>
  );
}

/** A key in clear: the only time that it is seen. */
export function NewKeyView({
  keyText,
  stored,
  siteUrl,
  replaced,
}: {
  keyText: string;
  stored: StoredKey;
  siteUrl: string;
  /** The one whose place it takes. */
  replaced?: StoredKey;
}) {
  return (
    <>
      <Notice tone="good" title={`The key “${stored.name}” is made`}>
        Copy it now: it is shown this once, and only its fingerprint is kept.
      </Notice>
      <CodeCopy label="Key" code={keyText} />
      <CodeCopy
        label="Try it"
        code={`curl -H 'Authorization: Bearer ${keyText}' '${siteUrl}/api/v1/rate_limit'`}
      />
      {replaced && (
        <p>
          The old key {keyHint(replaced)} works until <TimeAgo at={replaced.expiresAt} />.
        </p>
      )}
      <p>
        <a class="secondary" href="/account/keys">
          All keys
        </a>
      </p>
    </>
  );
}

export function KeyView({
  access,
  stored,
  problem,
  now,
}: {
  access: Access;
  stored: StoredKey;
  problem: FormProblem | null;
  now: Date;
}) {
  const status = keyStatus(stored, now);
  const mayChange = can(access.role, 'keys');
  return (
    <>
      <Problem problem={problem} />
      <Section id="key" title={stored.name} more={{ label: 'All keys', href: '/account/keys' }}>
        <Facts
          items={[
            { label: 'Key', value: <code>{keyHint(stored)}</code> },
            { label: 'Status', value: <StatusBadge status={status} /> },
            { label: 'Revoked', value: stored.revokedAt !== null && <TimeAgo at={stored.revokedAt} /> },
            {
              label: 'Because',
              value: stored.revokedAt !== null && (stored.revokeReason || 'no reason was given'),
            },
            {
              label: 'Replaced by',
              value: stored.replacedBy !== null && (
                <a href={`/account/keys/${stored.replacedBy}`}>key {stored.replacedBy}</a>
              ),
            },
            { label: 'Scopes', value: stored.scopes.join(', ') },
            {
              label: 'Only from',
              value: stored.ipCidrs.length === 0 ? 'anywhere' : stored.ipCidrs.join(', '),
            },
            {
              label: 'Part of the quota',
              value:
                stored.hourlyLimit === null
                  ? 'all of it'
                  : `${formatNumber(stored.hourlyLimit)} cost units an hour`,
            },
            {
              label: 'Traces of requests',
              value: stored.privacy === 'strict' ? 'counters only' : 'as usual',
            },
            { label: 'Made', value: <TimeAgo at={stored.createdAt} /> },
            { label: 'Last used', value: stored.lastUsedAt ? <TimeAgo at={stored.lastUsedAt} /> : 'never' },
            { label: 'Expires', value: stored.expiresAt ? <TimeAgo at={stored.expiresAt} /> : 'never' },
          ]}
        />
      </Section>
      {mayChange && status === 'active' && (
        <Section id="rotate" title="Rotate">
          <p>
            Makes a key with the same rights. This one works on until you have put the new one in its place.
          </p>
          <form class="form" method="post" action={`/account/keys/${stored.id}/rotate`}>
            <FormFields access={access} />
            <SelectField
              id="grace"
              name="grace_seconds"
              label="The old key works on"
              value="86400"
              options={GRACES}
            />
            <button class="secondary" type="submit">
              Rotate the key
            </button>
          </form>
        </Section>
      )}
      {mayChange && (status === 'active' || status === 'rotated') && (
        <Section id="revoke" title="Revoke">
          <p>Ends the key at once, everywhere, for good.</p>
          <form class="form" method="post" action={`/account/keys/${stored.id}/revoke`}>
            <FormFields access={access} />
            <TextField
              id="reason"
              name="reason"
              label="Why"
              inputMode="text"
              hint="For whoever looks at it later. May be left empty."
              maxLength={500}
            />
            <button class="danger" type="submit">
              Revoke the key
            </button>
          </form>
        </Section>
      )}
    </>
  );
}

/** Days of a choice; null: it does not expire. Undefined for what is none. */
export function daysOf(choice: string): number | null | undefined {
  if (choice === 'never') return null;
  const days = /^\d{1,4}$/.test(choice) ? Number(choice) : Number.NaN;
  return days >= 1 && days <= LONGEST_DAYS ? days : undefined;
}
