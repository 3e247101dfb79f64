/** What an SBOM loses in every other notation, so that people choose knowing it. */
import type { ToolInput } from '../../core/tools.ts';
import { NOTATIONS, type Notation } from '../../reading/sbom/index.ts';
import type { RequestContext } from '../service.ts';

export interface ConversionLosses {
  notation: Notation;
  /** Facts that the notation cannot hold; null: not counted. */
  losses: number | null;
}

/** Packages of an SBOM that is converted seven times for a page: a larger one takes too long. */
const MOST_PACKAGES = 2_000;

export async function conversionLosses(
  { tools, signal }: RequestContext,
  input: ToolInput | undefined,
  packages: number,
): Promise<ConversionLosses[]> {
  if (!input || packages > MOST_PACKAGES) return NOTATIONS.map(notation => ({ notation, losses: null }));
  return Promise.all(
    NOTATIONS.map(async notation => {
      try {
        const options = { operation: 'convert', to: notation.id };
        const text = await tools.ask({ tool: 'sbom', inputs: [input], options }, signal);
        const { losses } = JSON.parse(text) as { losses: { count: number }[] };
        return { notation, losses: losses.reduce((sum, { count }) => sum + count, 0) };
      } catch {
        // What cannot be counted can still be downloaded, or says there why it cannot.
        return { notation, losses: null };
      }
    }),
  );
}
