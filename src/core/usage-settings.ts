/** Settings of metering, admission and the public page of usage. */
import { type Environment, integer } from './settings-values.ts';

export interface UsageSettings {
  /** ECOSYSTEMS_TRANSPARENCY_MINIMUM: different askers that a tier must have on a day to be shown in public. Default 5. */
  transparencyMinimum: number;
  /** ECOSYSTEMS_CAPACITY: requests that are worked on at the same time, answers from memory not counted; 0: the connections of the pool. */
  capacity: number;
  /** ECOSYSTEMS_COMMONS_PERCENT, as a share: what classes 2 and 3 have of the capacity for themselves, and no more while paid requests are about. Default 0.2, the least. */
  commonsShare: number;
}

/** @throws InputError naming the variable whose value is wrong. */
export function usageSettings(env: Environment): UsageSettings {
  return {
    transparencyMinimum: integer(env, 'ECOSYSTEMS_TRANSPARENCY_MINIMUM', 5, 1, 1_000_000),
    capacity: integer(env, 'ECOSYSTEMS_CAPACITY', 0, 0, 10_000),
    commonsShare: integer(env, 'ECOSYSTEMS_COMMONS_PERCENT', 20, 20, 100) / 100,
  };
}
