// Writes src/reading/sbom/cyclonedx/data/ from the official schemas that @cyclonedx/cyclonedx-library carries (Apache-2.0):
// the JSON schemas and XSDs without their documentation, and the table that says how a member of the JSON form is spelt in
// XML and since which version it exists. The table is worked out by walking the newest XSD and all JSON schemas together.
// What the two forms do differently stands in SPECIAL; whatever else does not match is an error.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SaxesParser } from 'saxes';

const require = createRequire(import.meta.url);
const library = dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json'));
const { version: libraryVersion } = require('@cyclonedx/cyclonedx-library/package.json');
const target = join(
  import.meta.dirname ?? dirname(new URL(import.meta.url).pathname),
  '../src/reading/sbom/cyclonedx/data',
);
const VERSIONS = ['1.2', '1.3', '1.4', '1.5', '1.6', '1.7'];
const NEWEST = VERSIONS.at(-1);
const read = name => readFileSync(join(library, 'res/schema', name), 'utf8');

const jsonName = version =>
  version === '1.2' || version === '1.3'
    ? `bom-${version}-strict.SNAPSHOT.schema.json`
    : `bom-${version}.SNAPSHOT.schema.json`;
const HEADER = `// Written by scripts/generate-cyclonedx.mjs from the schemas of CycloneDX, copyright OWASP Foundation, Apache-2.0,
// as @cyclonedx/cyclonedx-library ${libraryVersion} carries them; descriptions removed. Do not edit.
`;

// ---- schemas without documentation

const PROSE = new Set(['description', 'title', '$comment', 'examples', 'meta:enum', 'deprecated']);
function bare(value, isSchema = true) {
  // The library names the files that refer to each other in its own way.
  if (typeof value === 'string') return value.replace('.SNAPSHOT.schema.json', '.schema.json');
  if (Array.isArray(value)) return value.map(each => bare(each));
  if (typeof value !== 'object' || value === null) return value;
  const out = {};
  for (const [key, each] of Object.entries(value)) {
    // Under \`properties\` and \`definitions\` the keys are names of members, not words of JSON Schema.
    if (isSchema && PROSE.has(key)) continue;
    if (key === 'enum' || key === 'const' || key === 'default' || key === 'required') out[key] = each;
    else
      out[key] = bare(each, !(isSchema && ['properties', 'definitions', 'patternProperties'].includes(key)));
  }
  return out;
}
const bareXsd = text =>
  text
    .replace(/<xs:annotation>[\s\S]*?<\/xs:annotation>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\s*\n\s*/g, '\n');
const literal = text =>
  `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;

function writeSchemas() {
  for (const version of VERSIONS) {
    const json = JSON.stringify(bare(JSON.parse(read(jsonName(version)))));
    const xsd = bareXsd(read(`bom-${version}.SNAPSHOT.xsd`));
    writeFileSync(
      join(target, `schema-${version}.ts`),
      `${HEADER}export const json = ${literal(json)};\nexport const xsd = ${literal(xsd)};\n`,
    );
  }
  const shared = ['spdx', 'jsf-0.82', 'cryptography-defs'].map(name =>
    JSON.stringify(bare(JSON.parse(read(`${name}.SNAPSHOT.schema.json`)))),
  );
  writeFileSync(
    join(target, 'schema-shared.ts'),
    `${HEADER}export const json: string[] = [\n${shared.map(each => `  ${literal(each)},\n`).join('')}];\n` +
      `export const spdxXsd = ${literal(bareXsd(read('spdx.SNAPSHOT.xsd')))};\n`,
  );
}

// ---- the table

function treeOf(text) {
  const parser = new SaxesParser({});
  const stack = [{ children: [] }];
  parser.on('opentag', tag => {
    const node = { name: tag.name.replace(/^xs:/, ''), attributes: tag.attributes, children: [] };
    stack.at(-1).children.push(node);
    stack.push(node);
  });
  parser.on('closetag', () => stack.pop());
  parser.write(text).close();
  return stack[0].children[0];
}

const xsd = treeOf(read(`bom-${NEWEST}.SNAPSHOT.xsd`));
const named = kind => new Map(xsd.children.filter(c => c.name === kind).map(c => [c.attributes.name, c]));
const complexTypes = named('complexType');
const elements = named('element');
const groups = named('group');
const attributeGroups = named('attributeGroup');
const schemas = VERSIONS.map(version => JSON.parse(read(jsonName(version))));

const local = name => name?.replace(/^bom:/, '');
const isMany = node => node.attributes.maxOccurs === 'unbounded' || Number(node.attributes.maxOccurs) > 1;

/** The elements, attributes and text of a complex type, its groups and bases flattened, in the order of the schema. */
function particlesOf(type) {
  const found = new Map();
  const attributes = new Set();
  let hasText = false;
  const walk = (node, many) => {
    for (const child of node.children) {
      if (child.name === 'element') {
        const name = child.attributes.name ?? local(child.attributes.ref);
        const before = found.get(name);
        if (before) before.many ||= many || isMany(child);
        else found.set(name, { name, node: child, many: many || isMany(child) });
      } else if (child.name === 'attribute') attributes.add(child.attributes.name ?? child.attributes.ref);
      else if (child.name === 'attributeGroup') walk(attributeGroups.get(local(child.attributes.ref)), many);
      else if (['sequence', 'choice', 'all'].includes(child.name)) walk(child, many || isMany(child));
      else if (child.name === 'group') walk(groups.get(local(child.attributes.ref)), many || isMany(child));
      else if (child.name === 'simpleContent') {
        hasText = true;
        walk(child.children[0], many);
      } else if (child.name === 'complexContent') {
        walk(complexTypes.get(local(child.children[0].attributes.base)), many);
        walk(child.children[0], many);
      }
    }
  };
  walk(type, false);
  return { elements: [...found.values()], attributes: [...attributes], hasText };
}

/** The complex type of an element and its name; null for a simple one. */
function complexOf(element) {
  const node = element.attributes.ref ? elements.get(local(element.attributes.ref)) : element;
  const inline = node.children.find(child => child.name === 'complexType');
  if (inline) return { type: inline, id: null };
  const id = local(node.attributes.type);
  return complexTypes.has(id) ? { type: complexTypes.get(id), id } : null;
}

function resolved(schema, version) {
  let at = schema;
  for (let i = 0; at?.$ref && i < 10; i++) {
    if (!at.$ref.startsWith('#/')) return { type: 'string' };
    at = at.$ref
      .slice(2)
      .split('/')
      .reduce((node, key) => node[key], schemas[version]);
  }
  return at;
}
function membersOf(schema, version) {
  const at = resolved(schema, version);
  if (!at) return {};
  const out = { ...at.properties };
  for (const branch of [...(at.allOf ?? []), ...(at.oneOf ?? []), ...(at.anyOf ?? [])]) {
    for (const [key, value] of Object.entries(membersOf(branch, version))) out[key] ??= value;
  }
  return out;
}
function kindsOf(schema, version) {
  const at = resolved(schema, version);
  if (!at) return [];
  if (at.type) return [at.type].flat();
  if (at.enum) return ['string'];
  const kinds = [...(at.oneOf ?? []), ...(at.anyOf ?? []), ...(at.allOf ?? [])].flatMap(each =>
    kindsOf(each, version),
  );
  return kinds.length === 0 && at.properties ? ['object'] : kinds;
}
function itemsOf(schema, version) {
  const at = resolved(schema, version);
  return (
    at?.items ??
    [...(at?.oneOf ?? []), ...(at?.anyOf ?? [])].map(each => itemsOf(each, version)).find(Boolean)
  );
}
function valuesOf(schema, version) {
  const at = resolved(schema, version);
  if (!at) return null;
  if (at.enum) return at.enum.filter(each => typeof each === 'string');
  const branches = [...(at.oneOf ?? []), ...(at.anyOf ?? [])]
    .map(each => valuesOf(each, version))
    .filter(Boolean);
  return branches.length > 0 ? branches.flat() : null;
}

/** Where XML and JSON say the same in ways that no rule gives. `%` names a codec of xml-special.ts. */
const SPECIAL = {
  '*.licenses': 'licenses:%licenses',
  '*.tools': 'tools:%tools',
  'dependencyType.dependency': 'dependency=dependsOn*:ref',
  'dependencyType.provides': 'provides*:ref',
  'patentAssertionType.asserter': 'asserter:%asserter',
  'cryptoPropertiesType.protocolProperties.cryptoRef': 'cryptoRef=cryptoRefArray*:string',
  'cryptoPropertiesType.algorithmProperties.algorithmFamily': 'algorithmFamily:string',
  'cryptoPropertiesType.algorithmProperties.ellipticCurve': 'ellipticCurve:string',
  'vulnerabilityType.analysis.responses': 'responses=response>response:string',
  'modelCardType.modelParameters.datasets': 'datasets>ref!:string|dataset:componentDataType',
  'componentEvidenceType.identity': 'identity*:componentEvidenceType.identity',
  'componentEvidenceType.copyright': 'copyright>text!:string',
  'inputType.environmentVars': 'environmentVars>environmentVar:propertyType|value:string',
  'outputType.environmentVars': 'environmentVars>environmentVar:propertyType|value:string',
  'service.data': 'data>classification:dataClassificationType|dataflow:dataflow',
  'definitionsType.patents': 'patents>patent:patentType|patentFamily:patentFamilyType',
  'patentType.patentAssignee': 'patentAssignee*:patentAssignee',
  'componentEvidenceType.callstack.tools': null,
};
/** Types whose rows are written here, since the two forms differ in them. */
const GIVEN = {
  dataClassificationType: '@flow:string #classification:string',
  dataflow:
    '@name~1.5:string @description~1.5:string classification:%classification governance~1.5:dataGovernance source~1.5>url:string destination~1.5>url:string',
  organizationOrIndividualType: 'organization:organizationalEntity individual=contact:organizationalContact',
  patentAssignee: '%party',
  licenseType:
    '@bom-ref~1.5:string @acknowledgement~1.6:string id:string name:string text:attachedTextType url:string licensing~1.5:licensingType properties~1.5:property',
  licenseExpression: '@bom-ref:string @acknowledgement:string #expression:string',
  licenseExpressionDetailed:
    '@bom-ref:string @acknowledgement:string @expression:string details=expressionDetails*:licenseDetails licensing:licensingType properties>property:propertyType',
  licenseDetails:
    '@license-identifier=licenseIdentifier:string @bom-ref:string text:attachedTextType url:string',
  patentFamilyType:
    '@bom-ref:string familyId:string priorityApplication:priorityApplicationType members>ref:string externalReferences>reference:externalReference',
};
GIVEN.licenseType = GIVEN.licenseType.replace(
  'properties~1.5:property',
  'properties~1.5>property:propertyType',
);

const camel = name => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
const rows = new Map(Object.entries(GIVEN));
const values = new Map();
const problems = [];

function since(members, key) {
  const index = members.findIndex(each => key in each);
  // The walk enters a type by its first place, which may be younger than its members.
  const from = Math.max(
    0,
    members.findIndex(each => Object.keys(each).length > 0),
  );
  return index <= from ? '' : `~${VERSIONS[index]}`;
}

/** `nodes` holds the schema of the same place in each version, undefined where the version has none. */
function pair(id, type, nodes) {
  if (rows.has(id)) return;
  rows.set(id, '');
  const last = VERSIONS.length - 1;
  const members = nodes.map((node, version) => membersOf(node, version));
  const now = members[last];
  const used = new Set(['signature', '$schema', 'bomFormat', 'specVersion']);
  const out = [];
  const below = (key, step = each => each) => members.map((each, version) => step(each[key], version));
  const scalar = key => {
    const kinds = kindsOf(now[key], last).filter(kind => kind !== 'null');
    const lists = below(key, (node, version) => (node ? valuesOf(node, version) : null));
    const newest = lists[last];
    if (newest && lists.some(list => list && list.length < newest.length)) {
      const first = value => VERSIONS[lists.findIndex(list => list?.includes(value))];
      values.set(
        `${id}.${key}`,
        newest.map(value => (first(value) === '1.2' ? value : `${value}~${first(value)}`)),
      );
    }
    return ['boolean', 'integer', 'number'].includes(kinds[0]) ? kinds[0] : 'string';
  };
  const { elements: inner, attributes, hasText } = particlesOf(type);
  for (const name of attributes) {
    const key = name in now ? name : camel(name);
    if (!(key in now)) {
      problems.push(`${id}: attribute ${name}`);
      continue;
    }
    used.add(key);
    out.push(`@${name}${key === name ? '' : `=${key}`}${since(members, key)}:${scalar(key)}`);
  }
  if (hasText) {
    const key = ['content', 'value'].find(each => each in now && !used.has(each));
    if (!key) problems.push(`${id}: text`);
    used.add(key);
    out.push(`#${key}:${scalar(key)}`);
  }
  for (const { name, node, many } of inner) {
    const special = SPECIAL[`${id}.${name}`] ?? SPECIAL[`*.${name}`];
    if (special !== undefined || SPECIAL[`${id}.${name}`] === null) {
      if (special === undefined) continue;
      const spec = /^([\w-]+)(?:=([\w-]+))?(.*)$/.exec(special);
      const key = spec[2] ?? spec[1];
      used.add(key);
      out.push(`${spec[1]}${spec[2] ? `=${spec[2]}` : ''}${since(members, key)}${spec[3]}`);
      const complex = complexOf(node);
      const own = /^\*:([\w.]+)$/.exec(spec[3])?.[1];
      if (complex && own === `${id}.${name}`)
        pair(
          own,
          complex.type,
          below(key, (each, v) => itemsOf(each, v) ?? each),
        );
      if (spec[3].includes('componentDataType'))
        pair('componentDataType', complexTypes.get('componentDataType'), below(key, itemsOf));
      if (spec[3].includes('patentType')) {
        pair(
          'patentType',
          complexTypes.get('patentType'),
          nodes.map((_, v) => schemas[v].definitions?.patent),
        );
        pair(
          'priorityApplicationType',
          complexTypes.get('priorityApplicationType'),
          nodes.map((_, v) => schemas[v].definitions?.priorityApplication),
        );
      }
      continue;
    }
    if (!(name in now)) {
      problems.push(`${id}: element ${name}`);
      continue;
    }
    used.add(name);
    const prefix = `${name}${since(members, name)}`;
    const kinds = kindsOf(now[name], last);
    const complex = complexOf(node);
    const child = complex && (complex.id ?? `${id}.${name}`);
    if (child === 'bomReferenceType') {
      out.push(`${prefix}${many && kinds.includes('array') ? '*' : ''}:ref`);
      continue;
    }
    const wrapped = complex && particlesOf(complex.type);
    const isList =
      wrapped &&
      wrapped.elements.length === 1 &&
      wrapped.elements[0].many &&
      wrapped.attributes.length === 0 &&
      !wrapped.hasText;
    if (kinds.includes('array') && isList) {
      const item = wrapped.elements[0];
      const complexItem = complexOf(item.node);
      const itemId = complexItem && (complexItem.id ?? `${child}.${item.name}`);
      const itemNodes = below(name, itemsOf);
      const itemKinds = kindsOf(itemNodes[last], last);
      if (itemId === 'bomReferenceType') out.push(`${prefix}>${item.name}:ref`);
      else if (complexItem) {
        out.push(`${prefix}>${item.name}:${itemId}`);
        pair(itemId, complexItem.type, itemNodes);
      } else
        out.push(
          `${prefix}>${item.name}:${['integer', 'number', 'boolean'].includes(itemKinds[0]) ? itemKinds[0] : 'string'}`,
        );
    } else if (kinds.includes('array') && many) {
      const itemNodes = below(name, itemsOf);
      out.push(`${prefix}*:${child ?? 'string'}`);
      if (complex) pair(child, complex.type, itemNodes);
    } else if (complex && kinds.includes('object')) {
      out.push(`${prefix}:${child}`);
      pair(child, complex.type, below(name));
    } else if (!complex) out.push(`${prefix}:${scalar(name)}`);
    else problems.push(`${id}: ${name} is ${kinds} in JSON`);
  }
  const rest = Object.keys(now).filter(key => !used.has(key));
  if (rest.length > 0) problems.push(`${id}: only in JSON: ${rest}`);
  rows.set(id, out.join(' '));
}

writeSchemas();
pair(
  'bom',
  elements.get('bom').children.find(child => child.name === 'complexType'),
  schemas,
);
pair(
  'toolType',
  complexTypes.get('toolType'),
  schemas.map(each => each.definitions?.tool),
);
pair(
  'licensingType',
  complexTypes.get('licensingType'),
  schemas.map(each => each.definitions?.licensing),
);
// The two forms disagree about these in the schemas themselves: XML has a mixed element, JSON a name of the curve alone.
const expected = /ikev2TransformTypes\.(?:encr|prf|integ|ke|auth)/;
for (const id of [...rows.keys()]) {
  const kind = expected.exec(id)?.[0];
  if (kind)
    rows.set(
      id,
      kind.endsWith('encr')
        ? 'name:string keyLength:integer algorithm:string'
        : kind.endsWith('ke')
          ? 'group:integer algorithm:string'
          : 'name:string algorithm:string',
    );
}
// A data set may be a bare reference in JSON, which XML writes as an element of its own.
const left = problems.filter(each => !expected.test(each) && each !== 'componentDataType: only in JSON: ref');
if (left.length > 0) console.error(`unmatched:\n${left.join('\n')}`);

const table = [...rows].map(([id, row]) => `${id} = ${row}`).sort();
const enums = [...values].map(([id, list]) => `${id} = ${list.join(' ')}`).sort();
writeFileSync(
  join(target, 'types.ts'),
  `${HEADER}/** How the members of each type are spelt in XML; xml-types.ts says how a row is read. */
export const TYPES = ${literal(`\n${table.join('\n')}\n`)};

/** Words that a member may have, where versions after 1.2 brought more. */
export const VALUES = ${literal(`\n${enums.join('\n')}\n`)};
`,
);
console.error(`${table.length} types, ${enums.length} lists of words`);
