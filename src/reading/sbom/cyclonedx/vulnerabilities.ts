/** Vulnerabilities of CycloneDX (since 1.4) as the model has them, and back. */
import type { JsonDocument } from '../../../formats/json.ts';
import type { SbomVulnerability } from '../model.ts';
import { objectIn, objectsOf, own, unlessEmpty, wordIn } from '../values.ts';

export function readVulnerability(node: JsonDocument): SbomVulnerability | null {
  const id = wordIn(own(node, 'id'));
  if (id === null) return null;
  const source = objectIn(own(node, 'source'));
  const name = wordIn(own(source, 'name'));
  const url = wordIn(own(source, 'url'));
  return {
    id,
    source: name === null && url === null ? null : { name, url },
    description: wordIn(own(node, 'description')),
    ratings: objectsOf(own(node, 'ratings')).map(rating => ({
      severity: wordIn(own(rating, 'severity')),
      score: typeof rating.score === 'number' ? rating.score : null,
      method: wordIn(own(rating, 'method')),
      vector: wordIn(own(rating, 'vector')),
    })),
    recommendation: wordIn(own(node, 'recommendation')),
    advisories: objectsOf(own(node, 'advisories')).flatMap(each => wordIn(own(each, 'url')) ?? []),
    affects: objectsOf(own(node, 'affects')).flatMap(target => {
      const ref = wordIn(own(target, 'ref'));
      if (ref === null) return [];
      const versions = objectsOf(own(target, 'versions')).map(each => ({
        version: wordIn(own(each, 'version')),
        range: wordIn(own(each, 'range')),
        status: wordIn(own(each, 'status')),
      }));
      return [{ id: ref, versions }];
    }),
  };
}

export function writeVulnerability(vulnerability: SbomVulnerability): JsonDocument {
  const { id, source, description, ratings, recommendation, advisories, affects } = vulnerability;
  return present({
    id,
    source: source === null ? null : present(source),
    ratings: unlessEmpty(ratings.map(present)),
    description,
    recommendation,
    advisories: unlessEmpty(advisories.map(url => ({ url }))),
    affects: unlessEmpty(
      affects.map(target => present({ ref: target.id, versions: unlessEmpty(target.versions.map(present)) })),
    ),
  });
}

function present(value: object): JsonDocument {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null && each !== undefined));
}
