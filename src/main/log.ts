/** The program's log: lines of JSON on stderr, or short lines for people where stderr is a terminal. */
import { pino } from 'pino';
import type { LogLevel } from '../core/settings.ts';

export type ProgramLog = pino.Logger;

export function createLog(level: LogLevel): ProgramLog {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  if (!process.stderr.isTTY) return pino(options, pino.destination({ fd: 2, sync: true }));
  return pino(options, { write: line => void process.stderr.write(readable(line)) });
}

/** `12:34:56 warn  message`, with what else the line says behind it. */
function readable(line: string): string {
  const { level, time, msg, ...rest } = JSON.parse(line) as { level: number; time: string; msg?: string };
  const label = (pino.levels.labels[level] ?? '').padEnd(5);
  const more = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
  return `${new Date(time).toTimeString().slice(0, 8)} ${label} ${msg ?? ''}${more}\n`;
}
