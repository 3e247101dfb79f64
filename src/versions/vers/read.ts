/** A vers whose scheme is at hand: split, put in order, and turned into intervals. */
import type { Interval } from '../intervals.ts';
import { type Constraint, intervalsOf, type Line } from './constraints.ts';
import { badVers, splitVers, type Vers } from './text.ts';

/** The part of a scheme that reading needs; the whole of it would make a circle of modules. */
export interface NamedLine<V> extends Line<V> {
  id: string;
  aliases: readonly string[];
  compare(a: string, b: string): number;
}

/** By version; constraints on equal versions keep their places. */
export function sortConstraints(
  constraints: readonly Constraint[],
  compare: (a: string, b: string) => number,
): Constraint[] {
  return [...constraints].sort((a, b) => compare(a.version, b.version));
}

/** @throws InputError with field `vers`. */
export function readIntervals<V>(text: string, line: NamedLine<V>): Interval<V>[] {
  const vers = splitVers(text, false);
  if (vers.scheme !== line.id && !line.aliases.includes(vers.scheme))
    throw badVers(`this is a vers of ${vers.scheme}, not of ${line.id}`);
  return intervalsOfVers(vers, line);
}

/** @throws InputError with field `vers` where a constraint names what is no version of the scheme. */
export function intervalsOfVers<V>({ constraints }: Vers, line: NamedLine<V>): Interval<V>[] {
  return intervalsOf(sortConstraints(constraints, line.compare), line, version =>
    badVers(`"${version.slice(0, 80)}" is no ${line.id} version`),
  );
}
