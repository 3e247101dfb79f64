/** What an account may ask for, and how much of it is used. */
import type { Caller } from '../../core/access.ts';
import { ForbiddenError } from '../../core/errors.ts';
import type { LimiterName } from '../../core/limits.ts';
import type { Account } from '../../store/accounts.ts';
import type { RequestContext } from '../service.ts';

export interface Quota {
  label: string;
  /** Cost units. */
  used: number;
  limit: number;
}

export interface Quotas {
  /** Name of the limit policy. */
  tier: string;
  bars: Quota[];
  /** Requests at the same time; null: no limit. */
  concurrency: number | null;
}

const LABELS: Partial<Record<LimiterName, string>> = { hour: 'in any hour', day: 'in any day' };

/** The caller that the account is to the limits; null where nobody is limited, or the account is suspended. */
export async function callerOf(
  { limits }: Pick<RequestContext, 'limits'>,
  account: Account,
): Promise<Caller | null> {
  try {
    return (await limits?.ofAccount(account.id)) ?? null;
  } catch (error) {
    if (error instanceof ForbiddenError) return null;
    throw error;
  }
}

/** As this server counts; null where nobody is limited, or the account is suspended. */
export async function quotasOf(
  context: Pick<RequestContext, 'limits'>,
  account: Account,
): Promise<Quotas | null> {
  const caller = await callerOf(context, account);
  if (caller === null || context.limits === null) return null;
  const { tier, policies, concurrency } = context.limits.standing(caller);
  const bars = policies.flatMap(({ name, used, limit }) => {
    const label = LABELS[name];
    return label === undefined || limit === null ? [] : [{ label, used, limit }];
  });
  return { tier, bars, concurrency: concurrency.limit };
}
