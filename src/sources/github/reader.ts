/** Answers of GitHub's GraphQL: `securityAdvisories`, `securityVulnerabilities`, or advisories alone. */
import { isJsonObject, type JsonDocument, memberOf, objectsIn, parseJson } from '../../formats/json.ts';
import { COLLECTION_BYTES, MAX_AFFECTED, RECORD_BYTES } from '../limits.ts';
import { lastParts } from '../paths.ts';
import { mapEach } from '../record.ts';
import type { SourceReader } from '../source.ts';
import { advisoryRecord } from './advisory.ts';
import { pages } from './pages.ts';

/** A page has 100 nodes. */
const MAX_NODES = 100_000;

export const reader: SourceReader = {
  pages,
  forms: [
    {
      matches: path => /^[^.].*\.json$/.test(lastParts(path, 1)[0] ?? ''),
      maxBytes: Math.min(COLLECTION_BYTES, 4 * RECORD_BYTES),
      read: (bytes, context) =>
        mapEach(
          advisoriesIn(parseJson(bytes, context.path)),
          context,
          advisory => advisoryRecord(advisory, context.now),
          advisory => advisory.ghsaId,
        ),
    },
  ],
};

function advisoriesIn(document: unknown): JsonDocument[] {
  if (Array.isArray(document)) return document.slice(0, MAX_NODES).flatMap(advisoriesIn);
  const data = memberOf(document, 'data') ?? document;
  const advisories = memberOf(data, 'securityAdvisories');
  if (advisories !== undefined) return objectsIn(memberOf(advisories, 'nodes'), MAX_NODES);
  const vulnerabilities = memberOf(data, 'securityVulnerabilities');
  if (vulnerabilities !== undefined)
    return gathered(objectsIn(memberOf(vulnerabilities, 'nodes'), MAX_NODES));
  const one = memberOf(data, 'securityAdvisory') ?? data;
  return isJsonObject(one) ? [one] : [];
}

/**
 * A vulnerability has its advisory inside. Those of one advisory become its list, unless it brings a list of its own, which is the
 * whole: a page may hold a part only.
 */
function gathered(nodes: readonly JsonDocument[]): JsonDocument[] {
  const advisories = new Map<unknown, { advisory: JsonDocument; nodes: JsonDocument[] }>();
  for (const node of nodes) {
    const advisory = isJsonObject(node.advisory) ? node.advisory : {};
    const known = advisories.get(advisory.ghsaId ?? advisory);
    if (known === undefined) advisories.set(advisory.ghsaId ?? advisory, { advisory, nodes: [node] });
    else if (known.nodes.length < MAX_AFFECTED) known.nodes.push(node);
  }
  return [...advisories.values()].map(({ advisory, nodes: own }) =>
    isJsonObject(advisory.vulnerabilities) ? advisory : { ...advisory, vulnerabilities: { nodes: own } },
  );
}
