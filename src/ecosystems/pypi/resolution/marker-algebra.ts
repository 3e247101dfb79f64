/** Markers as parts of a whole: their opposite, and several at once, in words that the specification knows. */
import type { Marker, MarkerComparison, MarkerOperand } from '../../../versions/conditions/index.ts';

const OPPOSITES = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  in: 'not in',
  'not in': 'in',
} as const;

/**
 * What holds where the marker does not; null for `===`, which has no opposite. There is no `not` in the grammar: it is taken inwards
 * (De Morgan). `~= 3.8` is `>= 3.8 and == 3.*`.
 */
export function opposite(marker: Marker): Marker | null {
  if (marker.kind !== 'compare') {
    const of = marker.of.map(opposite);
    if (!of.every(part => part !== null)) return null;
    return { kind: marker.kind === 'and' ? 'or' : 'and', of };
  }
  const { operator } = marker;
  if (operator === '===') return null;
  if (operator === '~=') return oppositeOfCompatible(marker);
  return { ...marker, operator: OPPOSITES[operator] };
}

function oppositeOfCompatible(marker: MarkerComparison): Marker | null {
  if (!('text' in marker.right)) return null;
  const prefix = marker.right.text.trim().split('.').slice(0, -1).join('.');
  if (prefix === '') return null;
  return {
    kind: 'or',
    of: [
      { ...marker, operator: '<' },
      { ...marker, operator: '!=', right: { text: `${prefix}.*` } },
    ],
  };
}

/** As the specification writes it, with parentheses where an `or` stands in an `and`. */
export function textOf(marker: Marker): string {
  if (marker.kind === 'compare')
    return `${operandText(marker.left)} ${marker.operator} ${operandText(marker.right)}`;
  const parts = marker.of.map(part =>
    marker.kind === 'and' && part.kind === 'or' ? `(${textOf(part)})` : textOf(part),
  );
  return parts.join(` ${marker.kind} `);
}

function operandText(side: MarkerOperand): string {
  if ('variable' in side) return side.variable;
  return side.text.includes("'") ? `"${side.text}"` : `'${side.text}'`;
}

/** The marker where these extras are asked for: what it says of `extra` is decided. True and false: it does not depend on anything else. */
export function decided(marker: Marker, extras: readonly string[]): Marker | boolean {
  const cases = ['', ...extras].map(extra => decidedFor(marker, extra));
  if (cases.includes(true)) return true;
  const open = cases.filter(one => typeof one !== 'boolean');
  if (open.length === 0) return false;
  const texts = new Set<string>();
  const of = open.filter(one => !texts.has(textOf(one)) && texts.add(textOf(one)));
  return of.length === 1 ? of[0]! : { kind: 'or', of };
}

function decidedFor(marker: Marker, extra: string): Marker | boolean {
  if (marker.kind === 'compare') {
    const { left, operator, right } = marker;
    const names = [left, right].map(side => 'variable' in side && side.variable === 'extra');
    if (!names.includes(true)) return marker;
    const other = names[0] ? right : left;
    const isSame = 'text' in other && other.text.toLowerCase().replace(/[-_.]+/g, '-') === extra;
    return operator === '==' ? isSame : operator === '!=' ? !isSame : false;
  }
  const decides = marker.kind === 'or';
  const of: Marker[] = [];
  for (const part of marker.of) {
    const one = decidedFor(part, extra);
    if (one === decides) return decides;
    if (typeof one !== 'boolean') of.push(one);
  }
  if (of.length === 0) return !decides;
  return of.length === 1 ? of[0]! : { kind: marker.kind, of };
}
