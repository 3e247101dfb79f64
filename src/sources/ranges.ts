/** Affected ranges as sources write them, checked for form. What the versions in them mean is for the ecosystem's scheme to say. */
import type { AffectedRange, RangeEvent } from '../core/advisories.ts';
import { isJsonObject } from '../formats/json.ts';
import { MAX_EVENTS, MAX_REQUIREMENT, MAX_URL, MAX_VERSION, MAX_VERSIONS } from './limits.ts';
import { type Notes, shown, storable } from './notes.ts';

const KINDS = ['introduced', 'fixed', 'last_affected', 'limit'] as const;
const COMMIT = /^(?:0|[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * A range of OSV (https://ossf.github.io/osv-schema/#affectedranges-field); null, with a warning, for one whose meaning the schema
 * does not tell: another type, no events, an event that is none or two in one, nothing introduced, or a commit that is cut short.
 */
export function osvRange(value: unknown, notes: Notes): AffectedRange | null {
  if (!isJsonObject(value)) return refused('it is no object', notes);
  const { type, events, repo } = value;
  if (type !== 'SEMVER' && type !== 'ECOSYSTEM' && type !== 'GIT')
    return refused(`its type is ${shown(type)}`, notes);
  if (!Array.isArray(events) || events.length === 0) return refused('it has no events', notes);
  if (events.length > MAX_EVENTS) return refused(`it has ${events.length} events`, notes);
  const read: RangeEvent[] = [];
  for (const event of events) {
    const one = eventOf(event);
    if (typeof one === 'string') return refused(one, notes);
    read.push(one);
  }
  if (!read.some(event => 'introduced' in event)) return refused('nothing is introduced', notes);
  if (type === 'GIT') {
    if (repositoryOf(repo) === null) return refused('its repository is not named', notes);
    const cut = read.map(versionOf).find(commit => !COMMIT.test(commit));
    if (cut !== undefined) return refused(`${shown(cut)} is no full commit`, notes);
  }
  // The schema forbids it and its algorithm reads it all the same: to leave it out would hide what is affected.
  if (read.some(event => 'fixed' in event) && read.some(event => 'last_affected' in event))
    notes.add('a range has both fixed and last_affected');
  return { type, repo: repositoryOf(repo), events: read };
}

function repositoryOf(value: unknown): string | null {
  const isAddress = typeof value === 'string' && value !== '' && value.length <= MAX_URL;
  return isAddress && storable(value) === value ? value : null;
}

/** The event, or what is wrong with it. */
function eventOf(event: unknown): RangeEvent | string {
  if (!isJsonObject(event)) return 'an event is no object';
  const kinds = KINDS.filter(kind => Object.hasOwn(event, kind));
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined) return `an event has ${kinds.length} kinds`;
  const version = event[kind];
  if (typeof version !== 'string' || !isVersion(version)) return `an event's ${kind} is no version`;
  return { [kind]: version } as RangeEvent;
}

function versionOf(event: RangeEvent): string {
  return Object.values(event)[0] as string;
}

function isVersion(text: string): boolean {
  return text !== '' && text.length <= MAX_VERSION && storable(text) === text;
}

function refused(reason: string, notes: Notes): null {
  notes.add(`a range was left out: ${reason}`);
  return null;
}

/** Versions that are named one by one; `isWhole` is false where some could not be kept. */
export function versionsOf(value: unknown, notes: Notes): { versions: string[]; isWhole: boolean } {
  if (value === undefined || value === null) return { versions: [], isWhole: true };
  if (!Array.isArray(value)) {
    notes.add('the list of versions is no list');
    return { versions: [], isWhole: false };
  }
  const kept = value.length > MAX_VERSIONS ? value.slice(0, MAX_VERSIONS) : value;
  if (kept !== value) notes.add(`the list of versions was cut: it has ${value.length}`);
  const versions = kept.filter((item): item is string => typeof item === 'string' && isVersion(item));
  if (versions.length < kept.length) notes.add('an entry of the list of versions is no version');
  return { versions, isWhole: versions.length === value.length };
}

/** Requirements in the ecosystem's syntax, out of a list or a single text; `isWhole` is false where some could not be kept. */
export function requirementsOf(
  value: unknown,
  what: string,
  notes: Notes,
): { requirements: string[]; isWhole: boolean } {
  if (value === undefined || value === null) return { requirements: [], isWhole: true };
  const list = Array.isArray(value) ? value.slice(0, MAX_EVENTS) : [value];
  const requirements: string[] = [];
  for (const item of list) {
    const text = typeof item === 'string' ? item.trim() : '';
    if (text !== '' && text.length <= MAX_REQUIREMENT && storable(text) === text) requirements.push(text);
    else notes.add(`an entry of ${what} is no requirement`);
  }
  const length = Array.isArray(value) ? value.length : 1;
  if (length > list.length) notes.add(`${what} was cut: it has ${length} entries`);
  return { requirements, isWhole: requirements.length === length };
}
