/** Where a package stands in its registry, in words. */
import { Section } from '../../../ui/components/section.tsx';
import { countOf, formatNumber } from '../../../ui/format/numbers.ts';
import { rankSentence, rankShort } from '../../../ui/format/percentiles.ts';
import type { IndexedRegistry } from '../../service.ts';
import type { PackageRow } from '../queries/package-row.ts';
import type { TabProps } from './tab-page.tsx';

type Ranked = Pick<
  PackageRow,
  | 'dependentPackagesCount'
  | 'rankDependentPackages'
  | 'downloads'
  | 'downloadsPeriod'
  | 'rankDownloads'
  | 'critical'
>;

/** One sentence for each measure that is known and above zero: a rank among zeroes says nothing. */
export function standingSentences(registry: string, facts: Ranked): string[] {
  const { dependentPackagesCount: dependents, downloads, rankDependentPackages, rankDownloads } = facts;
  const sentences: string[] = [];
  if (dependents && rankDependentPackages !== null) {
    const rank = rankSentence(rankDependentPackages, registry, 'are used by more packages');
    const verb = dependents === 1 ? 'depends' : 'depend';
    sentences.push(`${countOf(dependents, 'package')} of ${registry} ${verb} on it; ${rank}.`);
  }
  if (downloads && rankDownloads !== null) {
    const period = facts.downloadsPeriod === 'last-month' ? ' last month' : '';
    const rank = rankSentence(rankDownloads, registry, 'are downloaded more');
    sentences.push(`It was downloaded ${formatNumber(downloads)} times${period}; ${rank}.`);
  }
  if (facts.critical) {
    sentences.push(
      `It is critical: it belongs to the few packages that together carry 80% of the use of ${registry}.`,
    );
  }
  return sentences;
}

export function Standing({ registry, facts }: TabProps) {
  const sentences = standingSentences(registry.name, facts);
  if (sentences.length === 0) return null;
  return (
    <Section id="standing" title="Standing">
      <p>{sentences.join(' ')}</p>
    </Section>
  );
}

/** A rank in a few words; of a registry that is indexed in part, that the number is what is known here. */
export function standingNote(
  registry: IndexedRegistry,
  value: number | null,
  rank: number | null,
): string | null {
  if (registry.definition.connector.mode !== 'batch') return value === null ? null : 'in this index';
  return value && rank !== null ? rankShort(rank) : null;
}
