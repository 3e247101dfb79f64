/** Differences of texts, line by line, as far as a page should carry them. */
import { Section } from '../../../ui/components/section.tsx';
import { Cut } from '../../../ui/components/tool-result.tsx';

export interface Patch {
  source1: string;
  source2: string;
  unified_diff: string | null;
}

/** Of all differences of a page together, and of one file's: characters, with what a line costs in markup. */
const ROOM = 40_000;
const ROOM_EACH = 16_000;
const LINE_COST = 12;
const FILES = 60;
const OPEN = 3;

export function Patches({ patches, apiHref }: { patches: readonly Patch[]; apiHref: string }) {
  const texts = patches.filter(patch => patch.unified_diff !== null);
  if (texts.length === 0) return null;
  const shown = cutToFit(texts);
  return (
    <Section id="lines" title="Line by line">
      {shown.map(({ patch, text, isCut }, index) => (
        <details key={index} class="patch" open={index < OPEN}>
          <summary>{nameOf(patch)}</summary>
          <pre class="diff">
            {text.split('\n').map((line, number) => (
              <Line key={number} line={line} isHead={number < HEAD_LINES} />
            ))}
          </pre>
          {isCut && (
            <p class="cut">
              It goes on: <a href={apiHref}>the JSON</a> has all of it.
            </p>
          )}
        </details>
      ))}
      <Cut shown={shown.length} of={texts.length} what="files">
        <a href={apiHref}>The JSON</a> has all of them.
      </Cut>
    </Section>
  );
}

/** `---` and `+++` with the names. */
const HEAD_LINES = 2;

function Line({ line, isHead }: { line: string; isHead: boolean }) {
  const text = `${line}\n`;
  if (isHead) return <span class="hunk">{text}</span>;
  // As inserted and deleted, so that those who do not see the colours hear it.
  if (line.startsWith('+')) return <ins>{text}</ins>;
  if (line.startsWith('-')) return <del>{text}</del>;
  if (line.startsWith('@@')) return <span class="hunk">{text}</span>;
  return <>{text}</>;
}

function nameOf({ source1, source2 }: Patch): string {
  return source1 === source2 || source1 === '/dev/null'
    ? source2
    : source2 === '/dev/null'
      ? source1
      : `${source1} → ${source2}`;
}

/** As many as fit, each cut at the end of a line. */
export function cutToFit(patches: readonly Patch[]): { patch: Patch; text: string; isCut: boolean }[] {
  const shown = [];
  let left = ROOM;
  for (const patch of patches.slice(0, FILES)) {
    if (left <= 0) break;
    const whole = patch.unified_diff ?? '';
    const end = endOf(whole, Math.min(left, ROOM_EACH));
    left -= end + LINE_COST;
    shown.push({ patch, text: whole.slice(0, end).trimEnd(), isCut: end < whole.length });
  }
  return shown;
}

/** Where the lines end that fit into the room; a first line that is too long is cut within. */
function endOf(text: string, room: number): number {
  let end = 0;
  for (let lines = 1; end < text.length; lines++) {
    const next = text.indexOf('\n', end);
    const to = next < 0 ? text.length : next + 1;
    if (to + lines * LINE_COST > room) return end === 0 ? Math.min(to, room) : end;
    end = to;
  }
  return end;
}
