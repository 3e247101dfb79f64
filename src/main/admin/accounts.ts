import type { Administration } from '../../core/administration.ts';
import { readEmail, readName } from '../../core/people.ts';
import { accountRow, findAccountRow, listAccountRows, setAccountStatus } from '../../store/account-rows.ts';
import { createAccount, deleteAccount, membersOf } from '../../store/accounts.ts';
import { listKeys } from '../../store/api-keys.ts';
import { listLicences } from '../../store/licences.ts';
import type { AdministrationDeps } from './index.ts';

export function accountDoors({ db }: AdministrationDeps, actor: string): Administration['accounts'] {
  return {
    list: filter => listAccountRows(db, filter),
    find: idOrName => findAccountRow(db, idOrName),
    async show(id) {
      const account = await accountRow(db, id);
      const [members, keys, licences] = await Promise.all([
        membersOf(db, id),
        listKeys(db, id),
        listLicences(db, { accountId: id }),
      ]);
      return { account, members, keys, licences };
    },
    async create({ name, kind = 'organisation', email }) {
      const wanted = { name: readName(name), kind, email: email === undefined ? null : readEmail(email) };
      return accountRow(db, (await createAccount(db, wanted, actor)).id);
    },
    suspend: (id, reason) => setAccountStatus(db, id, { status: 'suspended', reason }, actor),
    resume: id => setAccountStatus(db, id, { status: 'active' }, actor),
    remove: id => deleteAccount(db, id, actor),
  };
}
