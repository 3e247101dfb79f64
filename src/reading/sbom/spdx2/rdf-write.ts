/** The JSON form of SPDX 2.2 and 2.3 in RDF/XML. */
import { type LicenseExpression, tryParseExpression } from '../../../core/licenses/index.ts';
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import { objectsOf, own, textIn, textsIn } from '../values.ts';
import { escapeAttribute, escapeText } from '../xml-text.ts';
import { isWordList, LICENSES, PREFIXES, REFERENCES, TERMS, wordToUri } from './rdf-words.ts';
import { type Field, fieldsOf, isClass } from './schema.ts';

const CLASS_NAMES: Record<string, string> = {
  document: 'SpdxDocument',
  creationInfo: 'CreationInfo',
  package: 'Package',
  file: 'File',
  snippet: 'Snippet',
  extractedLicense: 'ExtractedLicensingInfo',
  relationship: 'Relationship',
  annotation: 'Annotation',
  review: 'Review',
  externalRef: 'ExternalRef',
  externalDocumentRef: 'ExternalDocumentRef',
  checksum: 'Checksum',
  verification: 'PackageVerificationCode',
};

/** `onRefused` gets the JSON pointer of what the vocabulary has no way to say. */
export function writeRdf(document: JsonDocument, onRefused: (path: string) => void): string {
  const namespace = textIn(own(document, 'documentNamespace')) ?? '';
  const prefixes = Object.entries(PREFIXES).map(([name, uri]) => ` xmlns:${name}="${uri}"`);
  const pieces = [`<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF${prefixes.join('')}>\n`];
  const relations = new Map<string, JsonDocument[]>();
  const documentId = textIn(own(document, 'SPDXID')) ?? 'SPDXRef-DOCUMENT';
  const relate = (node: JsonDocument) => {
    const id = textIn(own(node, 'spdxElementId')) ?? '';
    const list = relations.get(id);
    if (list === undefined) relations.set(id, [node]);
    else list.push(node);
  };
  for (const id of textsIn(own(document, 'documentDescribes')))
    relate({ spdxElementId: documentId, relationshipType: 'DESCRIBES', relatedSpdxElement: id });
  for (const each of objectsOf(own(document, 'relationships'))) relate(each);

  const uriOf = (id: string): string => {
    if (id === 'NONE') return `${TERMS}none`;
    if (id === 'NOASSERTION') return `${TERMS}noassertion`;
    return id.startsWith('DocumentRef-') ? id : `${namespace}#${id}`;
  };
  const line = (level: number, text: string) => void pieces.push('  '.repeat(level), text, '\n');
  const resource = (level: number, name: string, uri: string) =>
    line(level, `<${name} rdf:resource="${escapeAttribute(uri)}"/>`);
  const literal = (level: number, name: string, text: string) =>
    line(level, `<${name}>${escapeText(text)}</${name}>`);

  function element(
    name: string,
    node: JsonDocument,
    level: number,
    path: string,
    about: string | null,
  ): void {
    const type = `spdx:${CLASS_NAMES[name] ?? name}`;
    line(level, about === null ? `<${type}>` : `<${type} rdf:about="${escapeAttribute(about)}">`);
    for (const key of Object.keys(node)) {
      const field = fieldsOf(name).find(each => each.json === key);
      if (field === undefined || !isWritable(field, name)) onRefused(`${path}/${key}`);
      else if (field.rdf !== null && field.type !== 'extractedLicense')
        values(field, node[key], level + 1, `${path}/${key}`);
    }
    const id = about === null ? null : textIn(own(node, 'SPDXID'));
    const mine = id === null ? undefined : relations.get(id);
    if (id !== null && mine !== undefined) {
      relations.delete(id);
      for (const each of mine) relation(each, level + 1);
    }
    if (name === 'package')
      for (const id of textsIn(own(node, 'hasFiles'))) resource(level + 1, 'spdx:hasFile', uriOf(id));
    if (name === 'snippet') for (const each of objectsOf(own(node, 'ranges'))) range(each, level + 1);
    line(level, `</${type}>`);
  }

  function values(field: Field, value: unknown, level: number, path: string): void {
    const name = field.rdf?.includes(':') ? field.rdf : `spdx:${field.rdf}`;
    for (const [i, each] of (Array.isArray(value) ? value : [value]).entries()) {
      const at = Array.isArray(value) ? `${path}/${i}` : path;
      if (isClass(field.type)) {
        if (!isJsonObject(each)) onRefused(at);
        else {
          line(level, `<${name}>`);
          element(field.type, each, level + 1, at, null);
          line(level, `</${name}>`);
        }
        continue;
      }
      const text = textIn(each);
      if (text === null) onRefused(at);
      else scalar(field, name, text, level, at);
    }
  }

  function scalar(field: Field, name: string, text: string, level: number, path: string): void {
    if (isWordList(field.type)) {
      const uri = wordToUri(field.type, text);
      if (uri === null) onRefused(path);
      else resource(level, name, uri);
    } else if (field.type === 'license') {
      const expression = text === 'NONE' || text === 'NOASSERTION' ? null : tryParseExpression(text);
      if (expression === null) {
        if (text === 'NONE' || text === 'NOASSERTION') resource(level, name, uriOf(text));
        else literal(level, name, text);
      } else if ('operands' in expression || expression.addition !== null || expression.orLater) {
        line(level, `<${name}>`);
        license(expression, level + 1);
        line(level, `</${name}>`);
      } else resource(level, name, licenseUri(expression.id));
    } else if (field.json === 'relatedSpdxElement' || field.json === 'snippetFromFile')
      resource(level, name, uriOf(text));
    else if (field.json === 'referenceType')
      resource(level, name, text.includes(':') ? text : `${REFERENCES}${text}`);
    else if (field.json === 'spdxDocument') resource(level, name, text);
    else if (
      ['text', 'party', 'location'].includes(field.type) &&
      (text === 'NONE' || text === 'NOASSERTION')
    )
      resource(level, name, uriOf(text));
    else literal(level, name, text);
  }

  const licenseUri = (id: string) =>
    id.startsWith('LicenseRef-')
      ? `${namespace}#${id}`
      : id.startsWith('DocumentRef-')
        ? id
        : `${LICENSES}${id}`;

  function license(expression: LicenseExpression, level: number): void {
    if ('operands' in expression) {
      const type = expression.kind === 'and' ? 'spdx:ConjunctiveLicenseSet' : 'spdx:DisjunctiveLicenseSet';
      line(level, `<${type}>`);
      for (const operand of expression.operands) member(operand, level + 1);
      line(level, `</${type}>`);
    } else if (expression.addition !== null) {
      line(level, '<spdx:WithExceptionOperator>');
      member({ ...expression, addition: null }, level + 1);
      line(level + 1, '<spdx:licenseException><spdx:ListedLicenseException>');
      literal(level + 2, 'spdx:licenseExceptionId', expression.addition);
      line(level + 1, '</spdx:ListedLicenseException></spdx:licenseException>');
      line(level, '</spdx:WithExceptionOperator>');
    } else {
      line(level, '<spdx:OrLaterOperator>');
      member({ ...expression, orLater: false }, level + 1);
      line(level, '</spdx:OrLaterOperator>');
    }
  }
  function member(expression: LicenseExpression, level: number): void {
    if (!('operands' in expression) && expression.addition === null && !expression.orLater) {
      resource(level, 'spdx:member', licenseUri(expression.id));
      return;
    }
    line(level, '<spdx:member>');
    license(expression, level + 1);
    line(level, '</spdx:member>');
  }
  function relation(node: JsonDocument, level: number): void {
    const { spdxElementId: _, ...rest } = node;
    line(level, '<spdx:relationship>');
    element('relationship', rest, level + 1, '/relationships', null);
    line(level, '</spdx:relationship>');
  }
  function range(node: JsonDocument, level: number): void {
    line(level, '<spdx:range><ptr:StartEndPointer>');
    for (const name of ['startPointer', 'endPointer']) {
      const each = own(node, name);
      if (!isJsonObject(each)) continue;
      const member = each.offset === undefined ? 'lineNumber' : 'offset';
      const type = member === 'offset' ? 'ptr:ByteOffsetPointer' : 'ptr:LineCharPointer';
      line(level + 1, `<ptr:${name}><${type}>`);
      resource(level + 2, 'ptr:reference', uriOf(textIn(each.reference) ?? ''));
      literal(level + 2, `ptr:${member}`, textIn(each[member]) ?? '');
      line(level + 1, `</${type}></ptr:${name}>`);
    }
    line(level, '</ptr:StartEndPointer></spdx:range>');
  }

  element('document', document, 1, '', uriOf(documentId));
  for (const [member, name] of [
    ['packages', 'package'],
    ['files', 'file'],
    ['snippets', 'snippet'],
    ['hasExtractedLicensingInfos', 'extractedLicense'],
  ] as const) {
    for (const [i, each] of objectsOf(own(document, member)).entries()) {
      const id = textIn(own(each, name === 'extractedLicense' ? 'licenseId' : 'SPDXID')) ?? '';
      element(name, each, 1, `/${member}/${i}`, uriOf(id));
    }
  }
  for (const id of relations.keys()) onRefused(`/relationships (of ${id.slice(0, 80)})`);
  pieces.push('</rdf:RDF>\n');
  return pieces.join('');
}

/** What RDF says by the place of a node, its name or its own elements. */
const ELSEWHERE = new Set([
  'SPDXID',
  'documentNamespace',
  'documentDescribes',
  'packages',
  'files',
  'snippets',
  'relationships',
  'hasFiles',
  'ranges',
  'hasExtractedLicensingInfos',
]);

function isWritable(field: Field, name: string): boolean {
  return (
    field.rdf !== null ||
    ELSEWHERE.has(field.json) ||
    (name === 'relationship' && field.json === 'spdxElementId')
  );
}
