/** Users, and which of them are operators. */
import { Type } from 'typebox';
import { InputError } from '../../core/errors.ts';
import { TextField } from '../../ui/components/form.tsx';
import { Section } from '../../ui/components/section.tsx';
import { Badge } from '../../ui/components/text.tsx';
import { Day } from '../../ui/components/time.tsx';
import type { Page } from '../service.ts';
import { cursor, optionalText, PER_PAGE, requiredText, textOf } from './fields.ts';
import { type AdminPage, adminForm, adminPage } from './page.tsx';
import { Action, List, pageOf } from './parts.tsx';

const PATH = '/admin/users';

const usersPage: AdminPage = {
  path: PATH,
  tab: 'Users',
  query: {
    ...cursor,
    query: optionalText(),
    operators: Type.Optional(Type.Union([Type.Literal('yes'), Type.Literal('')])),
  },
  async load({ query }, { admin, csrf, userId }) {
    const rows = await admin.users.list({
      before: query.before as number | undefined,
      query: textOf(query, 'query'),
      operators: query.operators === 'yes',
      limit: PER_PAGE + 1,
    });
    const { shown, next } = pageOf(rows);
    const filters = [
      { name: 'query', label: 'Address' },
      { name: 'operators', label: 'Operators only', options: ['yes'] },
    ];
    return {
      view: (
        <>
          <List
            id="users"
            title="Who has signed in, or may"
            caption="Users, newest first"
            rows={shown}
            pages={{ path: PATH, query, next, filters }}
            empty={{ title: 'Nobody is like that' }}
            columns={[
              { label: 'Address', role: 'main', cell: user => <span class="wrap">{user.email}</span> },
              { label: 'Name', cell: user => <span class="wrap">{user.name ?? '–'}</span> },
              { label: 'Since', cell: user => <Day at={user.createdAt} /> },
              {
                label: 'Operator',
                cell: user => (user.operator ? <Badge tone="good">operator</Badge> : 'no'),
              },
              {
                label: 'Change',
                cell: user =>
                  user.id === userId ? (
                    'you'
                  ) : (
                    <Action
                      action={PATH}
                      csrf={csrf}
                      tone="link"
                      label={user.operator ? 'Take it back' : 'Make an operator'}
                      values={{ email: user.email, operator: user.operator ? 'no' : 'yes' }}
                    />
                  ),
              },
            ]}
          />
          <Section id="new" title="New operator">
            <Action action={PATH} csrf={csrf} label="Make an operator" values={{ operator: 'yes' }}>
              <TextField
                id="operator-email"
                name="email"
                label="E-mail address"
                hint="Somebody who is not known yet signs in by a link to it."
                type="email"
                inputMode="email"
                maxLength={254}
                required
              />
            </Action>
          </Section>
        </>
      ),
    };
  },
};

export const userPages: Page[] = [
  adminPage(usersPage),
  adminForm({
    page: usersPage,
    form: { email: requiredText(254), operator: Type.Union([Type.Literal('yes'), Type.Literal('no')]) },
    async submit({ form }, { admin, userId }) {
      const email = String(form.email);
      const [self] = (await admin.users.list({ query: email, limit: 500 })).filter(
        user => user.id === userId,
      );
      // Whoever locks themselves out could not come back.
      if (self?.email.toLowerCase() === email.toLowerCase() && form.operator === 'no')
        throw new InputError('email', 'another operator takes this from you, or the command line', 422);
      await admin.users.promote(email, form.operator === 'yes');
      return PATH;
    },
  }),
];
