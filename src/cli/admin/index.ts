/** `ecosystems admin`: the operator's commands, on this machine's database. */
import type { Command } from 'commander';
import type { Program } from '../app.ts';
import { addAccountCommands, addUserCommands } from './accounts.ts';
import { addCreditNoteCommands, addInvoiceCommands, addSlaCommands } from './billing.ts';
import { adminAction } from './frame.ts';
import { addAuditCommands, addJobCommands, addTombstoneCommands, addWebhookCommands } from './machinery.ts';
import { addAnyKeyCommands, addLicenceCommands, addLimitCommands, addPlanCommands } from './offers.ts';

export function addAdminCommands(cli: Command, program: Program): void {
  const admin = cli
    .command('admin')
    .helpGroup('Run it:')
    .description(
      'look after accounts, plans, limits, billing, jobs and deletions in this machine’s database',
    );
  const action = adminAction(program);
  addAccountCommands(admin, action);
  addUserCommands(admin, action);
  addPlanCommands(admin, action);
  addLimitCommands(admin, action);
  addAnyKeyCommands(admin, action);
  addLicenceCommands(admin, action);
  addInvoiceCommands(admin, action);
  addCreditNoteCommands(admin, action);
  addSlaCommands(admin, action);
  addWebhookCommands(admin, action);
  addJobCommands(admin, action);
  addTombstoneCommands(admin, action);
  addAuditCommands(admin, action);
}
