/** An SBOM as an inventory: what is asked of a project can be asked of its SBOM. */
import { withoutVersion } from '../../core/purl/index.ts';
import {
  everyComponent,
  licenseText,
  PROPERTIES,
  type Sbom,
  type SbomDependency,
  toDependencies,
} from '../sbom/index.ts';
import { type Inventory, type InventoryItem, keyOf } from './inventory.ts';

/**
 * Components without a purl are left out. Edges are those of dependence; the first subject is the project.
 *
 * @param path of the document, for `manifests`: what the document itself says of the manifest comes first.
 */
export function inventoryOfSbom(sbom: Sbom, path: string): Inventory {
  const properties = new Map<string, Map<string, string>>();
  const keyOfId = new Map<string, string>();
  const items: InventoryItem[] = [];
  for (const { component } of everyComponent(sbom))
    if (component.purl !== null && !properties.has(component.purl))
      properties.set(component.purl, new Map(component.properties.map(({ name, value }) => [name, value])));
  for (const each of toDependencies(sbom).dependencies)
    items.push(itemOf(each, path, properties.get(each.purl)));
  const known = new Set(items.map(keyOf));
  for (const { component } of everyComponent(sbom))
    if (component.purl !== null && known.has(component.purl)) keyOfId.set(component.id, component.purl);
  const subjects = new Set(sbom.subjects);
  const edges: Inventory['edges'] = [];
  for (const { from, to, kind } of sbom.edges) {
    const target = keyOfId.get(to);
    if (kind !== 'depends-on' || target === undefined) continue;
    if (subjects.has(from)) edges.push([null, target]);
    else {
      const source = keyOfId.get(from);
      if (source !== undefined && source !== target) edges.push([source, target]);
    }
  }
  return {
    items,
    edges,
    stated: sbom.stated.flatMap(id => keyOfId.get(id) ?? []),
    project: projectOf(sbom),
    failed: [],
  };
}

/** Of an SBOM that is read in parts: without edges and without what it is about. */
export function inventoryOfDependencies(dependencies: readonly SbomDependency[], path: string): Inventory {
  const items = dependencies.map(each => itemOf(each, path));
  return { items, edges: [], stated: [], project: null, failed: [] };
}

function itemOf(each: SbomDependency, path: string, told?: ReadonlyMap<string, string>): InventoryItem {
  const version = versionOf(each.purl, each.requirement);
  return {
    purl: each.purl,
    packagePurl: packagePurlOf(each.purl),
    ecosystem: each.ecosystem,
    name: each.name,
    version,
    requirement: told?.get(PROPERTIES.requirement) ?? (version === null ? each.requirement : null),
    type: told?.get(PROPERTIES.type) ?? each.type,
    direct: each.direct,
    optional: each.type === 'optional',
    integrity: each.integrity,
    source: told?.get(PROPERTIES.source) ?? null,
    condition: told?.get(PROPERTIES.condition) ?? null,
    manifests: [told?.get(PROPERTIES.manifest) ?? path],
  };
}

/** A version that the document gives as a range is none. */
function versionOf(purl: string, requirement: string | null): string | null {
  if (requirement === null || requirement.startsWith('vers:')) return null;
  return packagePurlOf(purl) === null ? null : requirement;
}

function packagePurlOf(purl: string): string | null {
  try {
    return withoutVersion(purl);
  } catch {
    return null;
  }
}

function projectOf(sbom: Sbom): Inventory['project'] {
  for (const { component } of everyComponent(sbom)) {
    if (component.id !== sbom.subjects[0]) continue;
    const { name, version, declared, concluded } = component;
    const stated = [concluded, declared].find(each => each?.state === 'stated') ?? null;
    return { name, version, license: licenseText(stated), ecosystem: 'sbom' };
  }
  return null;
}
