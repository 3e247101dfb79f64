/** Vulnerabilities of SPDX 3's Security profile: elements, what they affect, and their CVSS assessments. */
import type { JsonDocument } from '../../../formats/json.ts';
import type { SbomVulnerability } from '../model.ts';
import { objectsOf, own, textsIn, wordIn } from '../values.ts';
import type { Spdx3Context } from './context.ts';
import { type Graph, idOf, idsIn, typeOf } from './graph.ts';

const METHODS = new Map([
  ['security_CvssV2VulnAssessmentRelationship', 'CVSSv2'],
  ['security_CvssV3VulnAssessmentRelationship', 'CVSSv3'],
  ['security_CvssV4VulnAssessmentRelationship', 'CVSSv4'],
]);

export function readVulnerabilities(graph: Graph): SbomVulnerability[] {
  const found = new Map<string, SbomVulnerability>();
  for (const element of graph.elements) {
    const id = idOf(element);
    if (typeOf(element) !== 'security_Vulnerability' || id === null) continue;
    const identifiers = objectsOf(own(element, 'externalIdentifier'));
    const named = identifiers.flatMap(each => wordIn(own(each, 'identifier')) ?? [])[0];
    found.set(id, {
      id: named ?? wordIn(own(element, 'name')) ?? id,
      source: null,
      description: wordIn(own(element, 'description')),
      ratings: [],
      recommendation: null,
      advisories: objectsOf(own(element, 'externalRef')).flatMap(each => textsIn(own(each, 'locator'))),
      affects: [],
    });
  }
  if (found.size === 0) return [];
  for (const element of graph.elements) {
    const type = wordIn(own(element, 'relationshipType'));
    const from = idsIn(own(element, 'from'))[0] ?? '';
    const method = METHODS.get(typeOf(element));
    if (type === 'hasAssociatedVulnerability')
      for (const to of idsIn(own(element, 'to'))) found.get(to)?.affects.push({ id: from, versions: [] });
    else if (type === 'affects')
      for (const to of idsIn(own(element, 'to'))) found.get(from)?.affects.push({ id: to, versions: [] });
    else if (method !== undefined) {
      const score = own(element, 'security_score');
      found.get(from)?.ratings.push({
        severity: wordIn(own(element, 'security_severity')),
        score: typeof score === 'number' ? score : null,
        method,
        vector: wordIn(own(element, 'security_vectorString')),
      });
    }
  }
  return [...found.values()];
}

/** Whether an element is read by `readVulnerabilities`. */
export function isVulnerabilityPart(element: JsonDocument): boolean {
  const type = typeOf(element);
  const relation = own(element, 'relationshipType');
  return (
    type === 'security_Vulnerability' ||
    METHODS.has(type) ||
    (type === 'Relationship' && (relation === 'hasAssociatedVulnerability' || relation === 'affects'))
  );
}

export function writeVulnerabilities(
  vulnerabilities: readonly SbomVulnerability[],
  toId: (id: string) => string,
  context: Spdx3Context,
): void {
  for (const { id, source, description, ratings, recommendation, advisories, affects } of vulnerabilities) {
    if (source !== null && (source.url === null || !advisories.includes(source.url)))
      context.lose('vulnerabilities/source', 'SPDX 3 has no source of a vulnerability');
    if (recommendation !== null)
      context.lose('vulnerabilities/recommendation', 'written only in assessments of SPDX 3');
    const element = context.add(
      'security_Vulnerability',
      {
        externalIdentifier: [
          {
            type: 'ExternalIdentifier',
            externalIdentifierType: id.startsWith('CVE-') ? 'cve' : 'securityOther',
            identifier: id,
          },
        ],
        ...(description === null ? {} : { description }),
        ...(advisories.length > 0
          ? {
              externalRef: [
                { type: 'ExternalRef', externalRefType: 'securityAdvisory', locator: advisories },
              ],
            }
          : {}),
      },
      id,
    );
    const targets = affects.map(each => toId(each.id));
    for (const target of targets)
      context.add('Relationship', {
        from: target,
        relationshipType: 'hasAssociatedVulnerability',
        to: [element],
      });
    if (affects.some(each => each.versions.length > 0))
      context.lose('vulnerabilities/affects/versions', 'SPDX 3 names elements, not versions');
    for (const rating of ratings) {
      const members = assessment(rating);
      if (members === null || targets.length === 0)
        context.lose('vulnerabilities/ratings', 'no such assessment in SPDX 3');
      else
        context.add(members.type, {
          from: element,
          relationshipType: 'hasAssessmentFor',
          to: targets,
          ...members.members,
        });
    }
  }
}

function assessment({ severity, score, method, vector }: SbomVulnerability['ratings'][number]) {
  if (score === null || vector === null) return null;
  const common: JsonDocument = { security_score: score, security_vectorString: vector };
  const word = severity === 'info' ? 'none' : severity;
  if (method === 'CVSSv2') return { type: 'security_CvssV2VulnAssessmentRelationship', members: common };
  if (word === null || !['none', 'low', 'medium', 'high', 'critical'].includes(word)) return null;
  const rated = { ...common, security_severity: word };
  if (method === 'CVSSv3' || method === 'CVSSv31')
    return { type: 'security_CvssV3VulnAssessmentRelationship', members: rated };
  return method === 'CVSSv4' ? { type: 'security_CvssV4VulnAssessmentRelationship', members: rated } : null;
}
