/**
 * How the members of CycloneDX's JSON form are spelt in XML, read from the rows of data/types.ts. A row lists the members
 * of a type in the order that the XSD demands:
 *
 *     @name:type         an attribute              #name:type       the text of the element
 *     name:type          one element               name*:type       an element for each of an array
 *     name>item:type     an array: `item` elements inside `name`; `item!` where JSON wraps each as `{ item: ... }`
 *
 * `name=other` gives the name in JSON where it differs, `~1.5` the version that brought the member, `|` an alternative item.
 * A type is a word (`string`, `boolean`, `integer`, `number`), `ref` for an element whose one attribute is a reference, another
 * row, or `%codec` of xml-special.ts.
 */
import { TYPES, VALUES } from './data/types.ts';

export interface Item {
  xml: string;
  type: string;
  /** JSON wraps the value in an object whose one member is `xml`. */
  isWrapped: boolean;
}

export interface Member {
  place: 'attribute' | 'text' | 'one' | 'many' | 'list';
  xml: string;
  json: string;
  /** The version that brought it; null for what 1.2 had. */
  since: string | null;
  /** Of a list, what may stand in it; else the one type. */
  items: Item[];
}

export interface Type {
  members: Member[];
  attributes: Map<string, Member>;
  elements: Map<string, Member>;
  byName: Map<string, Member>;
  text: Member | null;
}

const MEMBER =
  /^(?<sign>[@#]?)(?<xml>[\w-]+)(?:=(?<json>[\w-]+))?(?:~(?<since>[\d.]+))?(?<many>\*?)(?:>(?<items>.+)|:(?<type>.+))$/;
const ITEM = /^([\w-]+)(!?):(.+)$/;

function memberOf(text: string): Member {
  const parts = MEMBER.exec(text)?.groups;
  if (parts === undefined) throw new Error(`no member: ${text}`);
  const { sign, xml = '', json, since, many, items, type = '' } = parts;
  return {
    place: sign === '@' ? 'attribute' : sign === '#' ? 'text' : items ? 'list' : many ? 'many' : 'one',
    xml,
    json: json ?? xml,
    since: since ?? null,
    items: items
      ? items.split('|').map(item => {
          const [, name = '', wrapped, itemType = ''] = ITEM.exec(item) ?? [];
          return { xml: name, type: itemType, isWrapped: wrapped === '!' };
        })
      : [{ xml, type, isWrapped: false }],
  };
}

const types = new Map<string, Type>();
for (const line of TYPES.trim().split('\n')) {
  const [id = '', row = ''] = line.split(' = ');
  if (row.startsWith('%')) continue;
  const members = row.split(' ').map(memberOf);
  types.set(id, {
    members,
    attributes: new Map(members.filter(each => each.place === 'attribute').map(each => [each.xml, each])),
    elements: new Map(
      members.filter(each => ['one', 'many', 'list'].includes(each.place)).map(each => [each.xml, each]),
    ),
    byName: new Map(members.map(each => [each.json, each])),
    text: members.find(each => each.place === 'text') ?? null,
  });
}

/** Words by `type.member`, each with the version that brought it. */
const words = new Map<string, Map<string, string>>();
for (const line of VALUES.trim().split('\n')) {
  const [id = '', list = ''] = line.split(' = ');
  words.set(
    id,
    new Map(
      list
        .split(' ')
        .map(word => word.split('~') as [string, string?])
        .map(([word, since]) => [word, since ?? '1.2']),
    ),
  );
}

const NONE: Type = { members: [], attributes: new Map(), elements: new Map(), byName: new Map(), text: null };

/** The type of that name; null for words and codecs. */
export function typeOf(name: string): Type | null {
  return types.get(name) ?? null;
}

/** The type of that name, without members where there is none. */
export function typeNamed(name: string): Type {
  return types.get(name) ?? NONE;
}

/** The words that a member of a type may have and the versions that brought them; null where versions did not add any. */
export function wordsOf(type: string, member: string): Map<string, string> | null {
  return words.get(`${type}.${member}`) ?? null;
}
