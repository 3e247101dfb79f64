/** The entry of the threads in which tools work. */
import { InputError } from '../core/errors.ts';
import { serveThread } from '../io/thread-entry.ts';
import { toolHandlers } from '../pipeline/tools/handlers.ts';
import type { ToolTask } from '../pipeline/tools/types.ts';

serveThread(async task => {
  const { tool } = task as ToolTask;
  const load = Object.hasOwn(toolHandlers, tool) ? toolHandlers[tool] : undefined;
  if (!load) throw new InputError('tool', `there is no tool ${tool}`);
  return (await load())(task as ToolTask);
});
