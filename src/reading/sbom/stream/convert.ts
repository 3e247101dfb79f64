/** Conversion of an SBOM of any size into CycloneDX or SPDX 2 in JSON, component by component. */
import { InputError, UpstreamError } from '../../../core/errors.ts';
import type { JsonDocument } from '../../../formats/json.ts';
import { writeComponent } from '../cyclonedx/document.ts';
import { DOCUMENT_GROUPS } from '../cyclonedx/metadata.ts';
import { prune } from '../cyclonedx/prune.ts';
import { addUnheldOf } from '../held.ts';
import { type Loss, lossCollector } from '../losses.ts';
import { emptySbom, type Sbom, type SbomComponent } from '../model.ts';
import { writeGroups } from '../overlay.ts';
import { DOCUMENT_GROUPS as SPDX2_DOCUMENT, spdxTime } from '../spdx2/creation.ts';
import { contextOf, DOCUMENT_ID, isFile, spdxIds, writeFile, writePackage } from '../spdx2/document.ts';
import { relationship, writeEdge } from '../spdx2/relationships.ts';
import { objectIn, objectsOf } from '../values.ts';
import { targetOf, type WriteOptions } from '../write.ts';
import { type EdgeStore, edgeStore } from './edges.ts';
import { readSbomStream, type StreamedSbom, type StreamLimits } from './read.ts';

export interface StreamedConversion {
  /** The document in pieces. It must be read to its end for the other two to be whole. */
  text: AsyncIterable<string>;
  losses(): Loss[];
  summary(): StreamedSbom | null;
}

/**
 * Members of the document itself are written behind the components, where everything is known. A subject that the source names
 * behind its components stays among them.
 *
 * @throws InputError where the target cannot be written in parts; the text throws as `readSbomStream`.
 */
export function convertSbomStream(
  source: AsyncIterable<Uint8Array>,
  options: WriteOptions,
  limits: Partial<StreamLimits> = {},
): StreamedConversion {
  const { notation, version } = targetOf({ source: null }, options);
  if (notation.id !== 'cyclonedx-json' && notation.id !== 'spdx-json')
    throw new InputError(
      'notation',
      `${notation.label} cannot be written in parts: cyclonedx-json and spdx-json can`,
    );
  const losses = lossCollector();
  let summary: StreamedSbom | null = null;
  const target = notation.id === 'cyclonedx-json' ? cycloneDx(version) : spdx(version as '2.2' | '2.3');
  return {
    text: run(),
    losses: () => losses.list(),
    summary: () => summary,
  };

  async function* run(): AsyncGenerator<string> {
    const store = edgeStore();
    const state: State = { store, subjects: new Set(), stated: new Set(), sbom: emptySbom(), losses };
    yield target.start;
    const channel = handover<string>();
    const reading = readSbomStream(
      source,
      {
        async component(component, parentId) {
          store.found(component.id);
          if (component.extra !== null && component.extra.family !== notation.family)
            addUnheldOf(component, losses);
          if (parentId !== null)
            store.add({ from: parentId, to: component.id, kind: 'contains', scope: null });
          const piece = target.component({ ...component, components: [] }, state);
          if (piece !== null) await channel.give(piece);
        },
        edge: edge => store.add(edge),
        subject: id => void state.subjects.add(id),
        license: (id, node) => target.license?.(id, node),
        stated: id => void state.stated.add(store.number(id)),
        head: head => void Object.assign(state.sbom, withoutNull(head)),
      },
      limits,
    ).then(
      done => {
        summary = done;
        channel.end(null);
      },
      error => channel.end(error),
    );
    yield* channel.pieces();
    await reading;
    yield* target.end(state);
  }
}

interface State {
  store: EdgeStore;
  subjects: Set<string>;
  stated: Set<number>;
  sbom: Sbom;
  losses: ReturnType<typeof lossCollector>;
}

interface Target {
  start: string;
  /** Null for what is written at the end. */
  component(component: SbomComponent, state: State): string | null;
  license?(id: string, node: JsonDocument): void;
  end(state: State): Generator<string>;
}

function cycloneDx(version: string): Target {
  let isFirst = true;
  let subject: SbomComponent | null = null;
  return {
    start: `{"bomFormat":"CycloneDX","specVersion":"${version}","components":[`,
    component(component, state) {
      if (subject === null && state.subjects.has(component.id)) {
        subject = component;
        return null;
      }
      const node = prune(
        { components: [writeComponent(component, version, state.losses, null)] },
        version,
        state.losses,
      );
      const piece = `${isFirst ? '' : ',\n'}${JSON.stringify(withId(objectsOf(node.components)[0] ?? {}, component.id))}`;
      isFirst = false;
      return piece;
    },
    *end({ store, stated, subjects, sbom, losses }) {
      yield '],"dependencies":[';
      let first = true;
      const comma = () => {
        const sign = first ? '' : ',\n';
        first = false;
        return sign;
      };
      for (const { from, edges } of store.grouped()) {
        const pick = (kind: string) => [
          ...new Set(edges.filter(edge => edge.kind === kind).map(edge => store.id(edge.to))),
        ];
        const dependsOn = pick('depends-on');
        const provides = version >= '1.6' ? pick('provides') : [];
        for (const edge of edges)
          if (edge.kind !== 'depends-on' && edge.kind !== 'provides')
            losses.add('/relationships', 'CycloneDX knows no such relation', edge.kind);
        if (dependsOn.length + provides.length === 0) continue;
        stated.delete(from);
        yield comma() +
          JSON.stringify({
            ref: store.id(from),
            ...(dependsOn.length > 0 ? { dependsOn } : {}),
            ...(provides.length > 0 ? { provides } : {}),
          });
      }
      for (const from of stated)
        if (store.isFound(from)) yield comma() + JSON.stringify({ ref: store.id(from) });
      const context = { version, lose: (member: string, why: string) => losses.add(`/${member}`, why) };
      const { version: revision, ...document } = writeGroups(
        DOCUMENT_GROUPS,
        { ...sbom, vulnerabilities: [] },
        null,
        context,
      );
      if (subject !== null)
        document.metadata = {
          ...objectIn(document.metadata),
          component: withId(writeComponent(subject, version, losses, null), subject.id),
        };
      else if (subjects.size > 0) losses.add('/subjects', 'named behind the components: it stays among them');
      const members = Object.entries(prune({ ...document, version: revision }, version, losses));
      yield `]${members.map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`).join('')}}\n`;
    },
  };
}

const withId = (node: object, id: string) => ({ ...node, 'bom-ref': id });

function spdx(version: '2.2' | '2.3'): Target {
  const context = contextOf({}, version);
  const toId = spdxIds({ components: [] });
  const files: string[] = [];
  let isFirst = true;
  return {
    start: `{"spdxVersion":"SPDX-${version}","SPDXID":"${DOCUMENT_ID}","packages":[`,
    component(component, { losses, sbom }) {
      context.lose = (field, why, what) => losses.add(`/components/*/${field}`, why, what);
      context.created = spdxTime(sbom.timestamp);
      const id = toId(component.id);
      if (isFile(component)) {
        files.push(JSON.stringify(writeFile(component, id, context)));
        return null;
      }
      const piece = `${isFirst ? '' : ',\n'}${JSON.stringify(writePackage(component, id, context))}`;
      isFirst = false;
      return piece;
    },
    license: (id, node) => void context.extracted.set(id, node),
    *end({ store, stated, subjects, sbom, losses }) {
      yield '],"relationships":[';
      let first = true;
      const written = (node: object) => {
        const sign = first ? '' : ',\n';
        first = false;
        return sign + JSON.stringify(node);
      };
      const known = [...subjects].filter(id => store.isFound(store.number(id)));
      for (const id of known.length > 0 ? known : store.roots())
        yield written(relationship(DOCUMENT_ID, 'DESCRIBES', toId(id)));
      for (const { from, edges } of store.grouped()) {
        for (const { to, kind, scope } of edges) {
          if (kind === 'depends-on') stated.delete(from);
          yield written(writeEdge({ from: toId(store.id(from)), to: toId(store.id(to)), kind, scope }));
        }
      }
      for (const from of stated)
        if (store.isFound(from)) yield written(relationship(toId(store.id(from)), 'DEPENDS_ON', 'NONE'));
      const inDocument = {
        ...context,
        created: spdxTime(sbom.timestamp),
        lose: (field: string, why: string) => losses.add(`/${field}`, why),
      };
      const document = writeGroups(SPDX2_DOCUMENT, sbom, null, inDocument);
      const extracted = [...context.extracted.values()];
      if (extracted.length > 0) document.hasExtractedLicensingInfos = extracted;
      const members = Object.entries(document).map(
        ([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`,
      );
      yield `]${files.length > 0 ? `,"files":[${files.join(',\n')}]` : ''}${members.join('')}}\n`;
    },
  };
}

/** What the reader pushes and the writer pulls: the reader waits until its piece is taken, and fails when nobody takes any more. */
function handover<T>() {
  const box: { waiting: { piece: T; taken: () => void } | null; ended: { error: unknown } | null } = {
    waiting: null,
    ended: null,
  };
  let wake: () => void = () => {};
  let isClosed = false;
  return {
    give(piece: T): Promise<void> {
      if (isClosed) throw new UpstreamError('refused', 'SBOM: the conversion was given up');
      return new Promise<void>(taken => {
        box.waiting = { piece, taken };
        wake();
      });
    },
    end(error: unknown): void {
      box.ended = { error };
      wake();
    },
    async *pieces(): AsyncGenerator<T> {
      try {
        for (;;) {
          const next = box.waiting;
          if (next !== null) {
            yield next.piece;
            box.waiting = null;
            next.taken();
          } else if (box.ended !== null) {
            if (box.ended.error !== null) throw box.ended.error;
            return;
          }
          await new Promise<void>(resolve => {
            wake = resolve;
            if (box.waiting !== null || box.ended !== null) resolve();
          });
        }
      } finally {
        isClosed = true;
        box.waiting?.taken();
      }
    },
  };
}

function withoutNull(head: Partial<Sbom>): Partial<Sbom> {
  const { components: _, edges: _edges, extra: _extra, source: _source, ...rest } = head;
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
}
