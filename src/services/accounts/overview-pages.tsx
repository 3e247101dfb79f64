/** The overview of an account, and its use over time. */
import { Type } from 'typebox';
import { listKeys } from '../../store/api-keys.ts';
import { readUsage, USAGE_GROUPS, type UsageGroup } from '../../store/usage.ts';
import type { Page } from '../service.ts';
import { CSV_TYPE, lastPeriod, usageCsv, usageOverview } from '../usage/public.ts';
import { type AccountPage, accountPage } from './page.tsx';
import { Overview, UsageView } from './pages/overview.tsx';
import { quotasOf } from './quotas.ts';

const OVERVIEW_DAYS = 14;
const MOST_ROWS = 100_000;
const PERIODS = {
  '48h': [48, 'hour'],
  '7d': [7 * 24, 'hour'],
  '30d': [30, 'day'],
  '365d': [365, 'day'],
} as const;

const overview: AccountPage = {
  path: '/account',
  permission: 'view',
  tab: 'Overview',
  async load(context, access) {
    const { db, now, siteUrl } = context;
    const owner = { accountId: access.account.id };
    const [keys, usage, quotas] = await Promise.all([
      listKeys(db, access.account.id),
      usageOverview(db, owner, lastPeriod(OVERVIEW_DAYS, 'day', now)),
      quotasOf(context, access.account),
    ]);
    return { view: <Overview {...{ access, keys, usage, quotas, siteUrl, now }} /> };
  },
};

const usage: AccountPage = {
  path: '/account/usage',
  permission: 'view',
  tab: 'Usage',
  query: { period: Type.Optional(Type.Union(Object.keys(PERIODS).map(id => Type.Literal(id)))) },
  async load({ db, query, now }, { account }) {
    const period = (query.period ?? '30d') as keyof typeof PERIODS;
    const [count, by] = PERIODS[period];
    const [used, keys] = await Promise.all([
      usageOverview(db, { accountId: account.id }, lastPeriod(count, by, now)),
      listKeys(db, account.id),
    ]);
    return { view: <UsageView usage={used} period={period} keys={keys} /> };
  },
};

/** For spreadsheets: one row for each hour or day, and for each of what is grouped by. */
const csv: AccountPage = {
  path: '/account/usage.csv',
  permission: 'view',
  tab: 'Usage',
  query: {
    ...usage.query,
    group: Type.Optional(Type.Union(USAGE_GROUPS.map(name => Type.Literal(name)))),
  },
  async load({ db, query, now }, { account }) {
    const [count, by] = PERIODS[(query.period ?? '30d') as keyof typeof PERIODS];
    const group = (query.group ?? null) as UsageGroup | null;
    const period = lastPeriod(count, by, now);
    const points = await readUsage(db, { accountId: account.id }, { ...period, group, limit: MOST_ROWS });
    return {
      download: {
        content: usageCsv(points),
        contentType: CSV_TYPE,
        filename: `usage-${query.period ?? '30d'}${group === null ? '' : `-by-${group}`}.csv`,
      },
    };
  },
};

export const overviewPages: Page[] = [accountPage(overview), accountPage(usage), accountPage(csv)];
