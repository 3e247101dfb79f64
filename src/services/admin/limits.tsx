/** Limits as they apply, and each with all that it says. */
import type { LimitsRow } from '../../core/administration.ts';
import { InputError, NotFoundError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/records.ts';
import { Facts } from '../../ui/components/facts.tsx';
import { TextField } from '../../ui/components/form.tsx';
import { Section } from '../../ui/components/section.tsx';
import { formatNumber } from '../../ui/format/numbers.ts';
import { segment } from '../../ui/paths.ts';
import type { Page } from '../service.ts';
import { limitForm, limitsOf, requiredText, shownOf } from './fields.ts';
import { type AdminPage, adminForm, adminPage } from './page.tsx';
import { Action, LimitFields, List } from './parts.tsx';

const PATH = '/admin/limits';
const pathOf = (name: string) => `${PATH}/${segment(name)}`;
const LADDER =
  '“none” is no limit. Whoever is further up the ladder must have more. Servers follow within seconds.';

const amount = (value: number | null | undefined) =>
  value === null || value === undefined ? 'none' : formatNumber(value);

const SOURCES: Record<LimitsRow['source'], string> = {
  program: 'the program',
  file: 'the file of limits',
  database: 'an operator',
};

const limitsPage: AdminPage = {
  path: PATH,
  tab: 'Limits',
  async load({ form }, { admin, csrf }) {
    return {
      view: (
        <>
          <List
            id="limits"
            title="As they apply now"
            caption="Limits as they apply now"
            rows={await admin.limits.list()}
            empty={{ title: 'No limits' }}
            columns={[
              { label: 'Name', role: 'main', cell: row => <a href={pathOf(row.name)}>{row.name}</a> },
              { label: 'Per second', role: 'number', cell: row => amount(row.burst?.perSecond) },
              { label: 'Burst', role: 'number', cell: row => amount(row.burst?.size) },
              { label: 'Hourly', role: 'number', cell: row => amount(row.hourly) },
              { label: 'Daily', role: 'number', cell: row => amount(row.daily) },
              { label: 'At once', role: 'number', cell: row => amount(row.concurrency) },
              { label: 'Class', role: 'number', cell: row => row.priority },
              { label: 'From', cell: row => SOURCES[row.source] },
            ]}
          />
          <Section id="new" title="Limits of your own">
            <Action action={PATH} csrf={csrf} label="Make them">
              <TextField
                id="limits-name"
                name="name"
                label="Name"
                hint="For a plan that is to have them"
                inputMode="text"
                maxLength={50}
                value={shownOf(form, 'name', '')}
                required
              />
              <LimitFields limits={null} form={form} hint={`What is left empty is as in “free”. ${LADDER}`} />
            </Action>
          </Section>
        </>
      ),
    };
  },
};

async function rowOf({ name = '' }: Record<string, string>, rows: Promise<LimitsRow[]>): Promise<LimitsRow> {
  const found = (await rows).find(row => row.name === name);
  if (found === undefined) throw new NotFoundError('no such limits');
  return found;
}

const limitPage: AdminPage = {
  path: `${PATH}/{name}`,
  tab: 'Limits',
  async load({ params, form }, { admin, csrf }) {
    const row = await rowOf(params, admin.limits.list());
    const path = pathOf(row.name);
    return {
      title: row.name,
      view: (
        <>
          <Facts items={[{ label: 'From', value: SOURCES[row.source] }]} />
          <Section id="set" title="Change them">
            <Action action={path} csrf={csrf} label="Save" tone="primary">
              <LimitFields limits={row} form={form} hint={`What is left empty stays as it is. ${LADDER}`} />
            </Action>
          </Section>
          {row.source === 'database' && (
            <Section id="reset" title="Undo what operators changed">
              <Action
                action={`${PATH}/reset`}
                csrf={csrf}
                label="Reset"
                tone="danger"
                values={{ name: row.name }}
              />
            </Section>
          )}
        </>
      ),
    };
  },
};

/** What differs: what stays as it is is not pinned in the database. */
function changesOf(row: LimitsRow, wanted: JsonObject): JsonObject {
  const now: Record<string, unknown> = { ...row };
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => JSON.stringify(now[name]) !== JSON.stringify(value)),
  );
}

export const limitPages: Page[] = [
  adminPage(limitsPage),
  adminForm({
    page: limitsPage,
    form: { name: requiredText(50), ...limitForm },
    async submit({ form }, { admin }) {
      const name = String(form.name).trim();
      if ((await admin.limits.list()).some(row => row.name === name))
        throw new InputError('name', `there are limits called ${name}: change them on their page`, 422);
      const limits = limitsOf(form);
      if (Object.keys(limits).length === 0) throw new InputError('hourly', 'say at least one of the limits');
      await admin.limits.set(name, limits);
      return pathOf(name);
    },
  }),
  adminForm({
    page: limitsPage,
    path: `${PATH}/reset`,
    form: { name: requiredText(50) },
    async submit({ form }, { admin }) {
      await admin.limits.reset(String(form.name));
      return PATH;
    },
  }),
  adminPage(limitPage),
  adminForm({
    page: limitPage,
    form: limitForm,
    async submit({ params, form }, { admin }) {
      const row = await rowOf(params, admin.limits.list());
      const changes = changesOf(row, limitsOf(form));
      if (Object.keys(changes).length === 0) throw new InputError('hourly', 'say which limit is to change');
      await admin.limits.set(row.name, changes);
      return pathOf(row.name);
    },
  }),
];
