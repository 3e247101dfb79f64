/**
 * One requirement as text, https://packaging.python.org/en/latest/specifications/dependency-specifiers/, cut into its parts without
 * judging them: what people write is read as far as it goes. `dependencyOf` of ../requirement.ts is its strict counterpart.
 */
import { isAlphanumeric, isNameCode } from '../../../formats/ascii.ts';
import { dependency, type ManifestDependency } from '../../manifest.ts';
import { names } from '../names.ts';

export interface RequirementText {
  name: string;
  /** What stands behind the name, as written, without the marker: `[x] >= 1`, `(>=1)`, `@ https://...`; may be empty. */
  rest: string;
  /** The versions alone, without blanks and brackets: `>=1,<2`; empty where none are stated. */
  specifier: string;
  url: string | null;
  marker: string | null;
}

/** The parts; null for what does not begin with a name, or goes on with neither extras, versions, a URL nor a marker. */
export function splitRequirement(text: string): RequirementText | null {
  let at = skipBlanks(text, 0);
  const start = at;
  while (isNameCode(text.charCodeAt(at))) at++;
  const name = text.slice(start, at);
  if (name === '' || !isAlphanumeric(name.charCodeAt(0))) return null;
  const afterName = skipBlanks(text, at);
  at = afterName;
  if (text[at] === '[') {
    const close = text.indexOf(']', at);
    if (close < 0) return null;
    at = skipBlanks(text, close + 1);
  }
  if (text[at] === '@') {
    const from = skipBlanks(text, at + 1);
    let end = from;
    while (end < text.length && !isBlank(text.charCodeAt(end))) end++;
    const next = skipBlanks(text, end);
    // A URL may hold semicolons: only one behind a blank begins a marker.
    const marker = text[next] === ';' ? text.slice(next + 1).trim() : '';
    const url = text.slice(from, end);
    return { name, rest: text.slice(afterName, end).trim(), specifier: '', url, marker: marker || null };
  }
  const semicolon = text.indexOf(';', at);
  const end = semicolon < 0 ? text.length : semicolon;
  let versions = text.slice(at, end).trim();
  const rest = text.slice(afterName, end).trim();
  if (versions.startsWith('(') && versions.endsWith(')')) versions = versions.slice(1, -1);
  const specifier = withoutBlanks(versions);
  if (specifier !== '' && !'<>=!~'.includes(specifier[0] as string)) return null;
  return {
    name,
    rest,
    specifier,
    url: null,
    marker: semicolon < 0 ? null : text.slice(semicolon + 1).trim() || null,
  };
}

/**
 * A requirement of metadata or of pyproject.toml as a dependency: the name in its normal form (`alias` is what is written), the
 * requirement as written. null for what is none.
 */
export function requiredBy(
  text: unknown,
  type: string,
  more: { optional?: boolean; condition?: string } = {},
): ManifestDependency | null {
  const parts = typeof text === 'string' ? splitRequirement(text) : null;
  if (parts === null) return null;
  const name = names.normalise(parts.name);
  return dependency(name, parts.rest === '' ? null : parts.rest, type, {
    direct: true,
    optional: more.optional ?? null,
    local: parts.url?.startsWith('file:') ? true : null,
    alias: name === parts.name ? null : parts.name,
    source: parts.url,
    condition: both(more.condition ?? null, parts.marker),
  });
}

/** The requirements of a list; what is no text (`{include-group = "x"}`) refers to another list, which is read itself. */
export function listed(
  list: unknown,
  type: string,
  more: { optional?: boolean; condition?: string } = {},
): ManifestDependency[] {
  if (!Array.isArray(list)) return [];
  return list.map(entry => requiredBy(entry, type, more)).filter(one => one !== null);
}

/** What holds where both conditions do; null is none. */
export function both(first: string | null, second: string | null): string | null {
  if (first === null || second === null) return first ?? second;
  return /\bor\b/.test(second) ? `${first} and (${second})` : `${first} and ${second}`;
}

/** Where packages come from when nothing else is said. */
export function isPublicIndex(url: string): boolean {
  return /^https?:\/\/(?:pypi\.org|pypi\.python\.org)\/simple\/?$/.test(url);
}

/** Each dependency once: equal are those of the same name, requirement, type, source and condition. */
export function unique(dependencies: readonly ManifestDependency[]): ManifestDependency[] {
  const seen = new Set<string>();
  return dependencies.filter(({ name, requirement, type, source, condition }) => {
    const key = JSON.stringify([name, requirement, type, source, condition]);
    return !seen.has(key) && seen.add(key);
  });
}

export function withoutBlanks(text: string): string {
  return text.replace(/[ \t\r\n]+/g, '');
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

export function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
