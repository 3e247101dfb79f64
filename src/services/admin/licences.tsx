/** Licences of the data that were agreed with accounts. */
import { Day } from '../../ui/components/time.tsx';
import type { Page } from '../service.ts';
import { idOf } from './fields.ts';
import { type AdminPage, adminForm, adminPage } from './page.tsx';
import { AccountLink, Action, List } from './parts.tsx';

const PATH = '/admin/licences';
const MOST = 200;

const licencesPage: AdminPage = {
  path: PATH,
  tab: 'Licences',
  async load({ now }, { admin, csrf }) {
    return {
      view: (
        <List
          id="licences"
          title="What was granted"
          caption={`Licences that were granted, newest first; at most ${MOST}`}
          rows={await admin.licences.list({ limit: MOST })}
          empty={{
            title: 'Nothing was granted',
            text: 'Everybody has the data under CC-BY-SA-4.0. The page of an account has a form for what was agreed with it.',
          }}
          columns={[
            { label: 'Licence', role: 'main', cell: row => <span class="wrap">{row.spdx}</span> },
            { label: 'Account', cell: row => <AccountLink id={row.accountId} /> },
            { label: 'For', cell: row => <span class="wrap">{row.scope.join(' ')}</span> },
            { label: 'From', cell: row => <Day at={row.validFrom} /> },
            {
              label: 'To',
              cell: row => (row.validTo === null ? 'further notice' : <Day at={row.validTo} />),
            },
            {
              label: 'Change',
              cell: row =>
                row.validTo === null || Date.parse(row.validTo) > now.getTime() ? (
                  <Action action={`${PATH}/${row.id}/end`} csrf={csrf} label="End" tone="link" />
                ) : (
                  'ended'
                ),
            },
          ]}
        />
      ),
    };
  },
};

export const licencePages: Page[] = [
  adminPage(licencesPage),
  adminForm({
    page: licencesPage,
    path: `${PATH}/{id}/end`,
    async submit(context, { admin }) {
      await admin.licences.end(idOf(context));
      return PATH;
    },
  }),
];
