import type { JsonDocument } from '../../../formats/json.ts';
import type { Party } from '../model.ts';
import type { Graph } from './graph.ts';

/** What reading and writing SPDX 3 needs to know beside the element at hand. */
export interface Spdx3Context {
  graph: Graph;
  /** Says that something of the element at hand cannot be written. */
  lose(field: string, why: string, what?: string): void;
  /** The id of an element for a party, made when there is none. */
  party(party: Party): string;
  /** Adds an element of that type with an id of its own, which it gives. */
  add(type: string, members: JsonDocument, wanted?: string): string;
}
