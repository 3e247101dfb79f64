/** Where a person lets a program in, or does not: the code, what is asked for, and the answer. */
import { Type } from 'typebox';
import type { SCOPES } from '../../core/access.ts';
import { InputError, NotFoundError } from '../../core/errors.ts';
import { decideGrant, findWaiting, mayGuess, type WaitingGrant } from '../../store/device-grants.ts';
import { Facts } from '../../ui/components/facts.tsx';
import { TextField } from '../../ui/components/form.tsx';
import { Section } from '../../ui/components/section.tsx';
import { Badge, Notice } from '../../ui/components/text.tsx';
import { TimeAgo } from '../../ui/components/time.tsx';
import type { FormProblem } from '../../ui/components/tool-home.tsx';
import {
  type Access,
  type AccountPage,
  accountForm,
  accountPage,
  can,
  FormFields,
  Problem,
} from '../accounts/public.ts';
import type { Page, RequestContext } from '../service.ts';
import { hashCode, readUserCode } from './codes.ts';

export const DEVICE_PATH = '/account/device';

const MEANINGS: Record<(typeof SCOPES)[number], string> = {
  'read:public': 'read what everybody may read, within the limits of this account',
  'read:private': 'read what belongs to this account',
  'write:analysis': 'send files to be analysed',
  'read:events': 'follow the event log',
  admin: 'make, rotate and revoke keys of this account',
};

const page: AccountPage = {
  path: DEVICE_PATH,
  permission: 'view',
  tab: 'Keys',
  query: { user_code: Type.Optional(Type.String({ maxLength: 50 })) },
  async load(context, access, problem) {
    const given = context.query.user_code;
    if (typeof given !== 'string' || given === '')
      return { title: 'Connect a program', view: <CodeForm problem={problem} /> };
    try {
      const { code, grant } = await waitingFor(context, access, given);
      return { title: 'Connect a program', view: <Decision {...{ access, code, grant }} /> };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const wrong = { message: error.message, field: error.field };
      return {
        title: 'Connect a program',
        status: error.status,
        view: <CodeForm problem={wrong} value={given} />,
      };
    }
  },
};

export const pages: Page[] = [
  accountPage(page),
  accountForm({
    page,
    permission: 'keys',
    form: {
      user_code: Type.String({ maxLength: 50 }),
      decision: Type.Union([Type.Literal('approve'), Type.Literal('deny')]),
    },
    async submit(context, access) {
      const { code } = await waitingFor(context, access, context.form.user_code as string);
      const approve = context.form.decision === 'approve';
      const decision = { approve, accountId: access.account.id, userId: access.user.id };
      try {
        await decideGrant(context.db, hashCode(code), decision, access.actor);
      } catch (error) {
        if (error instanceof NotFoundError) throw unknown();
        throw error;
      }
      return { title: approve ? 'Connected' : 'Denied', view: <Done approve={approve} /> };
    },
  }),
];

/** Every code that is typed counts, right or wrong, so that nobody gets far by guessing. */
async function waitingFor({ db }: RequestContext, { user }: Access, given: string) {
  if (!(await mayGuess(db, user.id)))
    throw new InputError('user_code', 'too many codes were tried: come back in ten minutes', 422);
  const code = readUserCode(given);
  const grant = code === null ? null : await findWaiting(db, hashCode(code));
  if (code === null || grant === null) throw unknown();
  return { code, grant };
}

const unknown = () =>
  new InputError(
    'user_code',
    'nothing waits with this code: it may have expired, or there is a slip in it',
    422,
  );

function CodeForm({ problem, value }: { problem: FormProblem | null; value?: string }) {
  return (
    <Section id="device" title="Connect a program">
      <Problem problem={problem} />
      <p>
        A program that was told to log in shows a code of eight letters. Type it here to see what the program
        asks for. Never type a code that somebody sent you: whoever has it gets the key.
      </p>
      <form class="form" method="get" action={DEVICE_PATH}>
        <TextField
          id="user-code"
          name="user_code"
          label="Code"
          inputMode="text"
          placeholder="WDJB-MJHT"
          maxLength={20}
          required
          value={value}
          invalid={problem !== null}
        />
        <button class="primary" type="submit">
          Continue
        </button>
      </form>
    </Section>
  );
}

/** What is counted is a network, an account or a job of a CI: for people, without the word that tells them apart. */
export function networkOf(subject: string): string {
  // A single address needs no length of its prefix.
  return subject.replace(/^prefix:/, '').replace(/^([\d.]+)\/32$|^([\da-f:]+)\/128$/, '$1$2');
}

function Decision({ access, code, grant }: { access: Access; code: string; grant: WaitingGrant }) {
  const may = can(access.role, 'keys');
  return (
    <Section id="device" title="Connect this program?">
      <Facts
        items={[
          { label: 'Program', value: <span class="wrap">{grant.name}</span> },
          { label: 'Code', value: <code>{code}</code> },
          { label: 'Asked', value: <TimeAgo at={grant.createdAt} /> },
          { label: 'Asked from', value: networkOf(grant.requester) },
          { label: 'Account', value: access.account.name },
        ]}
      />
      <p>It gets a key of this account, valid for a year, with which it may:</p>
      <ul>
        {grant.scopes.map(scope => (
          <li key={scope}>
            <Badge tone={scope === 'admin' ? 'danger' : 'plain'}>{scope}</Badge> {MEANINGS[scope]}
          </li>
        ))}
      </ul>
      {may ? (
        <form class="actions" method="post" action={DEVICE_PATH}>
          <FormFields access={access} />
          <input type="hidden" name="user_code" value={code} />
          <button class="primary" type="submit" name="decision" value="approve">
            Connect
          </button>
          <button class="danger" type="submit" name="decision" value="deny">
            Deny
          </button>
        </form>
      ) : (
        <Notice tone="warn" title="Not with this account">
          Keys of {access.account.name} are made by its owners and admins. Switch to another account above, or
          ask one of them.
        </Notice>
      )}
    </Section>
  );
}

function Done({ approve }: { approve: boolean }) {
  return (
    <Section id="device" title={approve ? 'Connected' : 'Denied'}>
      <p>
        {approve
          ? 'The program fetches its key within a few seconds. You can close this page.'
          : 'The program gets no key.'}
      </p>
      <p>
        <a href="/account/keys">Keys of this account</a>
      </p>
    </Section>
  );
}
