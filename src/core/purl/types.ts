/**
 * What each Package URL type asks of its components, from the type definitions of the purl specification
 * (https://github.com/package-url/purl-spec/tree/main/types). A type without an entry has the general rules only.
 *
 * Three definitions contradict themselves or their registry; here is what this table does instead:
 * - golang, namespace: "required", but modules such as `go.starlark.net` are one segment long. Optional here.
 * - golang, case: `case_sensitive: true` beside a note that says "shall be lowercased". Module paths are
 *   case-sensitive, and two modules must not become one: case is kept.
 * - huggingface, namespace: "required", with the note "if present"; `gpt2` has none. Optional here.
 */

export type PurlComponent = 'namespace' | 'name' | 'version' | 'subpath';

/** The components that type rules look at, decoded. */
export interface TypedComponents {
  namespace: string | null;
  name: string;
  version: string | null;
  qualifiers: Record<string, string>;
}

export interface PurlTypeRules {
  /** Default `optional`. */
  namespace?: 'required' | 'optional' | 'prohibited';
  /** Components that are not case-sensitive; their canonical form is lower case. */
  lower?: readonly PurlComponent[];
  upper?: readonly PurlComponent[];
  /** Further normalisation of the name, after `lower`. Idempotent. */
  name?(name: string, qualifiers: Record<string, string>): string;
  /** What is wrong with normalised components, or null. */
  problem?(components: TypedComponents): string | null;
  requiredQualifiers?: readonly string[];
  /**
   * The namespace is the first segment (a host) and the name all that follow, with its slashes unencoded. So do the
   * definition of `git` and its tests, against the core grammar (https://github.com/package-url/purl-spec/issues/952).
   */
  pathName?: boolean;
}

const vendorAndName: PurlTypeRules = { namespace: 'required', lower: ['namespace', 'name'] };
const nameOnly: PurlTypeRules = { namespace: 'prohibited' };
const lowerNameOnly: PurlTypeRules = { namespace: 'prohibited', lower: ['name'] };

export const PURL_TYPES: ReadonlyMap<string, PurlTypeRules> = new Map<string, PurlTypeRules>([
  ['alpm', vendorAndName],
  ['apk', vendorAndName],
  ['bazel', nameOnly],
  ['bitbucket', vendorAndName],
  ['bitnami', lowerNameOnly],
  ['brew', { lower: ['namespace', 'name'] }],
  ['cargo', nameOnly],
  ['chrome-extension', { ...lowerNameOnly, problem: chromeExtensionProblem }],
  ['cocoapods', { ...nameOnly, problem: podProblem }],
  ['composer', vendorAndName],
  ['conda', nameOnly],
  ['cpan', { upper: ['namespace'], problem: distributionProblem }],
  ['cran', nameOnly],
  ['deb', vendorAndName],
  ['gem', nameOnly],
  ['git', { namespace: 'required', pathName: true }],
  ['github', vendorAndName],
  // Hackage itself allows letters, digits and hyphens only, so the definition's "apply kebab-case" changes nothing.
  ['hackage', nameOnly],
  ['hex', { lower: ['namespace', 'name'] }],
  ['huggingface', { lower: ['version'] }],
  ['julia', { ...nameOnly, requiredQualifiers: ['uuid'] }],
  ['luarocks', { lower: ['namespace', 'name'] }],
  ['maven', { namespace: 'required' }],
  ['mlflow', { ...nameOnly, name: mlflowName }],
  ['nuget', nameOnly],
  ['oci', { namespace: 'prohibited', lower: ['name', 'version'] }],
  ['opam', nameOnly],
  ['otp', { namespace: 'prohibited', lower: ['name', 'subpath'] }],
  ['pub', { ...lowerNameOnly, name: name => name.replace(/[^a-z0-9_]/g, '_') }],
  ['pypi', { namespace: 'prohibited', lower: ['name', 'version'], name: name => name.replaceAll('_', '-') }],
  ['qpkg', { namespace: 'required', lower: ['namespace'] }],
  ['rpm', { namespace: 'required', lower: ['namespace'] }],
  ['swid', { requiredQualifiers: ['tag_id'], problem: swidProblem }],
  ['swift', { namespace: 'required' }],
  ['vcpkg', nameOnly],
  ['vscode-extension', { namespace: 'required', lower: ['namespace', 'name', 'version'] }],
  ['yocto', { lower: ['namespace'] }],
]);

/** Model names are case-insensitive on Databricks and case-sensitive on Azure ML; only the repository tells. */
function mlflowName(name: string, qualifiers: Record<string, string>): string {
  return qualifiers.repository_url?.includes('databricks') ? name.toLowerCase() : name;
}

function chromeExtensionProblem({ name, version }: TypedComponents): string | null {
  if (!/^[a-p]{32}$/.test(name)) return 'a Chrome extension id is 32 letters from a to p';
  if (version !== null && !/^\d+(?:\.\d+){0,3}$/.test(version)) {
    return 'a Chrome extension version is one to four numbers separated by dots';
  }
  return null;
}

function podProblem({ name }: TypedComponents): string | null {
  return /^\.|[\s+]/.test(name) ? 'a pod name has no white space, no plus and no leading period' : null;
}

function distributionProblem({ name }: TypedComponents): string | null {
  return name.includes('::')
    ? 'a CPAN name is a distribution (URI-PackageURL), not a module (URI::PackageURL)'
    : null;
}

function swidProblem({ namespace }: TypedComponents): string | null {
  return namespace !== null && namespace.split('/').length > 2
    ? 'a SWID namespace has two segments at most: the name and the regid of the creator'
    : null;
}
