/** How many advisories are about a package or a version, as a small picture for readmes. */

import { Type } from 'typebox';
import { SINGLE } from '../../core/cost.ts';
import { InputError } from '../../core/errors.ts';
import { fullAdvisoriesOfPackages } from '../../store/advisory-queries.ts';
import type { RequestContext, Route } from '../service.ts';
import { concerning, matchTargets } from './matching.ts';
import { purlOr400 } from './targets.ts';

const LABEL = 'advisories';
const COLOURS = { none: '#2e7d32', some: '#b3261e', unknown: '#5f6368' } as const;
/** Pixels of a character at this size, on average, and beside the text. */
const CHARACTER = 6.5;
const PADDING = 6;
const HEIGHT = 20;

export const BadgeQuery = Type.Object(
  {
    purl: Type.Optional(
      Type.String({ maxLength: 4096, description: 'with a version: only those that affect it' }),
    ),
  },
  { additionalProperties: false },
);

export interface BadgeFacts {
  /** Advisories that stand; null: not known. */
  count: number | null;
  /** Some that stand cannot tell about the version. */
  isUnsure: boolean;
}

/** An SVG of its own: nothing in it comes from outside. */
export function badgeSvg({ count, isUnsure }: BadgeFacts): string {
  const isUnknown = count === null || (count === 0 && isUnsure);
  const text = isUnknown ? 'not known' : count === 0 ? 'none known' : String(count);
  const colour = isUnknown ? COLOURS.unknown : count === 0 ? COLOURS.none : COLOURS.some;
  const left = widthOf(LABEL);
  const width = left + widthOf(text);
  const middle = (from: number, to: number) => Math.round((from + to) / 2);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" role="img" aria-label="${LABEL}: ${text}">
<title>${LABEL}: ${text}</title>
<rect width="${width}" height="${HEIGHT}" rx="3" fill="#3c4043"/>
<path d="M${left} 0h${width - left - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-${width - left - 3}z" fill="${colour}"/>
<g fill="#fff" font-family="Verdana,Geneva,sans-serif" font-size="11" text-anchor="middle">
<text x="${middle(0, left)}" y="14">${LABEL}</text>
<text x="${middle(left, width)}" y="14">${text}</text>
</g>
</svg>
`;
}

function widthOf(text: string): number {
  return Math.ceil(text.length * CHARACTER) + 2 * PADDING;
}

async function badgeFacts({ db, directory, query }: RequestContext): Promise<BadgeFacts> {
  if (typeof query.purl !== 'string') throw new InputError('purl', 'purl parameter is required');
  const target = purlOr400(directory, query.purl, 'purl');
  if (target === null) return { count: null, isUnsure: false };
  const [[matched = []], [about]] = await Promise.all([
    matchTargets(db, [target]),
    fullAdvisoriesOfPackages(db, [target], 1),
  ]);
  if (!about?.isKnown) return { count: null, isUnsure: false };
  return {
    count: concerning(matched).length,
    isUnsure: matched.some(({ verdict }) => verdict?.verdict === 'unknown'),
  };
}

export const badgeRoute: Route = {
  method: 'GET',
  path: '/advisories/badge.svg',
  operationId: 'getAdvisoriesBadge',
  summary: 'the number of advisories that stand about a package or version, as a picture',
  tags: ['advisories'],
  query: BadgeQuery,
  response: Type.String(),
  cost: SINGLE,
  cache: 'shared',
  isNew: true,
  async handle(context) {
    return {
      body: badgeSvg(await badgeFacts(context)),
      contentType: 'image/svg+xml',
      tags: ['everything'],
    };
  },
};
