/** The command that asks whether releases are intact and authentic. */
import type { Command } from 'commander';
import { CommandFailure, type Program } from './app.ts';
import { createOutput, table } from './output.ts';
import { answered } from './queries.ts';

interface Check {
  title: string;
  outcome: string;
  detail: string;
  artifact: string | null;
}

interface Answer {
  purl: string;
  verdict: Record<'intact' | 'authentic', { answer: string; why: string }>;
  artifacts: { name: string }[];
  checks: Check[];
}

export function addAttestCommand(cli: Command, program: Program): void {
  cli
    .command('attest')
    .description('whether releases are intact and authentic; exit code 1 when a check failed')
    .argument('<purl...>', 'package URL of a release, e.g. pkg:npm/semver@7.7.1')
    .action(async (purls: string[], _options: object, command: Command) => {
      const { json, server } = command.optsWithGlobals<{ json?: boolean; server?: string }>();
      const client = await (server ? program.openRemote(server) : program.openLocal());
      const out = createOutput(json === true);
      try {
        let failed = 0;
        for (const purl of purls) {
          const reply = await client.get(`/api/v1/attest?purl=${encodeURIComponent(purl)}`);
          const { body } = answered(reply) as { body: Answer };
          if (body.checks.some(({ outcome }) => outcome === 'failed')) failed += 1;
          out.result(body, () => describe(body));
        }
        if (failed > 0) throw new CommandFailure(`${failed} of ${purls.length} failed`);
      } finally {
        await client.close();
      }
    });
}

function describe({ purl, verdict, artifacts, checks }: Answer): string {
  const of = (check: Check) => (artifacts.length > 1 && check.artifact !== null ? `${check.artifact}: ` : '');
  const rows = checks.map(check => [`  ${check.outcome}`, of(check) + check.title, check.detail]);
  const answers = (['intact', 'authentic'] as const).map(aspect => [
    `  ${aspect}:`,
    verdict[aspect].answer,
    verdict[aspect].why,
  ]);
  return [purl, table(answers), table(rows)].join('\n');
}
