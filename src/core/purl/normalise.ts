/** The general rules and those of each type, applied to decoded components. */
import { joinSegments, trimSlashes } from './encoding.ts';
import { type Purl, type PurlProblem, refuse } from './purl.ts';
import { PURL_TYPES, type PurlComponent, type PurlTypeRules } from './types.ts';

type Casing = ((value: string) => string) | null;

/** Rules of a type with the cases looked up once, because parsing is done by the million. */
interface Compiled {
  rules: PurlTypeRules;
  namespace: Casing;
  name: Casing;
  version: Casing;
  subpath: Casing;
}

const lower = (value: string) => value.toLowerCase();
const upper = (value: string) => value.toUpperCase();

function compile(rules: PurlTypeRules): Compiled {
  const casing = (component: PurlComponent): Casing => {
    if (rules.lower?.includes(component)) return lower;
    return rules.upper?.includes(component) ? upper : null;
  };
  return {
    rules,
    namespace: casing('namespace'),
    name: casing('name'),
    version: casing('version'),
    subpath: casing('subpath'),
  };
}

const GENERAL = compile({});
/** With the most frequent types that have no rules of their own, so that their spelling needs no look. */
const COMPILED = new Map([
  ...['conan', 'docker', 'generic', 'githubactions', 'golang', 'npm'].map(type => [type, GENERAL] as const),
  ...[...PURL_TYPES].map(([type, rules]) => [type, compile(rules)] as const),
]);

const TYPE = /^[a-z][a-z0-9.-]*$/;
const KEY = /^[a-z][a-z0-9._-]*$/;
const FREQUENT_KEYS: ReadonlySet<string> = new Set([
  'arch',
  'classifier',
  'distro',
  'repository_url',
  'type',
]);

/**
 * Brings the components to canonical form, in place: the caller has made `purl` for this. Idempotent.
 *
 * @param found collects what is wrong; where it is null, the first problem is thrown as a PurlError.
 */
export function normalise(purl: Purl, text: string, found: PurlProblem[] | null): Purl {
  let compiled = COMPILED.get(purl.type);
  if (compiled === undefined) {
    purl.type = purl.type.toLowerCase();
    if (!TYPE.test(purl.type))
      refuse('type', 'a type is letters, digits, "." and "-", beginning with a letter', text, found);
    compiled = COMPILED.get(purl.type) ?? GENERAL;
  }
  const { rules } = compiled;
  if (rules.pathName) splitHost(purl);

  if (purl.namespace !== null) {
    const joined = joinSegments(purl.namespace, false);
    purl.namespace = (compiled.namespace === null ? joined : compiled.namespace(joined)) || null;
  }
  const trimmed = trimSlashes(purl.name);
  purl.name = compiled.name === null ? trimmed : compiled.name(trimmed);
  if (rules.name !== undefined) purl.name = rules.name(purl.name, purl.qualifiers);
  if (purl.version === '') purl.version = null;
  else if (purl.version !== null && compiled.version !== null) purl.version = compiled.version(purl.version);
  if (purl.subpath !== null) {
    const joined = joinSegments(purl.subpath, true);
    purl.subpath = (compiled.subpath === null ? joined : compiled.subpath(joined)) || null;
  }
  check(purl, rules, text, found);
  return purl;
}

function check(purl: Purl, rules: PurlTypeRules, text: string, found: PurlProblem[] | null): void {
  const { type, namespace, qualifiers } = purl;
  if (purl.name === '') refuse('name', 'a name is required', text, found);
  if (rules.namespace === 'required' && namespace === null)
    refuse('namespace', `type "${type}" requires a namespace`, text, found);
  if (rules.namespace === 'prohibited' && namespace !== null)
    refuse('namespace', `type "${type}" has no namespace`, text, found);
  if (rules.requiredQualifiers !== undefined) {
    for (const key of rules.requiredQualifiers) {
      if (!Object.hasOwn(qualifiers, key))
        refuse('qualifiers', `type "${type}" requires the qualifier "${key}"`, text, found);
    }
  }
  const problem = rules.problem === undefined ? null : rules.problem(purl);
  if (problem !== null) refuse('name', problem, text, found);
}

/** Adds a qualifier unless its value is empty: an empty one is as good as none. */
export function addQualifier(
  qualifiers: Record<string, string>,
  key: string,
  value: string,
  text: string,
  found: PurlProblem[] | null,
): void {
  if (!FREQUENT_KEYS.has(key) && !KEY.test(key)) {
    const reason = 'a qualifier key is lower-case letters, digits, ".", "-" and "_", beginning with a letter';
    refuse('qualifiers', reason, text, found);
    return;
  }
  if (value === '') return;
  if (Object.hasOwn(qualifiers, key)) {
    refuse('qualifiers', `the qualifier "${key}" occurs twice`, text, found);
    return;
  }
  qualifiers[key] = value;
}

/** Namespace and name of a type whose name is a path; see `PurlTypeRules.pathName`. */
function splitHost(purl: Purl): void {
  const path = joinSegments(`${purl.namespace ?? ''}/${purl.name}`, false);
  const slash = path.indexOf('/');
  purl.namespace = slash === -1 ? null : path.slice(0, slash);
  purl.name = path.slice(slash + 1);
}
