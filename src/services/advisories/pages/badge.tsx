/** The short address of the badge. */
import { queryString } from '../../../ui/paths.ts';
import type { Page } from '../../service.ts';
import { BadgeQuery } from '../badge.ts';

export const badge: Page = {
  path: '/advisories/badge.svg',
  query: BadgeQuery,
  cache: 'none',
  async load({ query, siteUrl }) {
    const location = `${siteUrl}/advisories/api/v1/advisories/badge.svg${queryString(query)}`;
    return { title: 'Moved', view: <p>Moved</p>, redirect: location };
  },
};
