/** What is known where a search ended before there was an answer, in words. */
import { explain, stepsOf } from './explain.ts';
import type { PackageId } from './incompatibility.ts';
import type { Progress } from './solver.ts';
import type { Vocabulary } from './words.ts';

/** Packages named in one line; further ones are counted. */
const MOST_NAMED = 8;

/**
 * How far it came, which packages stood in its way, and the strongest thing that it found out, with its derivation.
 *
 * @returns lines, of which each is a sentence.
 */
export function explainProgress(words: Vocabulary, progress: Progress): string[] {
  const { decisions, conflicts, selected, undecided, troubled, strongest } = progress;
  const lines = [
    `The search ended without an answer after ${counted(decisions, 'decision')} and ${counted(conflicts, 'conflict')}.`,
  ];
  const chosen = [...selected].map(([id, version]) =>
    `${words.label(id)} ${words.number(id, version)}`.trim(),
  );
  const needed = selected.size + undecided.length;
  if (needed > 0)
    lines.push(
      chosen.length === 0
        ? `When it ended none of the ${counted(needed, 'package')} known to be needed was selected.`
        : `When it ended ${chosen.length} of the ${counted(needed, 'package')} known to be needed were selected: ${listed(chosen)}.`,
    );
  if (undecided.length > 0) lines.push(`Not selected yet: ${listed(undecided.map(words.label))}.`);
  if (troubled.length > 0) {
    const times = ({ package: id, conflicts: count }: { package: PackageId; conflicts: number }) =>
      `${words.label(id)} (${count.toLocaleString('en')})`;
    lines.push(`Most often in conflict: ${listed(troubled.map(times))}.`);
  }
  if (strongest !== null) {
    const steps = stepsOf(strongest).size;
    lines.push(
      `This is certain so far${steps > 1 ? `, in ${steps} steps` : ''}:`,
      ...explain(words, strongest),
    );
  }
  return lines;
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}

function listed(all: readonly string[]): string {
  const more = all.length - MOST_NAMED;
  return more > 0 ? `${all.slice(0, MOST_NAMED).join(', ')} and ${more} more` : all.join(', ');
}
