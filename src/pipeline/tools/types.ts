/** What a tool gets and gives. Its handler runs in a thread; everything that it is given can be copied there. */
import type { JsonObject } from '../../core/records.ts';

export interface ToolFile {
  name: string;
  /** Where its bytes lie. */
  path: string;
  size: number;
  sha256: string;
  /** Where it was downloaded from, without credentials; null for what was sent. */
  url: string | null;
}

export interface ToolTask {
  tool: string;
  files: ToolFile[];
  options: JsonObject;
}

/** @returns what becomes JSON. @throws InputError, NotFoundError, UpstreamError. */
export type ToolHandler = (task: ToolTask) => Promise<unknown>;
