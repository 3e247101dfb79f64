import { countOf } from '../format/numbers.ts';
import { ChartFrame, type ChartProps, percent } from './frame.tsx';

export interface VersionMark {
  version: string;
  verdict: 'affected' | 'not-affected' | 'unknown';
}

interface VersionBarProps extends ChartProps {
  /** Oldest first, at least one. */
  versions: readonly VersionMark[];
}

const HEIGHT = 44;
const BAR = 18;
/** Runs that are drawn and listed: more than a screen can show. */
const MOST_RUNS = 150;
const WORDS = { affected: 'affected', 'not-affected': 'not affected', unknown: 'cannot be told' } as const;
/** What cannot be told is left empty. */
const CLASSES = { affected: 'mark', 'not-affected': 'track', unknown: null } as const;

/** All versions side by side in their order, those that are affected filled. */
export function VersionBar({ versions, ...frame }: VersionBarProps) {
  const runs = runsOf(versions).slice(0, MOST_RUNS);
  return (
    <ChartFrame
      {...frame}
      kind="hbars"
      height={HEIGHT}
      columns={['Versions', 'Number', 'Verdict']}
      rows={runs.map(run => [spanOf(run), run.count, WORDS[run.verdict]])}
    >
      {runs.map(run => {
        const kind = CLASSES[run.verdict];
        return kind === null ? null : (
          <rect
            key={run.start}
            class={kind}
            x={percent((run.start / versions.length) * 100)}
            width={percent((run.count / versions.length) * 100)}
            y="0"
            height={BAR}
          >
            <title>{`${spanOf(run)}: ${WORDS[run.verdict]}`}</title>
          </rect>
        );
      })}
      <text x="0" y={HEIGHT - 6}>
        {shortened(versions[0]?.version ?? '')}
      </text>
      {versions.length > 1 && (
        <text x="100%" y={HEIGHT - 6} class="end value">
          {shortened(versions.at(-1)?.version ?? '')}
        </text>
      )}
    </ChartFrame>
  );
}

/** The same in a sentence. */
export function versionBarWords(versions: readonly VersionMark[]): string {
  const affected = versions.filter(of => of.verdict === 'affected');
  const untold = versions.filter(of => of.verdict === 'unknown').length;
  const sentence = `Of ${countOf(versions.length, 'indexed version')}, ${affected.length} affected`;
  const rest = untold > 0 ? `; of ${untold} it cannot be told` : '';
  const spans = runsOf(versions)
    .filter(run => run.verdict === 'affected')
    .slice(0, 5)
    .map(spanOf);
  return `${sentence}${spans.length > 0 ? `: ${spans.join(', ')}` : ''}${rest}.`;
}

interface Run {
  verdict: VersionMark['verdict'];
  first: string;
  last: string;
  start: number;
  count: number;
}

function runsOf(versions: readonly VersionMark[]): Run[] {
  const runs: Run[] = [];
  for (const [index, { version, verdict }] of versions.entries()) {
    const run = runs.at(-1);
    if (run?.verdict === verdict) {
      run.last = version;
      run.count++;
    } else runs.push({ verdict, first: version, last: version, start: index, count: 1 });
  }
  return runs;
}

function spanOf({ first, last, count }: Run): string {
  return count === 1 ? shortened(first) : `${shortened(first)} to ${shortened(last)}`;
}

function shortened(version: string): string {
  return version.length > 24 ? `${version.slice(0, 23)}…` : version;
}
