/** The file of limits that the operator wrote, YAML or JSON, and word of its changes. */

import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import { messageOf } from '../core/errors.ts';
import type { LimitsFile } from '../policy/index.ts';

const MAX_BYTES = 1024 * 1024;
/** Asked by name, not by what the system says of the file: editors and Kubernetes put another file in its place. */
const LOOK_MS = 1_000;

export function limitsFile(path: string, lookMs = LOOK_MS): LimitsFile {
  return {
    async read() {
      const bytes = await readFile(path);
      if (bytes.length > MAX_BYTES) throw new Error(`${path} is larger than ${MAX_BYTES} bytes`);
      try {
        // JSON is YAML.
        return load(bytes.toString('utf8'), { filename: path });
      } catch (error) {
        throw new Error(`${path} is not valid: ${messageOf(error).split('\n', 1)[0]}`);
      }
    },
    watch(onChange) {
      const listener = () => onChange();
      watchFile(path, { interval: lookMs, persistent: false }, listener);
      return () => unwatchFile(path, listener);
    },
  };
}
