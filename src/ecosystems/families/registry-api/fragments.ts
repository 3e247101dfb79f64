/** Small parts of a registry's JSON that are kept as they are, safe to store. */
import type { Json, JsonObject } from '../../../core/records.ts';
import { isJsonObject } from '../../../formats/json.ts';
import { clean } from '../whole-index/text.ts';

const MAX_DEPTH = 8;
const MAX_NODES = 1_000;
const MAX_KEY = 200;

interface Budget {
  nodes: number;
  text: number;
}

/**
 * A copy of at most `max` UTF-16 code units of text, without nulls and what PostgreSQL cannot hold; null where nothing is left
 * and where it is larger, deeper than 8 levels or of more than 1000 values.
 */
export function fragmentOf(value: unknown, max: number): Json {
  const budget: Budget = { nodes: MAX_NODES, text: max };
  const copy = copyOf(value, MAX_DEPTH, budget);
  return budget.nodes < 0 || budget.text < 0 ? null : copy;
}

function copyOf(value: unknown, depth: number, budget: Budget): Json {
  budget.nodes -= depth === 0 ? MAX_NODES + 1 : 1;
  if (budget.nodes < 0 || budget.text < 0) return null;
  if (typeof value === 'string') {
    budget.text -= value.length;
    return budget.text < 0 ? null : (clean(value, value.length) ?? '');
  }
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return listOf(value, depth, budget);
  return isJsonObject(value) ? objectOf(value, depth, budget) : null;
}

function listOf(values: readonly unknown[], depth: number, budget: Budget): Json {
  const list: Json[] = [];
  for (const value of values) {
    const copy = copyOf(value, depth - 1, budget);
    if (budget.nodes < 0 || budget.text < 0) return null;
    if (copy !== null) list.push(copy);
  }
  return list.length > 0 ? list : null;
}

function objectOf(value: Record<string, unknown>, depth: number, budget: Budget): Json {
  const object: JsonObject = {};
  for (const name in value) {
    const copy = copyOf(value[name], depth - 1, budget);
    if (budget.nodes < 0 || budget.text < 0) return null;
    budget.text -= name.length;
    const key = clean(name, MAX_KEY);
    // Assigning to `__proto__` would set the prototype.
    if (copy !== null && key !== null && key !== '__proto__') object[key] = copy;
  }
  return Object.keys(object).length > 0 ? object : null;
}
