/** Limits as options: each a number, or `none` for no limit. */
import type { Command } from 'commander';
import type { Json, JsonObject } from '../../core/records.ts';
import { CommandFailure } from '../app.ts';
import { snakeCase } from '../output.ts';

export interface LimitOptions {
  hourly?: number | null;
  daily?: number | null;
  concurrency?: number | null;
  perSecond?: number | null;
  burst?: number | null;
  priority?: number;
  failMode?: string;
}

export function withLimitOptions(command: Command): Command {
  return command
    .option('--hourly <units>', 'cost units in 60 minutes, or none', limit)
    .option('--daily <units>', 'cost units in 24 hours, or none', limit)
    .option('--concurrency <n>', 'requests at the same time, or none', limit)
    .option('--per-second <n>', 'requests a second, or none; with --burst', limit)
    .option('--burst <n>', 'requests at once after a pause; with --per-second', limit)
    .option('--priority <class>', '0 (served first) to 3', limit)
    .option('--fail-mode <mode>', 'open or closed: what becomes of writes while shared counters are away');
}

/** In the shape of LimitPolicy. @throws CommandFailure where nothing is given, or half of a burst. */
export function limitsOf(given: LimitOptions): JsonObject {
  const { perSecond, burst, ...rest } = given;
  const fields = ['hourly', 'daily', 'concurrency', 'priority', 'failMode'] as const;
  const document: JsonObject = Object.fromEntries(
    fields.flatMap(field => (rest[field] === undefined ? [] : [[field, rest[field] as Json]])),
  );
  if (perSecond === null) document.burst = null;
  else if (perSecond !== undefined || burst !== undefined) {
    if (perSecond === undefined || burst === undefined || burst === null)
      throw new CommandFailure('--per-second and --burst go together', 2);
    document.burst = { perSecond, size: burst };
  }
  if (Object.keys(document).length === 0)
    throw new CommandFailure('say which limit: --hourly, --daily ...', 2);
  return document;
}

/** `hourly 20000, daily none`. */
export function limitWords(limits: Json): string {
  if (limits === null || typeof limits !== 'object' || Array.isArray(limits)) return 'those of the plan';
  return Object.entries(snakeCase(limits) as Record<string, Json>)
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${wordOf(value as Json)}`)
    .join(', ');
}

function wordOf(value: Json): string {
  if (value === null) return 'none';
  if (typeof value !== 'object' || Array.isArray(value)) return String(value);
  return Object.values(value).map(String).join(' a second, at once ');
}

function limit(given: string): number | null {
  if (given === 'none') return null;
  const value = Number(given);
  if (given.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new CommandFailure(`${given} is neither a number nor none`, 2);
  return value;
}
