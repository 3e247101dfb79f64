/** The index of all formulae and the counts of installations: https://formulae.brew.sh/docs/api/. */
import { isJsonObject, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import type { BatchConnector, ConnectorContext, RegistryRef } from '../ecosystem.ts';
import { jsonIndex } from '../families/json-index/connector.ts';
import { askJson } from '../families/registry-api/answers.ts';
import { unlessFailing } from '../families/registry-api/fetching.ts';
import { type Installs, mapFormula } from './map.ts';
import { names } from './names.ts';

/** Ten times what they have. */
const LIMITS = { packed: 400 * 1024 * 1024, plain: 400 * 1024 * 1024 };
const MAX_COUNTS = 32 * 1024 * 1024;

export const index = {
  id: 'formulae',
  url: ({ url }: RegistryRef) => `${url}/api/formula.json`,
  wanted: [[]],
  limits: LIMITS,
  prepare: (context: ConnectorContext) => unlessFailing(context, () => installs(context)),
  map: ({ value }: { value: unknown }, counts: Installs) => mapFormula(value, counts),
};

export const connector: BatchConnector = jsonIndex<Installs>(index);

async function installs(context: ConnectorContext): Promise<Installs> {
  const url = `${context.registry.url}/api/analytics/install/homebrew-core/30d.json`;
  const document = await askJson(context, url, MAX_COUNTS);
  return document && parseInstalls(document.body);
}

/**
 * `{formulae: {name: [{formula, count}]}}`, where a formula installed with options is counted apart and a count is text
 * with commas (`"1,234"`).
 */
export function parseInstalls(bytes: Uint8Array): ReadonlyMap<string, number> {
  const { formulae } = parseJsonObject(bytes, 'installations');
  const counts = new Map<string, number>();
  for (const [key, entries] of Object.entries(isJsonObject(formulae) ? formulae : {})) {
    const plain = objectsIn(entries, 100).find(({ formula }) => formula === key);
    const said = memberOf(plain, 'count');
    const text = typeof said === 'number' ? String(said) : typeof said === 'string' ? said.slice(0, 30) : '';
    if (/^\d[\d,]{0,14}$/.test(text)) counts.set(names.normalise(key), Number(text.replaceAll(',', '')));
  }
  return counts;
}
