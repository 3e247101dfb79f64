/** An advisory in a list. */

import type { AdvisoryRow } from '../../../store/advisory-queries.ts';
import type { RowItem } from '../../../ui/components/rows.tsx';
import { Day } from '../../../ui/components/time.tsx';
import { countOf } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';

const TITLE = 200;

/** @param text a line on what it means where it is listed. */
export function advisoryRow(advisory: AdvisoryRow, text: string | null): RowItem {
  const { uid, title, severity, kind, withdrawnAt, publishedAt, epss, kevAddedAt, sources } = advisory;
  return {
    title: (title ?? uid).slice(0, TITLE),
    href: paths.advisory(uid),
    tag: kind === 'malicious' ? 'malicious' : severity,
    status: withdrawnAt === null ? null : 'withdrawn',
    text,
    meta: [
      uid,
      <Day key="published" at={publishedAt} />,
      kevAddedAt !== null && 'known to be exploited',
      epss !== null && epssWords(epss),
      countOf(sources.length, 'source'),
    ],
  };
}

/** `EPSS 12.3%`. @param epss likelihood, 0 to 1. */
export function epssWords(epss: number): string {
  return `EPSS ${Number((epss * 100).toPrecision(3))}%`;
}
