/** What the files of a version import from other modules of deno.land, by the graph that the registry made of them. */
import { UpstreamError } from '../../core/errors.ts';
import type { DependencyRecord } from '../../core/records.ts';
import { isJsonObject, type JsonDocument, memberOf } from '../../formats/json.ts';
import { clean } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const HOST = 'https://deno.land/';
const MAX_FILES = 50_000;
const MAX_IMPORTS = 200_000;
const MAX_URL = 2_000;

/** @throws UpstreamError `malformed` where there is no graph. */
export function importsOf(document: JsonDocument, name: string, number: string): DependencyRecord[] {
  const nodes = memberOf(memberOf(document, 'graph'), 'nodes');
  if (!isJsonObject(nodes)) throw new UpstreamError('malformed', `imports of ${name} ${number}: no graph`);
  const records = new Map<string, DependencyRecord>();
  let files = 0;
  let imports = 0;
  for (const file in nodes) {
    if (++files > MAX_FILES) break;
    const own = moduleOf(file);
    if (own?.name !== name || own.version !== number) continue;
    const found = memberOf(nodes[file], 'deps');
    for (const url of Array.isArray(found) ? found : []) {
      if (++imports > MAX_IMPORTS) break;
      const module = moduleOf(url);
      if (module === null || module.name === name) continue;
      const { name: dependency, version: requirement } = module;
      records.set(`${dependency}@${requirement ?? ''}`, {
        name: dependency,
        requirement,
        kind: 'runtime',
        optional: false,
      });
    }
  }
  return [...records.values()];
}

/** `https://deno.land/x/oak@v12.6.0/mod.ts` and `https://deno.land/std@0.120.0/fmt/colors.ts`; null for other URLs. */
function moduleOf(url: unknown): { name: string; version: string | null } | null {
  if (typeof url !== 'string' || url.length > MAX_URL || !url.startsWith(HOST)) return null;
  const [first = '', second = ''] = url.slice(HOST.length).split('/', 2);
  const word = first === 'x' ? second : /^std(?:@|$)/.test(first) ? first : '';
  const at = word.indexOf('@');
  const name = at === -1 ? word : word.slice(0, at);
  if (names.problem(name) !== null) return null;
  return { name, version: at === -1 ? null : clean(decoded(word.slice(at + 1)), 200) };
}

/** Versions such as `1.0.0%2Bbuild` are encoded in URLs. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
