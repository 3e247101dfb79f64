/** What the model does not hold of a document that was read: what every conversion to another family loses. */
import { COMPONENT_GROUPS } from './cyclonedx/component.ts';
import { DOCUMENT_GROUPS as CYCLONEDX_DOCUMENT } from './cyclonedx/metadata.ts';
import type { Losses } from './losses.ts';
import { emptyComponent, emptySbom, everyComponent, type Sbom, type SbomComponent } from './model.ts';
import { unheld } from './overlay.ts';
import { DOCUMENT_GROUPS as SPDX2_DOCUMENT } from './spdx2/creation.ts';
import { contextOf } from './spdx2/document.ts';
import { FILE_GROUPS, PACKAGE_GROUPS } from './spdx2/package.ts';
import { graphOf, isComponent, typeOf } from './spdx3/graph.ts';
import { ELEMENT_GROUPS } from './spdx3/package.ts';
import { readingContext } from './spdx3/read.ts';
import { isRelationship } from './spdx3/relationships.ts';
import { isVulnerabilityPart } from './spdx3/vulnerabilities.ts';
import { objectIn } from './values.ts';

const BLANK = emptyComponent('', '');
const WHY = 'only the format that was read has it';

export function addUnheld(sbom: Sbom, losses: Losses): void {
  const { source, extra } = sbom;
  if (source === null || extra === null) return;
  const add = (path: string) => losses.add(path, WHY);
  if (source.family === 'cyclonedx') {
    const context = { version: source.version, lose: () => {} };
    const { component: _, ...metadata } = objectIn(extra.node.metadata);
    const document = { ...extra.node, metadata };
    const also = new Set(['bomFormat', 'specVersion', '$schema', 'components', 'dependencies']);
    for (const path of unheld(CYCLONEDX_DOCUMENT, document, context, also, emptySbom())) add(path);
    const inside = new Set(['bom-ref', 'components']);
    for (const { path, node } of nodesOf(sbom, '/components'))
      for (const each of unheld(COMPONENT_GROUPS, node, context, inside, BLANK)) add(`${path}${each}`);
  } else if (source.family === 'spdx2') {
    const context = contextOf(extra.node, source.version as '2.2' | '2.3');
    context.created = sbom.timestamp ?? context.created;
    const also = new Set([
      'spdxVersion',
      'SPDXID',
      'packages',
      'files',
      'relationships',
      'documentDescribes',
      'hasExtractedLicensingInfos',
    ]);
    for (const path of unheld(SPDX2_DOCUMENT, extra.node, context, also, emptySbom())) add(path);
    const inside = new Set(['SPDXID', 'hasFiles']);
    for (const { node, path } of nodesOf(sbom, '')) {
      const isFile = Object.hasOwn(node, 'fileName');
      for (const each of unheld(isFile ? FILE_GROUPS : PACKAGE_GROUPS, node, context, inside, BLANK))
        add(`${isFile ? '/files' : '/packages'}${path}${each}`);
    }
  } else addUnheldElements(sbom, losses);
}

/** Types of elements whose content is read from where they are referred to. */
const REFERRED =
  /^(?:CreationInfo|SpdxDocument|software_Sbom|Bom|Person|Organization|Tool|Agent|SoftwareAgent|simplelicensing_|expandedlicensing_)/;

function addUnheldElements(sbom: Sbom, losses: Losses): void {
  const graph = graphOf(sbom.extra?.node ?? {});
  const context = { ...readingContext(graph), party: () => '' };
  const inside = new Set(['type', '@type', 'spdxId', '@id', 'creationInfo', 'suppliedBy', 'originatedBy']);
  const groups = ELEMENT_GROUPS.filter(group => !group.members.some(member => inside.has(member)));
  for (const { path, node } of nodesOf(sbom, '/@graph'))
    for (const each of unheld(groups, node, context, inside, BLANK)) losses.add(`${path}${each}`, WHY);
  for (const [i, element] of graph.elements.entries()) {
    if (
      isComponent(element) ||
      isRelationship(element) ||
      isVulnerabilityPart(element) ||
      REFERRED.test(typeOf(element))
    )
      continue;
    losses.add(`/@graph/${i}`, WHY, typeOf(element));
  }
}

function* nodesOf(
  sbom: Sbom,
  start: string,
): Generator<{ path: string; node: NonNullable<SbomComponent['extra']>['node'] }> {
  let i = 0;
  for (const { component } of everyComponent(sbom)) {
    if (component.extra !== null) yield { path: `${start}/${i}`, node: component.extra.node };
    i++;
  }
}

/** What the model does not hold of one component, as `addUnheld` does of all; for documents that are read in parts. */
export function addUnheldOf(component: SbomComponent, losses: Losses): void {
  const { extra } = component;
  if (extra === null) return;
  const add = (paths: Iterable<string>) => {
    for (const path of paths) losses.add(`/components/*${path}`, WHY);
  };
  if (extra.family === 'cyclonedx')
    add(
      unheld(
        COMPONENT_GROUPS,
        extra.node,
        { version: '1.7', lose: () => {} },
        new Set(['bom-ref', 'components', 'author']),
        BLANK,
      ),
    );
  else if (extra.family === 'spdx2') {
    const isFile = Object.hasOwn(extra.node, 'fileName');
    add(
      unheld(
        isFile ? FILE_GROUPS : PACKAGE_GROUPS,
        extra.node,
        contextOf({}, '2.3'),
        new Set(['SPDXID', 'hasFiles', 'annotations']),
        BLANK,
      ),
    );
  }
}
