/** Where SBOMs go that a command has written, and what it says of their losses. */
import type { Loss, NotationId, WrittenSbom } from '../reading/sbom/index.ts';
import { CommandFailure, type OpenedTarget } from './app.ts';
import { count, type Output, oneLine, table, writeOut } from './output.ts';
import type { ReadingContext } from './targets.ts';

export interface Writing {
  to?: string;
  output?: string;
  losses?: string;
}

/** The document on stdout or into its file; what was lost on stderr, in a file, or with `--json` in the one answer. */
export async function put(
  { out, write }: ReadingContext,
  { notation, version, text, losses }: WrittenSbom,
  options: Writing,
  more: object,
): Promise<void> {
  if (options.output !== undefined) await write(options.output, [text]);
  const answer = { notation, version, ...more, losses };
  if (out.json)
    out.result(
      options.output === undefined ? { ...answer, text } : { ...answer, output: options.output },
      () => '',
    );
  else if (options.output === undefined) await writeOut(text.endsWith('\n') ? [text] : [text, '\n']);
  await tellLosses(out, losses, options, write);
}

/** Component by component, in bounded memory. */
export async function convertInParts(
  { out, write }: ReadingContext,
  source: Extract<OpenedTarget, { kind: 'file' }>,
  to: { notation: NotationId; version?: string },
  options: Writing,
): Promise<void> {
  if (out.json && options.output === undefined)
    throw new CommandFailure('a document of this size is written in parts: --json needs -o FILE', 2);
  const { convertSbomStream } = await import('../reading/sbom/index.ts');
  const { text, losses, summary } = convertSbomStream(source.stream(), to);
  if (options.output === undefined) await writeOut(text);
  else await write(options.output, text);
  if (out.json) out.result({ ...to, read: summary(), output: options.output, losses: losses() }, () => '');
  await tellLosses(out, losses(), options, write);
}

const MAX_TOLD = 5;

async function tellLosses(
  out: Output,
  losses: readonly Loss[],
  { losses: file }: Writing,
  write: ReadingContext['write'],
): Promise<void> {
  if (file !== undefined) await write(file, [`${JSON.stringify(losses, null, 2)}\n`]);
  if (losses.length === 0 || out.json) return;
  const places = losses.reduce((sum, each) => sum + each.count, 0);
  complain(`lost in ${count(places)} ${places === 1 ? 'place' : 'places'}:`);
  const rows = losses.slice(0, MAX_TOLD).map(each => [`  ${each.what}`, `${count(each.count)}×`, each.why]);
  process.stderr.write(`${table(rows)}\n`);
  if (losses.length > MAX_TOLD && file === undefined)
    complain(`and ${count(losses.length - MAX_TOLD)} more kinds (--losses FILE lists all)`);
}

/** What is not the result, and not to be missed. */
export function complain(message: string): void {
  process.stderr.write(`${oneLine(message)}\n`);
}
