/** For whom is installed: `engines`, `os`, `cpu` and `libc` of a package.json against an environment. */
import type { Json, JsonObject } from '../../core/records.ts';
import { satisfies, specOf } from './spec.ts';

export interface Platform {
  /** `any`: everything suits. */
  os: string;
  cpu: string;
  libc: string;
  node: string;
  npm: string;
}

/** What of the environment is not what the package wants, in words; null: it suits. */
export function unsuited(metadata: JsonObject, platform: Platform): string | null {
  for (const key of ['os', 'cpu', 'libc'] as const) {
    const wanted = metadata[key];
    if (wanted === undefined || wanted === null || platform[key] === 'any') continue;
    if (key === 'libc' && platform.os !== 'linux' && platform.os !== 'any') return `${key} ${shown(wanted)}`;
    if (!listed(platform[key], wanted)) return `${key} ${shown(wanted)}`;
  }
  return null;
}

/** The engine that does not suit, in words; null: all do. An unreadable range suits nobody. */
export function unsuitedEngine(metadata: JsonObject, platform: Platform): string | null {
  const { engines } = metadata;
  if (typeof engines !== 'object' || engines === null || Array.isArray(engines)) return null;
  for (const key of ['node', 'npm'] as const) {
    const wanted = engines[key];
    if (typeof wanted !== 'string' || wanted === '' || platform[key] === 'any') continue;
    const spec = specOf(wanted);
    if (spec.kind !== 'range' || !satisfies(spec, platform[key], false)) return `${key} ${wanted}`;
  }
  return null;
}

/** A list admits what it names, or all but what it names with `!`. */
function listed(value: string, wanted: Json): boolean {
  const list = (Array.isArray(wanted) ? wanted : [wanted]).filter(item => typeof item === 'string');
  if (list.length === 0 || (list.length === 1 && list[0] === 'any')) return true;
  if (list.includes(`!${value}`)) return false;
  return list.includes(value) || list.every(item => item.startsWith('!'));
}

function shown(wanted: Json): string {
  return (Array.isArray(wanted) ? wanted : [wanted]).join(', ');
}
