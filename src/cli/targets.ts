/** What commands are given to read: paths, URLs, standard input, and package URLs, whose file the index knows. */
import type { Command } from 'commander';
import { type ApiClient, CommandFailure, type OpenedTarget, type Program, type ReadingDoors } from './app.ts';
import { createOutput, type Output } from './output.ts';
import { answered } from './queries.ts';

interface Options {
  json?: boolean;
  server?: string;
}

export interface ReadingContext {
  out: Output;
  open(target: string): Promise<OpenedTarget>;
  /** Writes a file. */
  write: ReadingDoors['write'];
  checkXsd: ReadingDoors['checkXsd'];
  /** The API of this machine's index, or of the server named with --server; opened when first asked for. */
  client(): Promise<ApiClient>;
}

/** An action that reads targets; everything is closed when it ends. */
export function reading<A extends unknown[]>(
  program: Program,
  run: (context: ReadingContext, ...args: A) => Promise<void>,
): (...given: unknown[]) => Promise<void> {
  return async (...given) => {
    const command = given.pop() as Command;
    const options = command.optsWithGlobals<Options>();
    const doors = await program.reading();
    let opened: Promise<ApiClient> | undefined;
    const client = () =>
      (opened ??= options.server ? program.openRemote(options.server) : program.openLocal());
    const open = async (target: string) => doors.open(await addressOf(target, client));
    try {
      await run(
        {
          out: createOutput(options.json === true),
          open,
          write: doors.write,
          checkXsd: doors.checkXsd,
          client,
        },
        ...(given as A),
      );
    } finally {
      await doors.close();
      if (opened) await (await opened).close();
    }
  };
}

/** The download of a release for its package URL; other targets as they are. */
async function addressOf(target: string, client: () => Promise<ApiClient>): Promise<string> {
  if (!target.startsWith('pkg:')) return target;
  const { body } = answered(
    await (await client()).get(`/api/v1/artifact?purl=${encodeURIComponent(target)}`),
  );
  return (body as { url: string }).url;
}

/** @throws CommandFailure for what has no tree. */
export function treeOf(target: OpenedTarget) {
  if (target.tree === null) throw new CommandFailure(`${target.name} is neither a folder nor an archive`);
  return target.tree();
}
