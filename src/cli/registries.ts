/** `ecosystems registries`: what there is to read, and how far it has been read. */
import type { Command } from 'commander';
import { CommandFailure, type Program } from './app.ts';
import { count, createOutput, table } from './output.ts';
import { answered } from './queries.ts';

interface Fact {
  as_of: string | null;
  behind?: number | null;
  state: string;
}

/** As `/api/v1/status` gives it. */
interface RegistryStatus {
  name: string;
  ecosystem: string;
  url: string;
  packages_count: number;
  fields: Record<string, Fact>;
}

export interface RegistryRow {
  name: string;
  ecosystem: string;
  url: string;
  packages: number;
  /** When anything of it was last imported or synced; null: never. */
  last_read: string | null;
  /** Changes of its feed that were not read yet; null where it has none, or none that is counted. */
  behind: number | null;
}

const HEADINGS = ['REGISTRY', 'ECOSYSTEM', 'PACKAGES', 'LAST READ', 'BEHIND'];

export function addRegistriesCommand(cli: Command, program: Program): void {
  cli
    .command('registries')
    .description('all registries, with how many packages are indexed and how fresh they are')
    .option('--ecosystem <id>', 'only those of one ecosystem')
    .action(async ({ ecosystem }: { ecosystem?: string }) => {
      const { json, server } = cli.opts<{ json?: boolean; server?: string }>();
      const client = await (server ? program.openRemote(server) : program.openLocal());
      try {
        const { body } = answered(await client.get('/api/v1/status'));
        const rows = rowsOf((body as { registries: RegistryStatus[] }).registries, ecosystem);
        const out = createOutput(json === true);
        if (out.json) for (const row of rows) out.result(row, () => '');
        else out.result(rows, () => table([HEADINGS, ...rows.map(cells)]));
      } finally {
        await client.close();
      }
    });
}

function rowsOf(registries: readonly RegistryStatus[], ecosystem: string | undefined): RegistryRow[] {
  const wanted = registries.filter(of => ecosystem === undefined || of.ecosystem === ecosystem);
  if (wanted.length === 0 && ecosystem !== undefined) {
    const known = [...new Set(registries.map(of => of.ecosystem))].sort();
    throw new CommandFailure(`there is no ecosystem ${ecosystem}; there are ${known.join(', ')}`, 2);
  }
  return wanted.map(({ name, ecosystem: id, url, packages_count, fields }) => ({
    name,
    ecosystem: id,
    url,
    packages: packages_count,
    last_read: fields.packages?.as_of ?? null,
    behind: fields.feed?.behind ?? null,
  }));
}

const cells = ({ name, ecosystem, packages, last_read, behind }: RegistryRow): string[] => [
  name,
  ecosystem,
  count(packages),
  last_read === null ? 'never' : `${last_read.slice(0, 16).replace('T', ' ')} UTC`,
  behind === null ? '-' : count(behind),
];
