/** Versions as sequences of tokens, each of which has a place among the kinds of tokens, and their order. */
import { compareNumeric, compareText, type Numeric } from '../../numeric.ts';

export interface Token {
  /** Kinds in their order: a lower place is an older version. */
  place: number;
  /** Tells words of one place apart; empty in numbers. */
  text: string;
  /** 0 in words. */
  number: Numeric;
}

/**
 * Token by token; the shorter sequence goes on with `end` for ever. Each position has a total order, so that the whole
 * has one. Allocates nothing.
 */
export function compareTokens(a: readonly Token[], b: readonly Token[], end: Token): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compareToken(a[i] ?? end, b[i] ?? end);
    if (order !== 0) return order;
  }
  return 0;
}

function compareToken(a: Token, b: Token): number {
  if (a.place !== b.place) return a.place - b.place;
  return compareNumeric(a.number, b.number) || (a.text === b.text ? 0 : compareText(a.text, b.text));
}

/** The numbers of two versions, of which the shorter goes on with zeros. */
export function compareNumbers(a: readonly Numeric[], b: readonly Numeric[]): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compareNumeric(a[i] ?? 0, b[i] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
