/** An SBOM made from what a manifest, a lockfile or the index tells. */
import { canonicalLicenseId, normaliseLicense } from '../../core/licenses/index.ts';
import { parsePurl } from '../../core/purl/index.ts';
import { versFromNative } from '../../versions/index.ts';
import { idGiver, realEdges } from './ids.ts';
import { hashesOf } from './integrity.ts';
import {
  emptyComponent,
  emptySbom,
  type LicenseStatement,
  type Sbom,
  type SbomComponent,
  type SbomTool,
} from './model.ts';

export interface ComponentInput {
  /** Names it in `edges`; left out: the purl, else the name and version. */
  key?: string;
  /** As the ecosystem writes it, with its namespace. */
  name: string;
  /** The exact version, of a lockfile; null where there is but a requirement. */
  version?: string | null;
  /** Without a version where there is none. */
  purl?: string | null;
  /** As declared; translated into an expression where that is beyond doubt. */
  license?: string | null;
  /** `sha512-<base64>`, `sha256:<hex>`, `sha256=<hex>`, several separated by spaces. */
  integrity?: string | null;
  /** As written in the manifest: `^1.2.0`. */
  requirement?: string | null;
  /** `runtime`, `development`, `test`, `build`, `optional` ... null: not said. */
  type?: string | null;
  optional?: boolean | null;
  direct?: boolean | null;
  /** The manifest that names it, relative to the project. */
  manifest?: string | null;
  line?: number | null;
  /** An environment marker or platform, as written. */
  condition?: string | null;
  /** Where it comes from if not from the ecosystem's registry. */
  source?: string | null;
  kind?: string | null;
  description?: string | null;
}

export interface SbomInput {
  /** What it is an SBOM of. */
  subject: {
    name: string;
    version?: string | null;
    purl?: string | null;
    license?: string | null;
    kind?: string | null;
  };
  components: readonly ComponentInput[];
  /** Pairs of keys: the first depends on the second. `null` is the subject. Left out: not known. */
  edges?: readonly (readonly [from: string | null, to: string])[];
  /** Keys whose dependencies are all among `edges`, as a lockfile tells. */
  stated?: readonly (string | null)[];
  tool: SbomTool;
  /** RFC 3339. Two documents of the same content and time are the same. */
  timestamp?: string | null;
  /** `urn:uuid:...` or a URI. */
  serial?: string | null;
  /** `build`, `pre-build` ... */
  lifecycles?: readonly string[];
}

/** Properties of a component that no format has a field for. Documented in the README. */
export const PROPERTIES = {
  requirement: 'ecosystems:requirement',
  type: 'ecosystems:dependency:type',
  direct: 'ecosystems:dependency:direct',
  condition: 'ecosystems:condition',
  source: 'ecosystems:source',
  manifest: 'ecosystems:manifest',
} as const;

const DEVELOPMENT = new Set(['development', 'dev', 'test', 'build', 'docs']);

/** The document. Edges to keys that do not exist are dropped and counted; a package that is named twice is one component. */
export function makeSbom(input: SbomInput): Sbom {
  const { subject, components, edges = [], tool, timestamp = null, serial = null } = input;
  const ids = idGiver();
  const root = componentOf(subject, ids.give(subject.purl ?? nameAndVersion(subject)));
  root.kind = subject.kind ?? 'application';
  const byKey = new Map<string | null, SbomComponent>([[null, root]]);
  const sbom: Sbom = {
    ...emptySbom(),
    name: subject.name,
    serial,
    timestamp,
    tools: [tool],
    lifecycles: [...(input.lifecycles ?? [])],
    subjects: [root.id],
    components: [root],
  };
  for (const each of components) {
    const key = each.key ?? each.purl ?? nameAndVersion(each);
    const before = byKey.get(key);
    const component = componentOf(each, before?.id ?? ids.give(key));
    if (before === undefined) {
      byKey.set(key, component);
      sbom.components.push(component);
    } else merge(before, component);
  }
  const idOf = (key: string | null) => byKey.get(key)?.id ?? '';
  sbom.edges = realEdges(
    edges.map(([from, to]) => ({
      from: idOf(from),
      to: idOf(to),
      kind: 'depends-on',
      scope: scopeOf(byKey.get(to)),
    })),
    ids.has,
    sbom.dropped,
  );
  sbom.stated = (input.stated ?? []).flatMap(key => byKey.get(key)?.id ?? []);
  return sbom;
}

function nameAndVersion({ name, version }: { name: string; version?: string | null }): string {
  return version === undefined || version === null ? name : `${name}@${version}`;
}

/** What the second finding of a component adds. */
function merge(into: SbomComponent, other: SbomComponent): void {
  const has = (name: string, value: string) =>
    into.properties.some(each => each.name === name && each.value === value);
  for (const each of other.properties) if (!has(each.name, each.value)) into.properties.push(each);
  into.occurrences.push(...other.occurrences);
  if (into.hashes.length === 0) into.hashes = other.hashes;
  if (other.scope === 'required' || other.scope === null) into.scope = other.scope;
}

function scopeOf(component: SbomComponent | undefined): string | null {
  const type = component?.properties.find(each => each.name === PROPERTIES.type)?.value;
  if (type === undefined || !DEVELOPMENT.has(type)) return null;
  return type === 'test' || type === 'build' ? type : 'development';
}

function componentOf(input: ComponentInput, id: string): SbomComponent {
  const { name, version = null, purl = null, requirement = null } = input;
  const component = emptyComponent(id, name);
  const parsed = readPurl(purl);
  if (parsed?.namespace != null) {
    component.namespace = parsed.namespace;
    component.name = parsed.name;
  }
  component.kind = input.kind ?? 'library';
  component.purl = purl;
  component.version = version;
  component.description = input.description ?? null;
  component.hashes = hashesOf(input.integrity ?? null);
  component.declared = licenseOf(input.license ?? null, parsed?.type);
  const isDevelopment = input.type != null && DEVELOPMENT.has(input.type);
  if (input.optional === true || input.type === 'optional') component.scope = 'optional';
  else if (isDevelopment) component.scope = 'excluded';
  else if (input.type != null) component.scope = 'required';
  if (version === null && requirement !== null && parsed !== null) {
    component.versionRange = rangeOf(parsed.type, requirement);
    component.isExternal = component.versionRange === null ? null : true;
  }
  const put = (property: keyof typeof PROPERTIES, value: string | null | undefined) => {
    if (value !== null && value !== undefined)
      component.properties.push({ name: PROPERTIES[property], value });
  };
  put('requirement', requirement);
  put('type', input.type);
  put('direct', input.direct == null ? null : String(input.direct));
  put('condition', input.condition);
  put('source', input.source);
  put('manifest', input.manifest);
  if (input.manifest != null)
    component.occurrences.push({ location: input.manifest, line: input.line ?? null });
  return component;
}

function readPurl(purl: string | null) {
  if (purl === null) return null;
  try {
    return parsePurl(purl, { lenient: true });
  } catch {
    return null;
  }
}

/** The requirement as a vers; null where its scheme does not know it. */
function rangeOf(type: string, requirement: string): string | null {
  try {
    return versFromNative(type, requirement);
  } catch {
    return null;
  }
}

/** An identifier or expression where the words leave no doubt, else the words themselves. */
export function licenseOf(declared: string | null, ecosystem?: string): LicenseStatement | null {
  if (declared === null || declared.trim() === '') return null;
  const { expression, reason } = normaliseLicense(declared, ecosystem);
  const none = { id: null, expression: null, name: null, text: null, url: null };
  if (reason !== null) return { state: 'stated', claims: [{ ...none, name: declared }] };
  return {
    state: 'stated',
    claims: [canonicalLicenseId(expression) === null ? { ...none, expression } : { ...none, id: expression }],
  };
}
