/** What an SPDX 2 document says of itself, as the model has it, and back. */
import { createHash } from 'node:crypto';
import type { Party, Sbom } from '../model.ts';
import { everyComponent } from '../model.ts';
import type { Group } from '../overlay.ts';
import { objectIn, own, textsIn, wordIn } from '../values.ts';
import type { Spdx2Context } from './context.ts';
import { readParty, readTool, writeParty, writeTool } from './party.ts';
import { readAnnotated, writeAnnotated } from './properties.ts';

type DocumentGroup = Group<Sbom, Spdx2Context>;
const DATA_LICENSE = 'CC0-1.0';
const LIFECYCLE = 'ecosystems:lifecycle';
const REVISION = 'ecosystems:revision';

const head: DocumentGroup = {
  fields: ['name', 'serial', 'comment', 'dataLicense'],
  members: ['name', 'documentNamespace', 'comment', 'dataLicense'],
  read: node => ({
    name: wordIn(own(node, 'name')),
    serial: wordIn(own(node, 'documentNamespace')),
    comment: wordIn(own(node, 'comment')),
    dataLicense: wordIn(own(node, 'dataLicense')),
  }),
  write(sbom, context) {
    if (sbom.dataLicense !== null && sbom.dataLicense !== DATA_LICENSE)
      context.lose('dataLicense', `SPDX documents are under ${DATA_LICENSE}`);
    const subject = sbom.components.find(each => each.id === sbom.subjects[0]);
    return {
      dataLicense: DATA_LICENSE,
      name: sbom.name ?? subject?.name ?? 'sbom',
      // The id of an SPDX 3 document has a fragment, which a namespace must not have.
      documentNamespace: sbom.serial?.replace(/#.*$/s, '') || namespaceOf(sbom),
      comment: sbom.comment,
    };
  },
};

/** For a document without name of its own: the same for the same content. */
export function namespaceOf(sbom: Sbom): string {
  const hash = createHash('sha256').update(`${sbom.name}\n${sbom.timestamp}\n`);
  for (const { component } of everyComponent(sbom)) hash.update(`${component.id}\n`);
  const digits = hash.digest('hex');
  // A UUID of version 8: its bits are ours to choose (RFC 9562).
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}

const creation: DocumentGroup = {
  fields: ['timestamp', 'tools', 'authors', 'supplier'],
  members: ['creationInfo'],
  read(node) {
    const info = objectIn(own(node, 'creationInfo'));
    const creators = textsIn(own(info, 'creators'));
    const parties = creators.flatMap(each => readParty(each) ?? []);
    return {
      timestamp: wordIn(own(info, 'created')),
      tools: creators.flatMap(each => readTool(each) ?? []),
      authors: parties.filter(each => each.kind === 'person'),
      supplier: parties.find(each => each.kind === 'organization') ?? null,
    };
  },
  write({ timestamp, tools, authors, supplier }, context, native) {
    for (const tool of tools)
      if (tool.vendor !== null)
        context.lose('metadata/tools/vendor', 'SPDX names a tool and its version alone');
    const parties: Party[] = [...authors, ...(supplier === null ? [] : [supplier])];
    const creators = [...tools.map(writeTool), ...parties.map(writeParty)];
    if (timestamp === null)
      context.lose('metadata/timestamp', 'SPDX demands a time: 1970-01-01 stands for an unknown one');
    return {
      creationInfo: {
        ...objectIn(native?.creationInfo),
        creators: creators.length > 0 ? creators : ['Tool: ecosystems'],
        created: context.created,
      },
    };
  },
};

const notes: DocumentGroup = {
  fields: ['properties', 'lifecycles', 'revision'],
  members: ['annotations'],
  read(node) {
    const all = readAnnotated(node);
    const revision = all.find(each => each.name === REVISION);
    return {
      properties: all.filter(each => each.name !== LIFECYCLE && each.name !== REVISION),
      lifecycles: all.filter(each => each.name === LIFECYCLE).map(each => each.value),
      revision: revision !== undefined && /^\d{1,15}$/.test(revision.value) ? Number(revision.value) : null,
    };
  },
  write({ properties, lifecycles, revision }, context, native) {
    const all = [...properties, ...lifecycles.map(value => ({ name: LIFECYCLE, value }))];
    if (revision !== null && revision !== 1) all.push({ name: REVISION, value: String(revision) });
    return { annotations: writeAnnotated(all, native, context) };
  },
};

export const DOCUMENT_GROUPS: readonly DocumentGroup[] = [head, creation, notes];

/** A time as SPDX 2 wants it: UTC, whole seconds. */
export function spdxTime(timestamp: string | null): string {
  const time = timestamp === null ? Number.NaN : Date.parse(timestamp);
  return `${new Date(Number.isFinite(time) ? time : 0).toISOString().slice(0, 19)}Z`;
}
