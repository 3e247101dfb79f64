/** Descriptors (`name@range`) as yarn writes them, and the graph that they connect. */
import { freeId } from '../../families/node-ids.ts';
import type { ManifestGraph, ManifestNode } from '../../manifest.ts';

/** The first of the descriptors that head a block. */
export function firstDescriptor(header: string): string {
  const comma = header.indexOf(', ');
  return withoutQuotes(comma < 0 ? header : header.slice(0, comma));
}

/** All of them. */
export function descriptorsOf(header: string): string[] {
  return header.split(', ').map(withoutQuotes);
}

/** What stands before the first `@` that does not begin it, as that of a scope does. */
export function nameOfDescriptor(descriptor: string): string {
  const at = descriptor.indexOf('@', 1);
  return at < 0 ? descriptor : descriptor.slice(0, at);
}

export function rangeOfDescriptor(descriptor: string): string {
  const at = descriptor.indexOf('@', 1);
  return at < 0 ? '' : descriptor.slice(at + 1);
}

export interface DescriptorGraph {
  /** A package that stands for these descriptors. What is required next is required by it. */
  node(descriptors: readonly string[], name: string, version: string): void;
  /** A part of the project, which is no node: what is required next belongs to the roots. */
  project(): void;
  requires(descriptor: string): void;
  /** `roots` null: the file does not tell them. */
  done(roots: null | 'of the project'): ManifestGraph;
}

export function descriptorGraph(): DescriptorGraph {
  const nodes: ManifestNode[] = [];
  const byDescriptor = new Map<string, number>();
  const ids = new Map<string, number>();
  const wanted: [from: number, descriptor: string][] = [];
  let current = -1;
  return {
    node(descriptors, name, version) {
      current = nodes.length;
      nodes.push({ id: freeId(ids, `${name}@${version}`), name, version });
      for (const descriptor of descriptors) byDescriptor.set(descriptor, current);
    },
    project() {
      current = -1;
    },
    requires(descriptor) {
      wanted.push([current, descriptor]);
    },
    done(kind) {
      const edges: [number, number][] = [];
      const roots = new Set<number>();
      for (const [from, descriptor] of wanted) {
        const to = byDescriptor.get(descriptor);
        if (to === undefined) continue;
        if (from < 0) roots.add(to);
        else edges.push([from, to]);
      }
      return { nodes, edges, roots: kind === null ? null : [...roots] };
    },
  };
}

function withoutQuotes(text: string): string {
  const start = text.startsWith('"') ? 1 : 0;
  const end = text.length > start && text.endsWith('"') ? text.length - 1 : text.length;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}
