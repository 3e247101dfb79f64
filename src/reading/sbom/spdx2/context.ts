import type { JsonDocument } from '../../../formats/json.ts';

/** What reading and writing SPDX 2 needs to know beside the node at hand. */
export interface Spdx2Context {
  version: '2.2' | '2.3';
  /** When annotations are made that hold what SPDX has no field for: the time of the document. */
  created: string;
  /** Says that something of the node at hand cannot be written: a field and why. */
  lose(field: string, why: string, what?: string): void;
  /** Licences that the document defines, by `LicenseRef-...`. Writing adds to it. */
  extracted: Map<string, JsonDocument>;
}

export const SPDX2_VERSIONS = ['2.2', '2.3'] as const;
