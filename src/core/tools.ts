/**
 * Tools: work on files that people name or send (parsing, conversion, comparison), done outside the request in threads of their
 * own. A service asks through `Tools`; `pipeline/tools` does it.
 */
import type { PriorityClass } from './access.ts';
import type { JsonObject } from './records.ts';

export interface ReceivedFile {
  /** As the sender calls it: a label, never a path. */
  name: string;
  sha256: string;
  size: number;
}

export type ToolInput =
  | {
      url: string;
      /** What it is called, where the URL does not say. */
      name?: string;
    }
  | { upload: ReceivedFile };

export interface ToolRequest {
  /** Id of the tool; also of the service that shows its jobs. */
  tool: string;
  inputs: ToolInput[];
  options?: JsonObject;
  /** URL that is told when the job is done. */
  callback?: string | null;
}

export interface ToolJob {
  id: string;
  tool: string;
  status: 'pending' | 'working' | 'complete' | 'error';
  /** Of the first input; null for what was sent. */
  url: string | null;
  /** What it works on. */
  inputs: ToolInput[];
  /** Names of the inputs. */
  names: string[];
  options: JsonObject;
  /** Hash of the input; several joined with `,`. null until they are here. */
  sha256: string | null;
  /** JSON text, of a complete job. */
  results: string | null;
  error: ToolError | null;
  createdAt: string;
  updatedAt: string;
}

export interface ToolError {
  code: string;
  message: string;
  /** The parameter at fault, where there is one. */
  field: string | null;
}

export interface Tools {
  /**
   * Begins a job. With `waitMs` it is waited for at most so long. `priority` is that of whoever asks.
   *
   * @throws InputError naming `url` or `callback` for what is no public http(s) URL; UnavailableError when too much is waiting.
   */
  submit(
    request: ToolRequest,
    options?: { waitMs?: number; signal?: AbortSignal; priority?: PriorityClass },
  ): Promise<ToolJob>;
  find(tool: string, id: string): Promise<ToolJob | null>;
  /**
   * Does it within the request. The same question over the same bytes is answered from memory.
   *
   * @returns JSON text.
   * @throws InputError, NotFoundError, UpstreamError as the tool says.
   */
  ask(request: ToolRequest, signal?: AbortSignal): Promise<string>;
  /** The bytes of a file that was sent, for what is answered in pieces. @throws NotFoundError where it is no longer kept. */
  stream(file: ReceivedFile): Promise<AsyncIterable<Uint8Array>>;
  /** Of the program. */
  version: string;
}
