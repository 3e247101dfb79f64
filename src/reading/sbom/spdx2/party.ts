/** People, organisations and tools as SPDX 2 writes them: `Organization: Example (mail@example.com)`. */
import type { Party, SbomTool } from '../model.ts';

export function readParty(value: unknown): Party | null {
  if (typeof value !== 'string') return null;
  const { kind, rest } = split(value);
  if (kind !== 'Person' && kind !== 'Organization') return null;
  const open = rest.endsWith(')') ? rest.lastIndexOf('(') : -1;
  const name = (open === -1 ? rest : rest.slice(0, open)).trim();
  const email = open === -1 ? '' : rest.slice(open + 1, -1).trim();
  if (name === '' && email === '') return null;
  return {
    kind: kind === 'Person' ? 'person' : 'organization',
    name: name || null,
    email: email || null,
    url: null,
  };
}

export function writeParty(party: Party): string {
  const mail = party.email === null ? '' : ` (${party.email})`;
  return `${party.kind === 'person' ? 'Person' : 'Organization'}: ${party.name ?? party.url ?? ''}${mail}`.trimEnd();
}

/** `Tool: name-version`: the version begins behind the last hyphen that a digit follows. */
export function readTool(value: string): SbomTool | null {
  const { kind, rest } = split(value);
  if (kind !== 'Tool' || rest === '') return null;
  const hyphen = rest.lastIndexOf('-');
  const version = hyphen > 0 && /^-v?\d/.test(rest.slice(hyphen)) ? rest.slice(hyphen + 1) : null;
  return { vendor: null, name: version === null ? rest : rest.slice(0, hyphen), version };
}

export function writeTool(tool: SbomTool): string {
  return `Tool: ${tool.name}${tool.version === null ? '' : `-${tool.version}`}`;
}

function split(value: string): { kind: string; rest: string } {
  const colon = value.indexOf(':');
  return { kind: value.slice(0, Math.max(0, colon)).trim(), rest: value.slice(colon + 1).trim() };
}
