/** The advisories about a package, and what they say of its latest version. */
import { Rows } from '../../../ui/components/rows.tsx';
import { EmptyState } from '../../../ui/components/text.tsx';
import { Cut } from '../../../ui/components/tool-result.tsx';
import { paths, queryString } from '../../../ui/paths.ts';
import {
  advisoriesAbout,
  advisoryRow,
  type Matched,
  matchVersion,
  PotentialAdvisories,
  repackagesAt,
} from '../../advisories/public.ts';
import type { Page } from '../../service.ts';
import { relativesOf } from '../relatives.ts';
import { type TabProps, tabPage } from './tab-page.tsx';

const SHOWN = 100;

export function Advisories({
  registry,
  facts,
  matched,
  isKnown,
}: TabProps & { matched: Matched[]; isKnown: boolean }) {
  const list = `${paths.advisories}${queryString({ ecosystem: registry.ecosystem, package_name: facts.name })}`;
  if (!isKnown)
    return (
      <EmptyState title="Not known">
        <p>No source of advisories about {registry.ecosystem} was imported.</p>
      </EmptyState>
    );
  if (matched.length === 0) return <EmptyState title={`No advisory is about ${facts.name}`} />;
  const affecting = matched.filter(
    ({ advisory, verdict }) => advisory.withdrawnAt === null && verdict?.verdict === 'affected',
  ).length;
  return (
    <>
      {facts.latestVersion !== null && (
        <p class="tab-intro">
          {affecting === 0
            ? `None of them is known to affect ${facts.latestVersion}, the latest version.`
            : `${affecting} of them ${affecting === 1 ? 'affects' : 'affect'} ${facts.latestVersion}, the latest version.`}{' '}
          <a href={list}>In the list of all advisories</a>
        </p>
      )}
      <Rows
        items={matched
          .slice(0, SHOWN)
          .map(of => advisoryRow(of.advisory, facts.latestVersion && verdictWords(of, facts.latestVersion)))}
      />
      <Cut shown={SHOWN} of={matched.length} what="advisories" />
    </>
  );
}

/** What an advisory says of a version, in a sentence. */
function verdictWords({ advisory, verdict }: Matched, version: string): string {
  if (advisory.withdrawnAt !== null) return 'Withdrawn: it counts for no version any more';
  if (verdict === null) return '';
  const { because, fixed } = verdict;
  const fix = fixed.nearest === null ? 'no fixed version is named' : `fixed in ${fixed.nearest}`;
  switch (because.kind) {
    case 'version':
      return `Affects ${version}: it is named; ${fix}`;
    case 'range':
      return `Affects ${version}: it lies in ${because.text}; ${fix}`;
    case 'fixed':
      return `Does not affect ${version}: fixed since ${because.version}`;
    case 'outside':
      return `Does not affect ${version}: it is in no affected range`;
    case 'status':
      return `Does not affect ${version}: ${because.status}`;
    case 'unknown':
      return `Whether ${version} is affected cannot be told: ${because.text}`;
  }
}

export const advisories: Page = tabPage('advisories', async (context, { registry, facts }) => {
  const { ecosystem } = registry;
  const distributed = { registry, row: facts };
  const [matched, [about], repackages] = await Promise.all([
    matchVersion(context, registry, facts.name, facts.latestVersion),
    advisoriesAbout(context, [{ ecosystem, name: facts.name }]),
    registry.definition.repackaging
      ? relativesOf(context, registry, facts).then(relatives =>
          repackagesAt(
            context.db,
            distributed,
            null,
            relatives.filter(({ relation }) => relation === 'repackages'),
          ),
        )
      : [],
  ]);
  return (
    <>
      <Advisories registry={registry} facts={facts} matched={matched} isKnown={about?.isKnown === true} />
      <PotentialAdvisories repackages={repackages} />
    </>
  );
});
