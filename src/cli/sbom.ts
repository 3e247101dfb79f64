/** `ecosystems sbom`: made, converted, checked, enriched and listed. Only `enrich` asks an index. */
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { NotationId } from '../reading/sbom/index.ts';
import { CommandFailure, type OpenedTarget, type Program } from './app.ts';
import { inventoryOfTarget } from './inventory-target.ts';
import { lookUp, noticeOf } from './lookup.ts';
import { count, oneLine, table } from './output.ts';
import { complain, convertInParts, put, type Writing } from './sbom-output.ts';
import { reading } from './targets.ts';

/** From here on documents are converted in parts, so that memory does not hold them. */
const STREAMED_FROM = 32 * 1024 * 1024;
const NOTATIONS =
  'cyclonedx-json, cyclonedx-xml, spdx-json, spdx-yaml, spdx-tag-value, spdx-rdf or spdx3-json; @ and a version behind it: cyclonedx-json@1.5';
const FILE = 'a path, an http(s) URL, or - for standard input';

export function addSbomCommands(cli: Command, program: Program): void {
  const sbom = cli
    .command('sbom')
    .description('software bills of materials: make, convert, validate, enrich, list');

  written(
    sbom
      .command('make')
      .description('an SBOM of a folder, an archive, a manifest, a lockfile or a release')
      .argument('<target>', 'a path, an http(s) URL, a package URL, or - for standard input')
      .option('--as <name>', 'read the file as one of this name: package-lock.json')
      .option('--name <name>', 'of what it is an SBOM of'),
  ).action(
    reading<[string, Writing & { as?: string; name?: string }]>(program, async (context, target, options) => {
      const opened = await context.open(target);
      const { inventory } = await inventoryOfTarget(opened, { as: options.as });
      const { sbomOfInventory } = await import('../reading/inventory-sbom/index.ts');
      const { writeSbom } = await import('../reading/sbom/index.ts');
      for (const { path, message } of inventory.failed) complain(`${path}: ${message}`);
      const made = sbomOfInventory(inventory, {
        subject: await subjectOf(target, opened, options.name ?? null, inventory.project?.name ?? null),
        timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
        toolVersion: program.version,
      });
      await put(context, writeSbom(made, await wanted(options.to ?? 'cyclonedx-json')), options, {
        components: inventory.items.length,
        failed: inventory.failed,
      });
    }),
  );

  written(
    sbom
      .command('convert')
      .description('into another notation or version, saying what that loses')
      .argument('<file>', FILE),
    true,
  ).action(
    reading<[string, Writing]>(program, async (context, target, options) => {
      const opened = fileOf(await context.open(target));
      const to = await wanted(options.to as string);
      if (opened.size >= STREAMED_FROM && (to.notation === 'cyclonedx-json' || to.notation === 'spdx-json'))
        return convertInParts(context, opened, to, options);
      const { convertSbom } = await import('../reading/sbom/index.ts');
      const { from, ...converted } = convertSbom(await readSbomFile(opened), to);
      await put(context, converted, options, { from });
    }),
  );

  sbom
    .command('validate')
    .description('against the schema of its format; ends with 1 when it is not valid')
    .argument('<file>', FILE)
    .action(
      reading<[string]>(program, async ({ out, open, checkXsd }, target) => {
        const opened = fileOf(await open(target));
        const { validateSbom } = await import('../reading/sbom/index.ts');
        const found = await validateSbom(await readSbomFile(opened), { checkXsd });
        const { isValid, notation, version, by, problems, isTruncated } = found;
        out.result(found, () => {
          const what = `${oneLine(opened.name)}: ${notation} ${version}, checked by ${by === 'schema' ? 'the official schema' : 'the rules of the specification'}`;
          if (isValid) return `${what}: valid`;
          const rows = problems.map(({ path, message }) => [path === '' ? '(document)' : path, message]);
          return `${what}: not valid\n${table(rows)}${isTruncated ? '\nand more' : ''}`;
        });
        if (!isValid) process.exitCode = 1;
      }),
    );

  written(
    sbom
      .command('enrich')
      .description('add what the index knows: licences, latest versions, deprecation, criticality, funding')
      .argument('<file>', FILE),
  ).action(
    reading<[string, Writing]>(program, async (context, target, options) => {
      const opened = fileOf(await context.open(target));
      const { enrichSbom, readSbom, toDependencies, writeSbom } = await import('../reading/sbom/index.ts');
      const { packageFacts } = await import('../reading/scan/index.ts');
      const { sbom: read, file } = readSbom(await readSbomFile(opened));
      const to = options.to === undefined ? { notation: file.notation } : await wanted(options.to);
      const purls = toDependencies(read).dependencies.map(({ purl }) => purl);
      const client = purls.length === 0 ? null : await context.client();
      const rows = client === null ? new Map() : await lookUp(client, purls);
      const now = new Date().toISOString();
      const facts = new Map(
        [...rows.values()].flatMap(row => {
          const known = packageFacts(row, now);
          return known ? [[row.purl, known] as const] : [];
        }),
      );
      const notice = client === null || facts.size === 0 ? null : await noticeOf(client);
      const { sbom: enriched, known, unknown, vulnerabilities } = enrichSbom(read, facts, notice);
      complain(`${count(known)} of ${count(known + unknown)} packages are known to the index`);
      await put(context, writeSbom(enriched, to), options, { known, unknown, vulnerabilities });
    }),
  );

  sbom
    .command('packages')
    .description('the packages that it names')
    .argument('<file>', FILE)
    .action(
      reading<[string]>(program, async ({ out, open }, target) => {
        const opened = fileOf(await open(target));
        const { MAX_SBOM_BYTES, readSbom, streamDependencies, toDependencies } = await import(
          '../reading/sbom/index.ts'
        );
        const { dependencies, skipped } =
          opened.size > MAX_SBOM_BYTES
            ? await streamDependencies(opened.stream())
            : toDependencies(readSbom(await readSbomFile(opened)).sbom);
        if (out.json) for (const each of dependencies) out.result(each, () => '');
        else if (dependencies.length > 0)
          out.result(dependencies, () =>
            table(
              dependencies.map(({ name, requirement, ecosystem, direct, purl }) => [
                name,
                requirement ?? '',
                ecosystem,
                direct === null ? '' : direct ? 'direct' : 'transitive',
                purl,
              ]),
            ),
          );
        const { withoutPurl, badPurl, repeated } = skipped;
        if (withoutPurl + badPurl + repeated > 0)
          complain(
            `left out: ${count(withoutPurl)} without a package URL, ${count(badPurl)} with one that cannot be read, ${count(repeated)} named again`,
          );
      }),
    );
}

function written(command: Command, isRequired = false): Command {
  if (isRequired) command.requiredOption('--to <notation>', NOTATIONS);
  else command.option('--to <notation>', NOTATIONS);
  return command
    .option('-o, --output <file>', 'write it there instead of to standard output')
    .option('--losses <file>', 'write what the notation cannot hold there, as JSON');
}

/** @throws CommandFailure for what is no notation; its version is checked when it is written. */
async function wanted(text: string): Promise<{ notation: NotationId; version?: string }> {
  const { notationOf } = await import('../reading/sbom/index.ts');
  const at = text.indexOf('@');
  const notation = notationOf(at === -1 ? text : text.slice(0, at));
  if (!notation) throw new CommandFailure(`--to ${text}: there are ${NOTATIONS}`, 2);
  return at === -1 ? { notation: notation.id } : { notation: notation.id, version: text.slice(at + 1) };
}

function fileOf(target: OpenedTarget): Extract<OpenedTarget, { kind: 'file' }> {
  if (target.kind === 'file') return target;
  throw new CommandFailure(`${target.name} is a folder: \`sbom make\` makes an SBOM of it`);
}

async function readSbomFile(target: Extract<OpenedTarget, { kind: 'file' }>): Promise<Buffer> {
  const { MAX_SBOM_BYTES } = await import('../reading/sbom/index.ts');
  return target.read(MAX_SBOM_BYTES);
}

/** What the manifests do not say: the release that was asked for, or the name of the folder. */
async function subjectOf(target: string, opened: OpenedTarget, given: string | null, project: string | null) {
  if (target.startsWith('pkg:')) {
    const { parsePurl } = await import('../core/purl/index.ts');
    const { packageName } = await import('../reading/sbom/index.ts');
    const purl = parsePurl(target, { lenient: true });
    return { name: given ?? packageName(purl), version: purl.version, purl: target };
  }
  if (given !== null || project !== null) return { name: given };
  return { name: opened.kind === 'folder' ? basename(resolve(opened.name)) : basename(opened.name) };
}
