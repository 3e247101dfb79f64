/** Compressed blocks (RFC 8878, 3.1.1.3). */
import { malformed } from './errors.ts';
import type { HuffmanTable } from './huffman.ts';
import { readLiterals } from './literals.ts';
import { NO_TABLES, readSequences, type SequenceTables } from './sequences.ts';
import type { Window } from './window.ts';

/** What a frame remembers from block to block. */
export interface FrameState {
  window: Window;
  huffman: HuffmanTable | null;
  tables: SequenceTables;
  /** The last three offsets. */
  offsets: [number, number, number];
}

export function frameState(window: Window): FrameState {
  return { window, huffman: null, tables: NO_TABLES, offsets: [1, 4, 8] };
}

/** Appends what the block holds to the window. @throws UpstreamError `malformed` */
export function decodeBlock(block: Uint8Array, state: FrameState): void {
  if (block.length === 0) throw malformed('a block is empty');
  const { bytes: literals, length, table } = readLiterals(block, state.huffman);
  state.huffman = table;
  let used = 0;
  state.tables = readSequences(block.subarray(length), state.tables, (count, match, offsetValue) => {
    if (used + count > literals.length) throw malformed('a sequence takes more literals than there are');
    if (count > 0) state.window.literals(literals.subarray(used, used + count));
    used += count;
    state.window.match(offsetOf(state.offsets, offsetValue, count === 0), match);
  });
  state.window.literals(literals.subarray(used));
}

/** Values up to 3 stand for one of the last offsets, shifted by one where no literals precede (3.1.1.5). */
function offsetOf(last: [number, number, number], value: number, isBare: boolean): number {
  if (value > 3) {
    last.unshift(value - 3);
    last.length = 3;
    return value - 3;
  }
  const index = value - 1 + (isBare ? 1 : 0);
  if (index === 0) return last[0];
  const offset = index === 3 ? last[0] - 1 : (last[index] as number);
  if (index !== 1) last[2] = last[1];
  last[1] = last[0];
  last[0] = offset;
  return offset;
}
