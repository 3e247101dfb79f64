/** What is in the way, in words. */
import { Section } from '../../../ui/components/section.tsx';
import { Badge } from '../../../ui/components/text.tsx';
import { Cut } from '../../../ui/components/tool-result.tsx';
import type { ResolutionJson } from '../schemas.ts';

const MOST = 30;
const MOST_LINES = 100;

export function Problems({ resolution: { problems, nodes } }: { resolution: ResolutionJson }) {
  if (problems.length === 0) return null;
  const sorted = [...problems].sort(
    (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'),
  );
  return (
    <Section id="problems" title="What is in the way">
      <ul class="bullets">
        {sorted.slice(0, MOST).map(({ kind, severity, message, from, explanation }, i) => (
          <li key={i}>
            <Badge tone={severity === 'error' ? 'danger' : 'warn'}>{kind.replaceAll('-', ' ')}</Badge>{' '}
            <span class="wrap">{message}</span>
            {from !== null && nodes[from] && (
              <small>
                {' '}
                asked by {nodes[from].name} {nodes[from].version}
              </small>
            )}
            {explanation.length > 0 && (
              <details open={i === 0}>
                <summary>Why, step by step</summary>
                <ol>
                  {explanation.slice(0, MOST_LINES).map((line, n) => (
                    <li key={n} class="wrap">
                      {line}
                    </li>
                  ))}
                </ol>
              </details>
            )}
          </li>
        ))}
      </ul>
      <Cut shown={MOST} of={problems.length} what="problems" />
    </Section>
  );
}
