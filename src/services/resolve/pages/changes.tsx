/** What is different from another resolution. */
import { Section } from '../../../ui/components/section.tsx';
import { Cut } from '../../../ui/components/tool-result.tsx';
import { countOf } from '../../../ui/format/numbers.ts';
import type { ResolutionJson } from '../schemas.ts';

const MOST = 100;

export function Changes({ difference }: { difference: NonNullable<ResolutionJson['difference']> }) {
  const { against, added, removed, changed } = difference;
  const isSame = added.length + removed.length + changed.length === 0;
  const lines = [
    ...changed.map(({ name, from, to }) => `${name}: ${from.join(', ')} → ${to.join(', ')}`),
    ...added.map(({ name, versions }) => `${name} ${versions.join(', ')} came`),
    ...removed.map(({ name, versions }) => `${name} ${versions.join(', ')} went`),
  ];
  return (
    <Section
      id="changes"
      title={`Against ${against.before === null ? 'the other' : against.before.slice(0, 10)}`}
    >
      {isSame ? (
        <p>Nothing is different.</p>
      ) : (
        <>
          <p>
            {countOf(changed.length, 'package')} in another version, {added.length} more, {removed.length}{' '}
            fewer.
          </p>
          <ul class="bullets">
            {lines.slice(0, MOST).map(line => (
              <li key={line} class="wrap">
                {line.slice(0, 500)}
              </li>
            ))}
          </ul>
          <Cut shown={MOST} of={lines.length} what="differences" />
        </>
      )}
    </Section>
  );
}
