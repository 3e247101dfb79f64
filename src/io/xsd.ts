/**
 * XML against an XML Schema with libxml2 in WebAssembly, in a thread that can be ended: how long a check takes is up to the document, and
 * libxml2 knows no limit of time.
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { UpstreamError } from '../core/errors.ts';
import type { CheckXsd, XsdResult } from './types.ts';

/** Of libxml2, in pages of 64 KiB: 512 MiB. */
const MAX_PAGES = 8 * 1024;
const HEAP_MB = 512;
/** The worker thread that the library begins by itself ends with the one around it. */
const PROGRAM = `
const { parentPort, workerData: { library, task } } = require('node:worker_threads');
require(library)
  .validateXML({ ...task, modifyArguments: args => ['--nonet', ...args] })
  .then(
    ({ valid, errors, rawOutput }) => parentPort.postMessage({ result: { valid, errors, rawOutput } }),
    error => parentPort.postMessage({ problem: String(error?.message ?? error) }),
  );
`;

/** A check that ends after `timeoutMs`, whatever the document. It sees no network and no files but those that it is given. */
export function checkXsdWithin(timeoutMs: number): CheckXsd {
  const library = createRequire(import.meta.url).resolve('xmllint-wasm');
  return task =>
    new Promise((resolve, reject) => {
      const thread = new Worker(PROGRAM, {
        eval: true,
        workerData: { library, task: { ...task, initialMemoryPages: 256, maxMemoryPages: MAX_PAGES } },
        resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
      });
      const end = (how: () => void) => {
        clearTimeout(timer);
        thread.removeAllListeners();
        // What it still throws while it is being ended is nobody's business.
        thread.on('error', () => {});
        void thread.terminate().then(how);
      };
      const late = new UpstreamError(
        'timeout',
        `the check against the schema took more than ${timeoutMs / 1000} s`,
      );
      const timer = setTimeout(() => end(() => reject(late)), timeoutMs);
      const gaveUp = (why: string) =>
        end(() => reject(new UpstreamError('malformed', `XML: libxml2 gave up: ${why.slice(0, 300)}`)));
      thread.once('message', ({ result, problem }: { result?: XsdResult; problem?: string }) =>
        result ? end(() => resolve(result)) : gaveUp(problem ?? ''),
      );
      thread.once('error', error => gaveUp(error.message));
      thread.once('exit', () => gaveUp('its thread ended'));
    });
}
