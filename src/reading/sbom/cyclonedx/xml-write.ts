/**
 * The JSON form of CycloneDX as XML, its elements in the order of the XSD. What has no place in XML is left out and said.
 */
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import { escapeAttribute, escapeText } from '../xml-text.ts';
import { CYCLONEDX_NAMESPACE, type ForeignXml, type XmlNode } from './xml-names.ts';
import { writeSpecial } from './xml-special.ts';
import { type Item, type Member, typeNamed, typeOf } from './xml-types.ts';

export interface XmlWriter {
  open(name: string, attributes?: string): void;
  close(name: string): void;
  /** An element of a type that has a row. */
  type(name: string, type: string, value: JsonDocument, path: string): void;
  /** An element of any type. */
  value(name: string, type: string, value: unknown, path: string): void;
  /** Says that what lies at the path could not be written. */
  refuse(path: string): void;
  /** What was written since it was last asked. */
  take(): string;
}

const XML_START = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** `onRefused` gets the JSON pointer of each value that XML has no place for. */
export function xmlWriter(onRefused: (path: string) => void, depth = 0): XmlWriter {
  let pieces: string[] = [];
  let level = depth;
  const line = (text: string) => void pieces.push('  '.repeat(Math.min(level, 50)), text, '\n');

  const writer: XmlWriter = {
    open(name, attributes = '') {
      line(`<${name}${attributes}>`);
      level++;
    },
    close(name) {
      level--;
      line(`</${name}>`);
    },
    refuse: onRefused,
    take() {
      const text = pieces.join('');
      pieces = [];
      return text;
    },
    value(name, type, value, path) {
      if (type.startsWith('%')) {
        writeSpecial(writer, name, type.slice(1), value, path);
        return;
      }
      if (type === 'ref') {
        if (!isScalar(value)) {
          onRefused(path);
          return;
        }
        line(`<${name} ref="${escapeAttribute(String(value))}"/>`);
        return;
      }
      if (isJsonObject(value) && typeOf(type) !== null) {
        writer.type(name, type, value, path);
        return;
      }
      if (!isScalar(value)) {
        onRefused(path);
        return;
      }
      line(`<${name}>${escapeText(String(value))}</${name}>`);
    },
    type(name, type, value, path) {
      const { members, byName, text } = typeNamed(type);
      const foreign = foreignOf(value);
      const attributes = attributesOf(members, value, foreign, path);
      for (const key of Object.keys(value)) {
        if (key !== '$xml' && !byName.has(key) && !NOT_WRITTEN.has(key)) onRefused(`${path}/${key}`);
      }
      if (text !== null) {
        const content = Object.hasOwn(value, text.json) ? value[text.json] : '';
        if (isScalar(content)) line(`<${name}${attributes}>${escapeText(String(content))}</${name}>`);
        else onRefused(`${path}/${text.json}`);
        return;
      }
      const before = pieces.length;
      writer.open(name, attributes);
      const opened = pieces.length;
      for (const member of members) {
        if (member.place === 'attribute' || !Object.hasOwn(value, member.json)) continue;
        writeMember(member, value[member.json], `${path}/${member.json}`, foreign.lists?.[member.json] ?? {});
      }
      for (const each of foreign.elements ?? []) raw(each);
      if (pieces.length > opened) {
        writer.close(name);
        return;
      }
      level--;
      pieces.length = before;
      line(`<${name}${attributes}/>`);
    },
  };

  function attributesOf(members: Member[], value: JsonDocument, foreign: ForeignXml, path: string): string {
    let attributes = plainAttributes(foreign.attributes);
    for (const member of members) {
      if (member.place !== 'attribute' || !Object.hasOwn(value, member.json)) continue;
      const content = value[member.json];
      if (isScalar(content)) attributes += ` ${member.xml}="${escapeAttribute(String(content))}"`;
      else onRefused(`${path}/${member.json}`);
    }
    return attributes;
  }

  function writeMember(member: Member, value: unknown, path: string, foreign: ForeignXml): void {
    const [only] = member.items;
    if (value === null || value === undefined || only === undefined) {
      onRefused(path);
      return;
    }
    if (only.type === '%classification') return;
    if (member.place === 'one') {
      writer.value(member.xml, only.type, value, path);
      return;
    }
    if (member.place === 'many') {
      for (const [i, each] of (Array.isArray(value) ? value : [value]).entries())
        writer.value(member.xml, only.type, each, Array.isArray(value) ? `${path}/${i}` : path);
      return;
    }
    if (!Array.isArray(value)) {
      onRefused(path);
      return;
    }
    const before = pieces.length;
    const attributes = plainAttributes(foreign.attributes);
    writer.open(member.xml, attributes);
    const opened = pieces.length;
    for (const [i, each] of value.entries()) {
      const item = optionFor(member.items, each);
      const content = item.isWrapped && isJsonObject(each) ? each[item.xml] : each;
      if (item.type === 'dataflow') writeDataFlow(item.xml, content, `${path}/${i}`);
      else writer.value(item.xml, item.type, content, `${path}/${i}`);
    }
    for (const each of foreign.elements ?? []) raw(each);
    if (pieces.length > opened) {
      writer.close(member.xml);
      return;
    }
    level--;
    pieces.length = before;
    line(`<${member.xml}${attributes}/>`);
  }

  /** Its classification is two members in JSON and an element of its own in XML, the first one. */
  function writeDataFlow(name: string, value: unknown, path: string): void {
    if (!isJsonObject(value)) {
      onRefused(path);
      return;
    }
    const { flow, classification, ...rest } = value;
    const { members } = typeNamed('dataflow');
    const foreign = foreignOf(rest);
    writer.open(name, attributesOf(members, rest, foreign, path));
    writer.value('classification', 'dataClassificationType', { flow, classification }, path);
    for (const member of members) {
      if (member.place === 'attribute' || !Object.hasOwn(rest, member.json)) continue;
      writeMember(member, rest[member.json], `${path}/${member.json}`, foreign.lists?.[member.json] ?? {});
    }
    for (const each of foreign.elements ?? []) raw(each);
    writer.close(name);
  }

  function raw(node: XmlNode): void {
    const attributes = plainAttributes(node.attributes);
    if (node.children.length === 0) {
      line(`<${node.name}${attributes}>${escapeText(node.text)}</${node.name}>`);
      return;
    }
    writer.open(node.name, attributes);
    if (node.text.trim() !== '') line(escapeText(node.text.trim()));
    for (const child of node.children) raw(child);
    writer.close(node.name);
  }

  return writer;
}

/** A whole document. `onRefused` as in `xmlWriter`. */
export function writeXmlBom(bom: JsonDocument, version: string, onRefused: (path: string) => void): string {
  const writer = xmlWriter(onRefused);
  const namespace = { xmlns: `${CYCLONEDX_NAMESPACE}${version}` };
  const foreign = foreignOf(bom);
  writer.type(
    'bom',
    'bom',
    { ...bom, $xml: { ...foreign, attributes: { ...namespace, ...foreign.attributes } } },
    '',
  );
  return XML_START + writer.take();
}

/** What XML says otherwise than as a member: the namespace has the version, and JSON schemas have no meaning there. */
const NOT_WRITTEN = new Set(['bomFormat', 'specVersion', '$schema']);

function optionFor(items: Item[], value: unknown): Item {
  const [first] = items as [Item];
  if (items.length === 1) return first;
  const fits = (item: Item) => {
    if (!isJsonObject(value)) return typeOf(item.type) === null;
    if (item.isWrapped) return Object.hasOwn(value, item.xml);
    if (item.type === 'dataflow') return true;
    const type = typeOf(item.type);
    return type !== null && Object.keys(value).every(key => key === '$xml' || type.byName.has(key));
  };
  return items.find(fits) ?? first;
}

function foreignOf(value: JsonDocument): ForeignXml {
  return isJsonObject(value.$xml) ? (value.$xml as ForeignXml) : {};
}

function plainAttributes(attributes: Record<string, string> | undefined): string {
  let text = '';
  for (const [name, value] of Object.entries(attributes ?? {}))
    text += ` ${name}="${escapeAttribute(value)}"`;
  return text;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
