/** The members that XML and JSON write in ways no row can say. Each has a way to read its element and a way to write it. */
import { isJsonObject, type JsonDocument, memberOf } from '../../../formats/json.ts';
import type { XmlElement } from '../../../formats/xml.ts';
import { localName, type ReadContext, scopeOf } from './xml-names.ts';
import { type Type, typeNamed } from './xml-types.ts';
import type { XmlWriter } from './xml-write.ts';

/** How other elements are read; handed in, since they read these in turn. */
export interface ElementReader {
  readType(element: XmlElement, type: Type, context: ReadContext): JsonDocument;
  readValue(element: XmlElement, type: string, context: ReadContext): unknown;
}

/** The JSON form of an element whose codec is `name`. */
export function readSpecial(
  element: XmlElement,
  name: string,
  context: ReadContext,
  { readType, readValue }: ElementReader,
): unknown {
  const inner = (type: string, child: XmlElement) =>
    readValue(child, type, { version: context.version, scope: scopeOf(child, context.scope) });
  const children = element.children.map(child => ({
    child,
    local: localName(child, scopeOf(child, context.scope)),
  }));
  const first = (local: string) => children.find(each => each.local === local)?.child;
  switch (name) {
    case 'licenses':
      return children.flatMap(({ child, local }) => {
        if (local === 'license') return [{ license: inner('licenseType', child) }];
        if (local === 'expression') return [inner('licenseExpression', child)];
        return local === 'expression-detailed' ? [inner('licenseExpressionDetailed', child)] : [];
      });
    case 'tools':
      if (first('components') === undefined && first('services') === undefined)
        return children.filter(each => each.local === 'tool').map(each => inner('toolType', each.child));
      return readType(element, { ...typeNamed('bom'), attributes: new Map() }, context);
    case 'asserter':
    case 'party': {
      const organisation = first('organization');
      if (organisation !== undefined) return inner('organizationalEntity', organisation);
      const person = first('contact') ?? first('individual');
      return person === undefined
        ? (first('ref')?.text.trim() ?? '')
        : inner('organizationalContact', person);
    }
    default:
      return readType(element, typeNamed('dataClassificationType'), context);
  }
}

/** Writes `value`, the JSON form, as an element of that name. */
export function writeSpecial(
  writer: XmlWriter,
  element: string,
  name: string,
  value: unknown,
  path: string,
): void {
  switch (name) {
    case 'licenses':
      if (!Array.isArray(value)) {
        writer.refuse(path);
        return;
      }
      writer.open(element);
      for (const [i, each] of value.entries()) {
        const at = `${path}/${i}`;
        if (!isJsonObject(each)) writer.refuse(at);
        else if (isJsonObject(each.license))
          writer.type('license', 'licenseType', each.license, `${at}/license`);
        else if (
          Array.isArray(each.expressionDetails) ||
          each.licensing !== undefined ||
          each.properties !== undefined
        )
          writer.type('expression-detailed', 'licenseExpressionDetailed', each, at);
        else writer.type('expression', 'licenseExpression', each, at);
      }
      writer.close(element);
      return;
    case 'tools':
      if (isJsonObject(value)) {
        writer.type(element, 'bom', value, path);
        return;
      }
      if (!Array.isArray(value)) {
        writer.refuse(path);
        return;
      }
      writer.open(element);
      for (const [i, each] of value.entries()) writer.value('tool', 'toolType', each, `${path}/${i}`);
      writer.close(element);
      return;
    case 'asserter':
    case 'party': {
      const person = name === 'party' ? 'individual' : 'contact';
      writer.open(element);
      if (typeof value === 'string') writer.value('ref', 'string', value, path);
      else if (isPerson(value)) writer.value(person, 'organizationalContact', value, path);
      else writer.value('organization', 'organizationalEntity', value, path);
      writer.close(element);
      return;
    }
    default:
      writer.refuse(path);
      return;
  }
}

/** A contact has an address to write to, an organisation a site; who has neither is taken for an organisation. */
function isPerson(value: unknown): value is JsonDocument {
  return memberOf(value, 'email') !== undefined || memberOf(value, 'phone') !== undefined;
}
