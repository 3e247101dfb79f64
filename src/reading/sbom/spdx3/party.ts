/** Agents of SPDX 3. */
import type { JsonDocument } from '../../../formats/json.ts';
import type { Party } from '../model.ts';
import { objectsOf, own, wordIn } from '../values.ts';
import { type Graph, referred, typeOf } from './graph.ts';

export function readAgent(value: unknown, graph: Graph): Party | null {
  const element = referred(value, graph);
  if (element === null) return null;
  const type = typeOf(element);
  if (type !== 'Person' && type !== 'Organization' && type !== 'Agent') return null;
  const identifiers = objectsOf(own(element, 'externalIdentifier'));
  const identifier = (kind: string) =>
    wordIn(own(identifiers.find(each => own(each, 'externalIdentifierType') === kind) ?? {}, 'identifier'));
  const name = wordIn(own(element, 'name'));
  const email = identifier('email');
  const url = identifier('urlScheme');
  if (name === null && email === null && url === null) return null;
  return { kind: type === 'Person' ? 'person' : 'organization', name, email, url };
}

export function agentMembers(party: Party): JsonDocument {
  const identifiers = [
    ...(party.email === null
      ? []
      : [{ type: 'ExternalIdentifier', externalIdentifierType: 'email', identifier: party.email }]),
    ...(party.url === null
      ? []
      : [{ type: 'ExternalIdentifier', externalIdentifierType: 'urlScheme', identifier: party.url }]),
  ];
  return {
    ...(party.name === null ? {} : { name: party.name }),
    ...(identifiers.length > 0 ? { externalIdentifier: identifiers } : {}),
  };
}
