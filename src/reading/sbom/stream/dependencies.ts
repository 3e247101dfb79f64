/** The packages of an SBOM of any size. */
import { dependencyOf, type SbomDependencies, type SbomDependency } from '../dependencies.ts';
import { copyOf, edgeStore } from './edges.ts';
import { readSbomStream, type StreamedSbom, type StreamLimits } from './read.ts';

export interface StreamedDependencies extends SbomDependencies, StreamedSbom {
  dropped: { danglingEdges: number; selfEdges: number };
}

/**
 * As `toDependencies` of the whole document, but in the order of the file: components inside others come right after them.
 *
 * @throws UpstreamError as `readSbomStream`.
 */
export async function streamDependencies(
  source: AsyncIterable<Uint8Array>,
  limits: Partial<StreamLimits> = {},
): Promise<StreamedDependencies> {
  const store = edgeStore();
  const subjects = new Set<number>();
  const found = new Map<string, { id: number; dependency: SbomDependency }>();
  const skipped = { withoutPurl: 0, badPurl: 0, repeated: 0 };
  const summary = await readSbomStream(
    source,
    {
      component(component) {
        store.found(component.id);
        const { purl, version, versionRange, hashes } = component;
        const own = (text: string | null) => (text === null ? null : copyOf(text));
        const kept = { purl: own(purl), version: own(version), versionRange: own(versionRange), hashes };
        const dependency = dependencyOf(kept);
        if (dependency === null) {
          // What the document is about is not counted: it need not have a purl.
          if (subjects.has(store.number(component.id))) return;
          if (component.purl === null) skipped.withoutPurl++;
          else skipped.badPurl++;
        } else if (found.has(dependency.purl)) skipped.repeated++;
        else {
          if (component.scope === 'optional') dependency.type = 'optional';
          found.set(dependency.purl, { id: store.number(component.id), dependency });
        }
      },
      edge: edge => store.add(edge),
      subject: id => void subjects.add(store.number(id)),
    },
    limits,
  );

  const direct = new Set<number>();
  const targets = new Set<number>();
  const types = new Map<number, string>();
  let hasEdges = false;
  let hasRoot = false;
  for (const { from, edges } of store.grouped()) {
    for (const { to, kind, scope } of edges) {
      if (kind !== 'depends-on') continue;
      hasEdges = true;
      targets.add(to);
      if (scope !== null && !types.has(to)) types.set(to, scope);
      if (!subjects.has(from)) continue;
      hasRoot = true;
      direct.add(to);
    }
  }
  const dependencies: SbomDependency[] = [];
  for (const { id, dependency } of found.values()) {
    if (subjects.has(id)) continue;
    dependency.type = types.get(id) ?? dependency.type;
    dependency.direct = hasEdges ? (hasRoot ? direct.has(id) : !targets.has(id)) : null;
    dependencies.push(dependency);
  }
  return { ...summary, dependencies, skipped, dropped: store.dropped() };
}
