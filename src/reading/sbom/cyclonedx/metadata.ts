/** What a CycloneDX document says of itself, as the model has it, and back. */
import { canonicalLicenseId } from '../../../core/licenses/index.ts';
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import type { Sbom, SbomTool } from '../model.ts';
import { type Group, writeList } from '../overlay.ts';
import { integerIn, objectIn, objectsOf, own, unlessEmpty, wordIn } from '../values.ts';
import { readOrganization, readPerson, readProperty, writeOrganization, writePerson } from './component.ts';
import { type CycloneDxContext, since } from './context.ts';
import { readClaim } from './licenses.ts';
import { readVulnerability, writeVulnerability } from './vulnerabilities.ts';

type DocumentGroup = Group<Sbom, CycloneDxContext>;

/** Where CycloneDX has no place for a name or a remark of the document. */
const NAME_PROPERTY = 'ecosystems:document:name';
const COMMENT_PROPERTY = 'ecosystems:document:comment';
const OWN_PROPERTIES = new Set([NAME_PROPERTY, COMMENT_PROPERTY]);
const UUID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SERIAL_PROPERTY = 'ecosystems:document:namespace';

const serial: DocumentGroup = {
  fields: ['serial', 'revision'],
  members: ['serialNumber', 'version'],
  read: node => ({ serial: wordIn(own(node, 'serialNumber')), revision: integerIn(own(node, 'version')) }),
  write({ serial, revision }, context) {
    const isUuid = serial !== null && UUID.test(serial);
    if (serial !== null && !isUuid)
      context.lose('documentNamespace', `CycloneDX has UUIDs alone; kept as property ${SERIAL_PROPERTY}`);
    return { serialNumber: isUuid ? serial : undefined, version: revision ?? 1 };
  },
};

const metadata: DocumentGroup = {
  fields: ['timestamp', 'tools', 'authors', 'supplier', 'lifecycles', 'dataLicense'],
  members: ['metadata'],
  read(node) {
    const all = objectIn(own(node, 'metadata'));
    const claim = objectsOf(own(all, 'licenses')).map(readClaim)[0];
    return {
      timestamp: wordIn(own(all, 'timestamp')),
      tools: readTools(own(all, 'tools')),
      authors: objectsOf(own(all, 'authors')).map(readPerson),
      supplier: readOrganization(own(all, 'supplier')),
      lifecycles: objectsOf(own(all, 'lifecycles')).flatMap(
        each => wordIn(own(each, 'phase')) ?? wordIn(own(each, 'name')) ?? [],
      ),
      dataLicense: claim?.expression ?? claim?.id ?? claim?.name ?? null,
    };
  },
  write(sbom, context, native) {
    const before = objectIn(native?.metadata);
    const was = native === null ? null : (metadata.read(native, context) as Sbom);
    const out: JsonDocument = { ...before };
    const put = (field: keyof Sbom, member: string, value: unknown) => {
      if (was !== null && JSON.stringify(was[field]) === JSON.stringify(sbom[field])) return;
      if (value === undefined || value === null) delete out[member];
      else out[member] = value;
    };
    put('timestamp', 'timestamp', sbom.timestamp);
    if (sbom.lifecycles.length > 0 && !since(context, '1.5'))
      context.lose('lifecycles', 'no life cycles before CycloneDX 1.5');
    else
      put(
        'lifecycles',
        'lifecycles',
        unlessEmpty(sbom.lifecycles.map(each => (PHASES.has(each) ? { phase: each } : { name: each }))),
      );
    put('tools', 'tools', writeTools(sbom.tools, context));
    put('authors', 'authors', unlessEmpty(sbom.authors.map(writePerson)));
    put('supplier', 'supplier', writeOrganization(sbom.supplier));
    if (sbom.dataLicense !== null && !since(context, '1.3'))
      context.lose('dataLicense', 'no licence of the document before CycloneDX 1.3');
    else
      put(
        'dataLicense',
        'licenses',
        sbom.dataLicense === null ? undefined : [{ license: nameOf(sbom.dataLicense) }],
      );
    return Object.keys(out).length > 0 ? { metadata: out } : {};
  },
};

/** The format takes identifiers of the list alone as `id`. */
function nameOf(license: string): { id: string } | { name: string } {
  const id = canonicalLicenseId(license);
  return id === null ? { name: license } : { id };
}

const PHASES = new Set([
  'design',
  'pre-build',
  'build',
  'post-build',
  'operations',
  'discovery',
  'decommission',
]);

function readTools(value: unknown): SbomTool[] {
  const nodes = isJsonObject(value)
    ? [...objectsOf(own(value, 'components')), ...objectsOf(own(value, 'services'))]
    : objectsOf(value);
  return nodes.flatMap(node => {
    const name = wordIn(own(node, 'name'));
    if (name === null) return [];
    const vendor =
      wordIn(own(node, 'vendor')) ??
      wordIn(own(node, 'group')) ??
      readOrganization(own(node, 'supplier'))?.name;
    return [{ vendor: vendor ?? null, name, version: wordIn(own(node, 'version')) }];
  });
}

function writeTools(tools: SbomTool[], context: CycloneDxContext): unknown {
  if (tools.length === 0) return undefined;
  const isObject = since(context, '1.5');
  const list = tools.map(({ vendor, name, version }) => ({
    ...(isObject ? { type: 'application' } : {}),
    ...(vendor === null ? {} : { [isObject ? 'group' : 'vendor']: vendor }),
    name,
    ...(version === null ? {} : { version }),
  }));
  return isObject ? { components: list } : list;
}

const properties: DocumentGroup = {
  fields: ['properties', 'name', 'comment'],
  members: ['properties'],
  read(node) {
    const all = objectsOf(own(node, 'properties')).flatMap(each => readProperty(each) ?? []);
    const named = (name: string) => all.find(each => each.name === name)?.value ?? null;
    return {
      properties: all.filter(each => !OWN_PROPERTIES.has(each.name)),
      name: named(NAME_PROPERTY),
      comment: named(COMMENT_PROPERTY),
    };
  },
  write({ properties, name, comment, serial }, context, native) {
    const list = [...properties];
    if (name !== null) list.push({ name: NAME_PROPERTY, value: name });
    if (comment !== null) list.push({ name: COMMENT_PROPERTY, value: comment });
    if (serial !== null && !UUID.test(serial) && !list.some(each => each.name === SERIAL_PROPERTY))
      list.push({ name: SERIAL_PROPERTY, value: serial });
    if (since(context, '1.5'))
      return {
        properties: writeList(list, objectsOf(native?.properties), readProperty, each => ({ ...each })),
      };
    for (const each of list)
      context.lose('properties', 'no properties of the document before CycloneDX 1.5', each.name);
    return {};
  },
};

const vulnerabilities: DocumentGroup = {
  fields: ['vulnerabilities'],
  members: ['vulnerabilities'],
  read: node => ({
    vulnerabilities: objectsOf(own(node, 'vulnerabilities')).flatMap(each => readVulnerability(each) ?? []),
  }),
  write({ vulnerabilities }, context, native) {
    if (vulnerabilities.length > 0 && !since(context, '1.4')) {
      context.lose('vulnerabilities', 'no vulnerabilities before CycloneDX 1.4');
      return {};
    }
    return {
      vulnerabilities: writeList(
        vulnerabilities,
        objectsOf(native?.vulnerabilities),
        readVulnerability,
        writeVulnerability,
      ),
    };
  },
};

export const DOCUMENT_GROUPS: readonly DocumentGroup[] = [serial, metadata, vulnerabilities, properties];
