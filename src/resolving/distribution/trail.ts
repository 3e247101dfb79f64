/** The state of a search: what is decided, what follows from it, and how to take it back. */
import type { Budget } from '../budget.ts';
import { type Clause, type GroupClause, type LearnedClause, literalAt, sizeOf } from './clauses.ts';
import type { Group } from './types.ts';

export interface Trail {
  /** Needs of what is installed, in the order in which it came. */
  readonly agenda: Group[];
  /** How far those who choose have come; taken back with what was chosen. */
  readonly heads: { preferred: number; hard: number; soft: number };
  /** 1: holds, -1: does not, 0: open. */
  value(literal: number): number;
  decide(literal: number): void;
  /** Sets what is open. */
  imply(literal: number, reason: Clause): void;
  /** Adds a clause for ever; gives it back where none of its literals can hold. */
  add(clause: GroupClause): Clause | null;
  /** The next literal whose consequences were not yet drawn. */
  next(): number | null;
  /** Draws those of the clauses that watch it; gives a clause of which none can hold. */
  visit(literal: number): Clause | null;
  /** Takes back what led to the conflict, and remembers it. False where no decision did. */
  learn(conflict: Clause): boolean;
  /** Whether a literal does not hold whatever is decided. */
  isOut(literal: number): boolean;
  /** Why a literal does not hold, where that follows from no decision. */
  reasonAtRoot(literal: number): Clause | null;
  /** Indexes of the units that are installed, in the order in which they came. */
  readonly installed: readonly number[];
}

type Watched = GroupClause | LearnedClause;

/** Nothing is decided yet. */
export function createTrail(budget: Budget): Trail {
  const literals: number[] = [];
  const installed: number[] = [];
  const values: number[] = [];
  const levels: number[] = [];
  const reasons: (Clause | null)[] = [];
  /** By literal: even for installed, odd for not. */
  const watches: (Watched[] | undefined)[] = [];
  const agenda: Group[] = [];
  const heads = { preferred: 0, hard: 0, soft: 0 };
  const marks: { length: number; agenda: number; preferred: number; hard: number; soft: number }[] = [];
  let head = 0;

  const indexOf = (literal: number) => (literal > 0 ? literal - 1 : -literal - 1);
  const slotOf = (literal: number) => indexOf(literal) * 2 + (literal > 0 ? 0 : 1);
  const levelOf = (literal: number) => levels[indexOf(literal)] ?? 0;

  function value(literal: number): number {
    const known = values[indexOf(literal)] ?? 0;
    return literal > 0 ? known : -known;
  }

  function assign(literal: number, reason: Clause | null): void {
    const index = indexOf(literal);
    values[index] = literal > 0 ? 1 : -1;
    levels[index] = marks.length;
    reasons[index] = reason;
    literals.push(literal);
    if (literal > 0) installed.push(index);
  }

  function imply(literal: number, reason: Clause): void {
    if (value(literal) === 0) assign(literal, reason);
  }

  function watch(clause: Watched, position: number): void {
    const slot = slotOf(literalAt(clause, position));
    const list = watches[slot];
    if (list === undefined) watches[slot] = [clause];
    else list.push(clause);
  }

  function add(clause: Watched): Clause | null {
    const size = sizeOf(clause);
    if (size === 0) return clause;
    // What holds is watched first, then what is open, then what was refused last: it is the first to be taken back.
    const rank = (position: number) => {
      const literal = literalAt(clause, position);
      const known = value(literal);
      return known === 1 ? 2e9 : known === 0 ? 1e9 : levelOf(literal);
    };
    let first = -1;
    let second = -1;
    for (let i = 0; i < size; i++) {
      if (first === -1 || rank(i) > rank(first)) {
        second = first;
        first = i;
      } else if (second === -1 || rank(i) > rank(second)) second = i;
    }
    budget.spend(size);
    clause.first = first;
    clause.second = second === -1 ? first : second;
    watch(clause, first);
    if (second !== -1) watch(clause, second);
    const literal = literalAt(clause, first);
    if (value(literal) === -1) return clause;
    if (second === -1 || value(literalAt(clause, second)) === -1) imply(literal, clause);
    return null;
  }

  function visit(literal: number): Clause | null {
    const slot = slotOf(-literal);
    const list = watches[slot];
    if (list === undefined) return null;
    const kept: Watched[] = [];
    let conflict: Clause | null = null;
    for (let i = 0; i < list.length; i++) {
      const clause = list[i] as Watched;
      if (conflict !== null || !moved(clause, -literal)) kept.push(clause);
      else continue;
      if (conflict !== null) continue;
      const other = literalAt(
        clause,
        literalAt(clause, clause.first) === -literal ? clause.second : clause.first,
      );
      if (value(other) === 1) continue;
      if (value(other) === -1 || other === -literal) conflict = clause;
      else assign(other, clause);
    }
    watches[slot] = kept;
    return conflict;
  }

  /** Watches another literal than one that no longer holds; false where there is none. */
  function moved(clause: Watched, falsified: number): boolean {
    const size = sizeOf(clause);
    const isFirst = literalAt(clause, clause.first) === falsified;
    const other = isFirst ? clause.second : clause.first;
    if (value(literalAt(clause, other)) === 1) return false;
    // From there on and around: those before were refused, most of them for good.
    const start = isFirst ? clause.first : clause.second;
    for (let k = 1; k < size; k++) {
      budget.spend();
      const i = (start + k) % size;
      if (i === other || value(literalAt(clause, i)) === -1) continue;
      if (isFirst) clause.first = i;
      else clause.second = i;
      watch(clause, i);
      return true;
    }
    return false;
  }

  function takeBack(level: number): void {
    const mark = marks[level];
    if (mark === undefined) return;
    while (literals.length > mark.length) {
      const literal = literals.pop() as number;
      values[indexOf(literal)] = 0;
      if (literal > 0) installed.pop();
    }
    agenda.length = mark.agenda;
    heads.preferred = mark.preferred;
    heads.hard = mark.hard;
    heads.soft = mark.soft;
    marks.length = level;
    head = Math.min(head, literals.length);
  }

  function learn(conflict: Clause): boolean {
    let level = 0;
    for (let i = sizeOf(conflict) - 1; i >= 0; i--) level = Math.max(level, levelOf(literalAt(conflict, i)));
    if (level === 0) return false;
    takeBack(level);
    const seen = new Set<number>();
    const learned: number[] = [];
    const from: Clause[] = [];
    let open = 0;
    let position = literals.length;
    let clause: Clause = conflict;
    let asserted = 0;
    for (;;) {
      from.push(clause);
      for (let i = sizeOf(clause) - 1; i >= 0; i--) {
        const literal = literalAt(clause, i);
        const index = indexOf(literal);
        if (seen.has(index) || (asserted !== 0 && index === indexOf(asserted))) continue;
        budget.spend();
        seen.add(index);
        const at = levels[index] as number;
        if (at === level) open++;
        else if (at > 0) learned.push(literal);
        else if (reasons[index]) from.push(reasons[index] as Clause);
      }
      do position--;
      while (!seen.has(indexOf(literals[position] as number)));
      asserted = literals[position] as number;
      open--;
      if (open === 0) break;
      clause = reasons[indexOf(asserted)] as Clause;
    }
    const back = learned.reduce((most, literal) => Math.max(most, levelOf(literal)), 0);
    takeBack(back);
    add({ kind: 'learned', literals: [-asserted, ...learned], from, first: 0, second: 0 });
    return true;
  }

  return {
    agenda,
    heads,
    value,
    decide(literal) {
      marks.push({ length: literals.length, agenda: agenda.length, ...heads });
      assign(literal, null);
    },
    imply,
    add,
    next: () => (head < literals.length ? (literals[head++] as number) : null),
    visit,
    learn,
    isOut: literal => value(literal) === -1 && levelOf(literal) === 0,
    reasonAtRoot: literal =>
      value(literal) === -1 && levelOf(literal) === 0 ? (reasons[indexOf(literal)] ?? null) : null,
    installed,
  };
}
