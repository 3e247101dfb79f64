/** Operators, tombstones and the audit log. */
import type { Administration } from '../../core/administration.ts';
import { NotFoundError } from '../../core/errors.ts';
import { readEmail } from '../../core/people.ts';
import { readAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { listUsers, setOperator } from '../../store/operators.ts';
import { liftTombstone, listTombstones } from '../../store/tombstones.ts';
import { ensureUser, findUserByEmail } from '../../store/users.ts';

export function userDoors(db: Database, actor: string): Administration['users'] {
  return {
    list: filter => listUsers(db, filter),
    async promote(email, operator) {
      const address = readEmail(email);
      // The first operator signs in by the link that is sent to this address.
      const user = operator
        ? (await ensureUser(db, { email: address }, actor)).user
        : await findUserByEmail(db, address);
      if (user === null) throw new NotFoundError('no such user');
      return setOperator(db, user.id, operator, actor);
    },
  };
}

export function tombstoneDoors(db: Database, actor: string): Administration['tombstones'] {
  return {
    list: filter => listTombstones(db, filter),
    lift: tombstone => liftTombstone(db, tombstone, actor),
  };
}

export function auditDoors(db: Database): Administration['audit'] {
  return { list: filter => readAudit(db, filter) };
}
