import type { MaintainerRecord } from '../../../core/records.ts';

/** Longer ones are no names; the bound keeps the trimming below quick. */
const MAX_NAME = 300;
const EMAIL = /^[^\s@<>]+@[^\s@<>]+$/;

/**
 * The people of a Maintainer or Uploaders field: `Name <e-mail>`, separated by commas. A comma within a name does not
 * separate, since each person ends with `>`. Without an e-mail address nobody can be told apart: such ones are left out.
 */
export function parsePeople(field: string, role: string): MaintainerRecord[] {
  const people: MaintainerRecord[] = [];
  let position = 0;
  while (position < field.length) {
    const open = field.indexOf('<', position);
    const close = open === -1 ? -1 : field.indexOf('>', open);
    if (close === -1) {
      for (const word of field.slice(position).split(',')) add(people, null, word, role);
      break;
    }
    add(people, field.slice(position, open), field.slice(open + 1, close), role);
    position = close + 1;
  }
  return people;
}

/** Each person once, with the first role. */
export function distinctPeople(people: readonly MaintainerRecord[]): MaintainerRecord[] {
  if (people.length < 2) return [...people];
  const byId = new Map<string, MaintainerRecord>();
  for (const person of people) if (!byId.has(person.uuid)) byId.set(person.uuid, person);
  return [...byId.values()];
}

function add(people: MaintainerRecord[], rawName: string | null, rawEmail: string, role: string): void {
  const email = rawEmail.trim();
  if (!EMAIL.test(email)) return;
  people.push({ uuid: email.toLowerCase(), login: null, name: nameOf(rawName), email, url: null, role });
}

function nameOf(raw: string | null): string | null {
  if (raw === null || raw.length > MAX_NAME) return null;
  const name = raw.trim();
  // Nearly all names are plain already.
  if (!/^[,"]|"$|\s{2}|\n/.test(name)) return name || null;
  return name.replaceAll(/^[\s,"]+|[\s"]+$/g, '').replaceAll(/\s+/g, ' ') || null;
}
