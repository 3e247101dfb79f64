/** Commands that read what people have: manifests, archives, licences, differences. Files need no index and no server. */
import type { Command } from 'commander';
import { DIGEST_ENCODINGS, digest } from '../core/digest.ts';
import type { Manifest } from '../reading/manifests/index.ts';
import { CommandFailure, type OpenedTarget, type Program } from './app.ts';
import { count, table } from './output.ts';
import { describeDiff, describeLicenses, describeManifests } from './reading-texts.ts';
import { reading, treeOf } from './targets.ts';

/** What a command reads with is loaded when it runs: the others need not wait for it. */
const archives = () => import('../reading/archives/index.ts');

const MAX_FILE = 200 * 1024 * 1024;
const TARGET = 'a path, an http(s) URL, a package URL, or - for standard input';

export function addReadingCommands(cli: Command, program: Program): void {
  cli
    .command('parse')
    .description('read manifests and lockfiles: of a file, a folder, an archive or a URL')
    .argument('<target>', TARGET)
    .option('--as <name>', 'read the file as one of this name: package.json')
    .option('--graph', 'with the graphs that lockfiles hold')
    .action(
      reading<[string, { as?: string; graph?: boolean }]>(program, async ({ out, open }, target, options) => {
        const found = await manifestsOf(await open(target), options);
        if (found.length === 0)
          throw new CommandFailure(
            `${target}: no manifest or lockfile that is known (--as NAME reads it as one)`,
          );
        out.result({ manifests: found }, () => describeManifests(found));
        if (found.every(({ success }) => !success)) process.exitCode = 1;
      }),
    );

  addArchiveCommands(cli, program);

  cli
    .command('digest')
    .description('the digest of a file or download')
    .argument('<target>', TARGET)
    .option('--algorithm <name>', 'one of those of Node.js', 'sha256')
    .option('--encoding <name>', `one of ${DIGEST_ENCODINGS.join(', ')}`, 'hex')
    .action(
      reading<[string, { algorithm: string; encoding: string }]>(
        program,
        async ({ out, open }, target, options) => {
          const opened = await open(target);
          if (opened.kind === 'folder') throw new CommandFailure(`${target} is a folder`);
          const found = await digest(opened.stream(), options);
          out.result({ name: opened.name, ...found }, () => `${found.digest}  ${opened.name}`);
        },
      ),
    );

  cli
    .command('diff')
    .description('what differs between two folders, archives or releases, and what to look at first')
    .argument('<before>', TARGET)
    .argument('<after>')
    .option('--patch', 'with the differences line by line')
    .action(
      reading<[string, string, { patch?: boolean }]>(
        program,
        async ({ out, open }, before, after, { patch }) => {
          const { diffTrees } = await import('../reading/diff/index.ts');
          const [a, b] = [await open(before), await open(after)];
          const found = await diffTrees(treeOf(a), treeOf(b));
          out.result(found, () => describeDiff(found, patch === true));
        },
      ),
    );

  cli
    .command('licenses')
    .description(
      'which licences a folder, archive or text holds, and whether texts, tags and manifests agree',
    )
    .argument('<target>', TARGET)
    .action(
      reading<[string]>(program, async ({ out, open }, target) => {
        const { licensesOf, matchText } = await import('../reading/licenses/index.ts');
        const opened = await open(target);
        if (opened.kind === 'file' && opened.tree === null) {
          const matches = matchText((await opened.read(MAX_FILE)).toString('utf8'));
          out.result({ matches }, () =>
            matches.length === 0
              ? 'no known licence'
              : table(matches.map(m => [m.id, `${m.confidence} %`, m.name])),
          );
          return;
        }
        const found = await licensesOf(treeOf(opened));
        out.result(found, () => describeLicenses(found));
      }),
    );
}

function addArchiveCommands(cli: Command, program: Program): void {
  const archive = cli.command('archive').description('what an archive or folder holds');
  archive
    .command('list')
    .description('its files, with their sizes')
    .argument('<target>', TARGET)
    .action(
      reading<[string]>(program, async ({ out, open }, target) => {
        const { entries } = await archives();
        const list = await entries(treeOf(await open(target)));
        if (out.json) for (const entry of list) out.result(entry, () => '');
        else
          out.result(list, () =>
            table(list.map(({ path, size, kind }) => [kind === 'file' ? count(size ?? 0) : kind, path])),
          );
      }),
    );
  archive
    .command('cat')
    .description('one of its files')
    .argument('<target>', TARGET)
    .argument('<path>', 'of the file in it')
    .action(
      reading<[string, string]>(program, async ({ out, open }, target, path) => {
        const { contents } = await archives();
        const found = await contents(treeOf(await open(target)), path, { maxBytes: MAX_FILE });
        if (found.directory) out.result(found, () => found.entries.join('\n'));
        else if (out.json)
          out.result({ name: found.name, contents: found.contents, binary: found.isBinary }, () => '');
        else process.stdout.write(found.bytes);
      }),
    );
  archive
    .command('readme')
    .description('its readme, as text')
    .argument('<target>', TARGET)
    .action(
      reading<[string]>(program, async ({ out, open }, target) => {
        const { readme } = await archives();
        const found = await readme(treeOf(await open(target)));
        if (!found) throw new CommandFailure(`${target} has no readme`);
        out.result(found, () => found.plain);
      }),
    );
  archive
    .command('changelog')
    .description('its changelog, by version')
    .argument('<target>', TARGET)
    .argument('[version]', 'only what is said of this version')
    .action(
      reading<[string, string | undefined]>(program, async ({ out, open }, target, version) => {
        const { changelog } = await archives();
        const found = await changelog(treeOf(await open(target)));
        if (!found) throw new CommandFailure(`${target} has no changelog`);
        const notes = found.versions.filter(of => version === undefined || of.version === version);
        if (version !== undefined && notes.length === 0)
          throw new CommandFailure(`${found.name} says nothing of ${version}`);
        out.result(version === undefined ? found : notes[0], () =>
          notes.length === 0
            ? found.plain
            : notes
                .map(of => `${of.version}${of.date ? ` (${of.date})` : ''}\n${of.text.trim()}`)
                .join('\n\n'),
        );
      }),
    );
  archive
    .command('repack')
    .description('all of its texts as one')
    .argument('<target>', TARGET)
    .action(
      reading<[string]>(program, async ({ out, open }, target) => {
        const { repack } = await archives();
        const found = await repack(treeOf(await open(target)));
        out.result({ ...found, leftOut: Object.fromEntries(found.leftOut) }, () => found.output);
      }),
    );
}

/** A file that is a manifest by its name is read as such, though it be an archive, too (`.gem`); everything else as a tree. */
export async function manifestsOf(
  target: OpenedTarget,
  options: { as?: string; graph?: boolean } = {},
): Promise<Manifest[]> {
  const { detect, parse, parseTree, programFrom } = await import('../reading/manifests/index.ts');
  const { as, graph } = options;
  if (target.kind === 'file' && (as !== undefined || detect(target.name).length > 0)) {
    const found = await parse(target.name, await target.read(MAX_FILE), { as, graph });
    if (found.length > 0) return found;
  }
  if (target.tree === null) {
    const program = target.kind === 'file' ? await programFrom(target.stream()) : null;
    return program === null ? [] : parse(target.name, program, { graph });
  }
  const { manifests, incomplete } = await parseTree(target.tree(), { graph });
  if (incomplete !== null) process.stderr.write(`${target.name}: ${incomplete}\n`);
  return manifests;
}
