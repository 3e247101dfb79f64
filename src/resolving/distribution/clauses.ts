/**
 * Why a unit is in or out: groups of options, exclusions, and what was learned from conflicts. All are clauses of literals, of
 * which one must hold. A literal is the unit's index + 1 where it is installed, and the negative where it is not.
 */
import { type Exclusion, type Group, labelOf, type Unit } from './types.ts';

export type Clause = GroupClause | BanClause | LearnedClause;

/** The owner is not installed, or one of the options is. */
export interface GroupClause {
  readonly kind: 'group';
  readonly group: Group;
  /** Positions of the two literals that are watched. */
  first: number;
  second: number;
}

/** Not both. Made when it has an effect: a package may exclude ten thousand others. */
export interface BanClause {
  readonly kind: 'ban';
  readonly owner: Unit;
  readonly exclusion: Exclusion;
  readonly other: Unit;
}

export interface LearnedClause {
  readonly kind: 'learned';
  readonly literals: readonly number[];
  /** It follows from these. */
  readonly from: readonly Clause[];
  first: number;
  second: number;
}

/** That the unit is installed. */
export function literalOf({ index }: Unit): number {
  return index + 1;
}

/** How many literals it has. */
export function sizeOf(clause: Clause): number {
  switch (clause.kind) {
    case 'group':
      return clause.group.options.length + (clause.group.owner === null ? 0 : 1);
    case 'ban':
      return 2;
    case 'learned':
      return clause.literals.length;
  }
}

/** @param position from 0, below `sizeOf`. */
export function literalAt(clause: Clause, position: number): number {
  switch (clause.kind) {
    case 'group': {
      const option = clause.group.options[position];
      return option === undefined ? -literalOf(clause.group.owner as Unit) : literalOf(option);
    }
    case 'ban':
      return -literalOf(position === 0 ? clause.owner : clause.other);
    case 'learned':
      return clause.literals[position] as number;
  }
}

/** In one sentence. */
export function sentenceOf(clause: GroupClause | BanClause): string {
  if (clause.kind === 'ban')
    return `${labelOf(clause.owner)} ${clause.exclusion.verb} ${labelOf(clause.other)}`;
  const { owner, need, options } = clause.group;
  const who = owner === null ? 'the request asks for' : `${labelOf(owner)} depends on`;
  if (options.length === 0) return `${who} ${need.text}, which nothing satisfies`;
  const named = options.slice(0, 4).map(labelOf).join(', ');
  const more = options.length > 4 ? ` and ${options.length - 4} more` : '';
  return `${who} ${need.text}: ${named}${more}`;
}
