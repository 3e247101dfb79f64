/** What the readers of streams give their parts to: counted, and within the limits. */
import { UpstreamError } from '../../../core/errors.ts';
import type { JsonDocument } from '../../../formats/json.ts';
import { everyComponent, type Sbom, type SbomComponent, type SbomEdge } from '../model.ts';

/** Takes an SBOM's parts in the order in which they lie in the file. What it gives is awaited, so that it may write. */
export interface SbomSink {
  component(component: SbomComponent, parentId: string | null): void | Promise<void>;
  /** Also edges to ids that have not come yet, or never will. */
  edge(edge: SbomEdge): void;
  /** The dependencies of this id are stated in full. */
  stated?(id: string): void;
  /** An id that the document is about. */
  subject?(id: string): void;
  /** What the document says of itself, as far as a part tells it. */
  head?(head: Partial<Sbom>): void;
  /** A licence that an SPDX 2 document defines, in its JSON form. */
  license?(id: string, node: JsonDocument): void;
}

export interface StreamLimits {
  bytes: number;
  components: number;
  edges: number;
}

/** The document itself, or what GitHub and in-toto wrap it in. */
export const wrapped = (...paths: string[]) =>
  paths.flatMap(path => [[path], ['sbom', path], ['predicate', path]]);

export type Parts = ReturnType<typeof counted>;

export function counted(sink: SbomSink, bounds: StreamLimits) {
  const counts = { components: 0, edges: 0 };
  // Ids are not made unique here: that would take every one of them in memory twice.
  const giver = { next: 1 };
  const tooMany = (what: string, max: number) =>
    new UpstreamError('too-large', `SBOM: more than ${max} ${what}`);
  return {
    sink,
    counts,
    give: (wanted: string | null) => wanted ?? `component-${giver.next++}`,
    async component(component: SbomComponent): Promise<void> {
      for (const each of everyComponent({ components: [component] })) {
        if (++counts.components > bounds.components) throw tooMany('components', bounds.components);
        const waits = sink.component(each.component, each.parent?.id ?? null);
        if (waits !== undefined) await waits;
      }
    },
    edges(edges: readonly SbomEdge[]): void {
      for (const edge of edges) {
        if (++counts.edges > bounds.edges) throw tooMany('edges', bounds.edges);
        sink.edge(edge);
      }
    },
  };
}

export async function* capped(source: AsyncIterable<Uint8Array>, max: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > max) throw new UpstreamError('too-large', `SBOM: more than ${max} bytes`);
    yield chunk;
  }
}
