/** Severities as sources state them. */
import type { AdvisorySeverity } from '../core/advisories.ts';
import { messageOf } from '../core/errors.ts';
import { parseCvss } from '../core/severity/index.ts';
import { type Notes, shown } from './notes.ts';

/** A CVSS vector under the type of its own version; null, with a warning, for what is none. */
export function vectorOf(value: unknown, notes: Notes): AdvisorySeverity | null {
  if (typeof value !== 'string') {
    notes.add('a severity is no text');
    return null;
  }
  const vector = value.trim().replace(/\/+$/, '');
  try {
    const { version } = parseCvss(vector);
    return { type: `CVSS_V${version[0] as '2' | '3' | '4'}`, value: vector };
  } catch (error) {
    notes.add(`a severity is no CVSS vector: ${messageOf(error).slice(0, 200)}`);
    return null;
  }
}

/** A CVSS base score without its vector; null where there is none, with a warning for what is no score. */
export function scoreOf(value: unknown, cvss: '2' | '3' | '4', notes: Notes): AdvisorySeverity | null {
  if (value === undefined || value === null || value === '') return null;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  if (/^(?:[0-9](?:\.[0-9]{1,2})?|10(?:\.0{1,2})?)$/.test(text)) return { type: 'score', value: text, cvss };
  notes.add(`a CVSS ${cvss} score is none: ${shown(value)}`);
  return null;
}

/** A word of severity as the source writes it. */
export function wordOf(value: unknown, notes: Notes): AdvisorySeverity | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string' && value.trim().length <= 64 && value.isWellFormed() && !value.includes('\0'))
    return value.trim() === '' ? null : { type: 'word', value: value.trim() };
  notes.add('a severity is no word');
  return null;
}

/** Those that are there, each once. */
export function present(severities: readonly (AdvisorySeverity | null)[]): AdvisorySeverity[] {
  const found = new Map<string, AdvisorySeverity>();
  for (const severity of severities) {
    if (severity !== null) found.set(`${severity.type} ${severity.cvss ?? ''} ${severity.value}`, severity);
  }
  return [...found.values()];
}
