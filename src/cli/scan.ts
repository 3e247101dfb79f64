/** `ecosystems scan`: what of a project's dependencies somebody should look at. */
import type { Command } from 'commander';
import type { Finding, FindingKind, FixKnowledge, PackageKnowledge } from '../reading/scan/index.ts';
import { type ApiClient, CommandFailure, type Program } from './app.ts';
import { inventoryOfTarget } from './inventory-target.ts';
import { addAdvisories, fixesOf, lookUp, readThrough } from './lookup.ts';
import { writeOut } from './output.ts';
import { countBar } from './progress.ts';
import { describeScan } from './scan-texts.ts';
import { reading } from './targets.ts';

const KINDS: readonly FindingKind[] = [
  'vulnerable',
  'outdated',
  'deprecated',
  'license',
  'potential',
  'unfunded',
  'unknown',
  'unreadable',
];

const ABOUT = `
Every package of a folder, archive, manifest, lockfile or SBOM is looked up in the index of this machine, or of --server.
Kinds of findings:
  vulnerable  an advisory of the index affects the locked version, or may ("ecosystems import advisories" brings them in); with it which
              direct dependency to upgrade to which version, or that updating the lockfile will do
  outdated    the locked version is older than the latest one, by the order of its ecosystem
  deprecated  the version or the package is deprecated, yanked or removed
  license     "conflict": the licences' own author holds that they cannot be combined with the project's;
              "review": a copyleft that the project's licence does not fulfil, uses that are not allowed, or not known.
              What is needed for development alone is left out.
  potential   of a distribution's package: an advisory affects what it likely repackages, and the distribution says nothing of it
              (--no-potential: do not look for it)
  unfunded    critical to its ecosystem, and its registry names no way to fund it
  unknown     not in the index: --fetch reads it from its registry
  unreadable  a manifest that cannot be read
Exit code: 1 when a kind of --fail-on was found, 2 for wrong usage.`;

interface Options {
  as?: string;
  failOn?: FindingKind[];
  sarif?: boolean;
  offline?: boolean;
  fetch?: boolean;
  potential?: boolean;
  json?: boolean;
  server?: string;
}

export function addScanCommand(cli: Command, program: Program): void {
  cli
    .command('scan')
    .description('what of the dependencies of a folder, archive, lockfile or SBOM is to be looked at')
    .argument('<target>', 'a path, an http(s) URL, a package URL, or - for standard input')
    .option('--as <name>', 'read the file as one of this name: package-lock.json')
    .option('--fail-on <kinds>', `end with 1 when one is found: ${KINDS.join(',')}`, kindsOf)
    .option('--sarif', 'print SARIF 2.1.0')
    .option('--fetch', 'have packages that the index does not know read from their registries')
    .option('--no-potential', 'do not look for what packages of distributions repackage')
    .option('--offline', 'ask nothing over a network: no --server, no --fetch, no URL')
    .addHelpText('after', ABOUT)
    .action(
      reading<[string, Options]>(program, async ({ out, open, client }, target, options) => {
        refuseContradictions(target, options, out.json, cli.opts<Options>().server);
        const opened = await open(target);
        const { inventory, files } = await inventoryOfTarget(opened, { as: options.as, sbom: true });
        const { askedAs, fixQuestion, fixWords, linesOfNames, sarifOf, scanFindings } = await import(
          '../reading/scan/index.ts'
        );
        const purls = [...new Set(inventory.items.flatMap(item => askedAs(item) ?? []))];
        let knowledge = new Map<string, PackageKnowledge>();
        let fixes = new Map<string, FixKnowledge>();
        if (purls.length > 0) {
          const index = await client();
          knowledge = await lookUp(index, purls);
          if (options.fetch === true) await fetchUnknown(index, knowledge);
          if (!(await addAdvisories(index, knowledge, options.potential !== false)))
            process.stderr.write('this server has no advisories: vulnerabilities were not looked for\n');
          const question = fixQuestion(inventory, knowledge);
          if (question) fixes = await fixesOf(index, question);
        }
        const result = scanFindings(inventory, knowledge, fixes);
        const lines = linesIn(files, result.findings, linesOfNames);
        if (options.sarif === true) {
          const log = sarifOf(result.findings, { toolVersion: program.version, lineOf: lines });
          await writeOut([JSON.stringify(log, null, 2), '\n']);
        } else {
          const findings = result.findings.map(finding => ({
            ...finding,
            locations: finding.manifests.map(path => ({ path, line: lines(path, finding) })),
          }));
          out.result({ target: opened.name, ...result, findings }, () =>
            describeScan(result, finding => placeOf(finding, lines), fixWords),
          );
        }
        if ((options.failOn ?? []).some(kind => result.summary.findings[kind] > 0)) process.exitCode = 1;
      }),
    );
}

function refuseContradictions(target: string, options: Options, json: boolean, server?: string): void {
  if (options.sarif === true && json) throw new CommandFailure('--sarif and --json: one of them', 2);
  if (options.offline !== true) return;
  const isRemote = /^(?:https?:\/\/|pkg:)/i.test(target);
  const other = options.fetch ? '--fetch' : server !== undefined ? '--server' : isRemote ? target : null;
  if (other !== null) throw new CommandFailure(`--offline and ${other}: that needs a network`, 2);
}

function kindsOf(text: string): FindingKind[] {
  return text.split(',').map(given => {
    const kind = KINDS.find(each => each === given.trim());
    if (kind) return kind;
    throw new CommandFailure(`--fail-on ${given}: the kinds are ${KINDS.join(', ')}`, 2);
  });
}

async function fetchUnknown(index: ApiClient, knowledge: Map<string, PackageKnowledge>): Promise<void> {
  const unknown = [...knowledge.values()].filter(
    row => row.status === 'missing' && row.reason === 'not-indexed',
  );
  if (unknown.length === 0) return;
  const bar = countBar('reading from registries', unknown.length);
  try {
    const purls = unknown.map(row => row.purl);
    for (const [purl, row] of await readThrough(index, purls, bar.update)) knowledge.set(purl, row);
  } finally {
    bar.stop();
  }
}

/** Lines of the findings' packages in the manifests that were kept. */
function linesIn(
  files: ReadonlyMap<string, Buffer>,
  findings: readonly Finding[],
  linesOfNames: (text: string, names: Iterable<string>) => Map<string, number>,
): (path: string, finding: Finding) => number | null {
  const names = new Map<string, Set<string>>();
  for (const { name, manifests } of findings)
    for (const path of name === null ? [] : manifests) {
      const known = names.get(path);
      if (known) known.add(name as string);
      else names.set(path, new Set([name as string]));
    }
  const lines = new Map<string, Map<string, number>>();
  for (const [path, wanted] of names) {
    const bytes = files.get(path);
    if (bytes) lines.set(path, linesOfNames(bytes.toString('utf8'), wanted));
  }
  return (path, finding) =>
    finding.kind === 'unreadable' ? finding.line : (lines.get(path)?.get(finding.name ?? '') ?? null);
}

function placeOf(finding: Finding, lines: (path: string, finding: Finding) => number | null): string {
  const path = finding.manifests[0] ?? '';
  const line = lines(path, finding);
  return line === null ? path : `${path}:${line}`;
}
