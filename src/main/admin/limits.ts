/** Limits as they come with the program, as the file of limits changes them, and as operators change them in the database. */
import type { Administration, LimitsRow } from '../../core/administration.ts';
import { InputError, NotFoundError } from '../../core/errors.ts';
import type { PolicySettings } from '../../core/policy-settings.ts';
import type { Json, JsonObject } from '../../core/records.ts';
import { defaultPolicies, overlayPolicies, type PolicySet } from '../../policy/limits/policies.ts';
import type { Database } from '../../store/database.ts';
import { putLimitPolicy, removeLimitPolicy } from '../../store/limit-policies.ts';
import { readLimitPolicies } from '../../store/limits.ts';
import { listPlans } from '../../store/plans.ts';
import { limitsFile } from '../limits-file.ts';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Sources {
  program: PolicySet;
  ofFile: PolicySet;
  documents: Record<string, Json>;
}

export async function readSources(db: Database, settings: PolicySettings): Promise<Sources> {
  const program = programPolicies(settings);
  const document = settings.limitsFile === null ? {} : await limitsFile(settings.limitsFile).read();
  return { program, ofFile: fromFile(program, document), documents: await readLimitPolicies(db) };
}

const programPolicies = ({ mode }: PolicySettings) =>
  defaultPolicies(mode === 'legacy' ? 'legacy' : 'default');

/** As they apply now. */
export const effective = ({ ofFile, documents }: Sources): PolicySet =>
  overlayPolicies(ofFile, documents, 'limits');

export function limitDoors(db: Database, settings: PolicySettings, actor: string): Administration['limits'] {
  const rows = async (): Promise<LimitsRow[]> => {
    const sources = await readSources(db, settings);
    return rowsOf(effective(sources), sources);
  };
  return {
    list: rows,
    async set(name, document) {
      if (!isObject(document))
        throw new InputError('limits', 'limits must be an object, such as {"hourly": 20000}');
      const sources = await readSources(db, settings);
      const before = sources.documents[name];
      const wanted = isObject(before) ? { ...before, ...document } : document;
      overlayPolicies(sources.ofFile, { ...sources.documents, [name]: wanted }, 'limits');
      await putLimitPolicy(db, name, wanted, actor);
      return (await rows()).find(row => row.name === name) as LimitsRow;
    },
    async reset(name) {
      const { ofFile, documents } = await readSources(db, settings);
      const { [name]: gone, ...rest } = documents;
      if (gone === undefined) {
        if (!ofFile.policies.has(name)) throw new NotFoundError('no such limits');
        return false;
      }
      if (!ofFile.policies.has(name)) await unused(db, name);
      // The others stay: they must be in order without it.
      overlayPolicies(ofFile, rest, 'limits');
      return removeLimitPolicy(db, name, actor);
    },
    async check(document) {
      const program = programPolicies(settings);
      const checked = fromFile(program, document);
      return rowsOf(checked, { program, ofFile: checked, documents: {} });
    },
  };
}

/** Limits that only the database has are gone when they are reset. @throws InputError 422 where a plan has them. */
async function unused(db: Database, name: string): Promise<void> {
  const plan = (await listPlans(db)).find(({ policy }) => policy === name);
  if (plan !== undefined)
    throw new InputError('name', `plan ${plan.slug} has these limits: give it others first`, 422);
}

/** As policy/index.ts reads the file. */
function fromFile(program: PolicySet, document: unknown): PolicySet {
  if (document !== null && document !== undefined && !isObject(document))
    throw new InputError('policies', 'the file must be an object with policies');
  const { policies = {}, ...rest } = (document ?? {}) as { policies?: unknown };
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined)
    throw new InputError(unknown, `${unknown.slice(0, 50)} is not known: the file has policies`);
  return overlayPolicies(program, policies, 'policies');
}

function rowsOf(set: PolicySet, { program, ofFile, documents }: Sources): LimitsRow[] {
  return [...set.policies.values()].map(policy => ({
    ...policy,
    source: Object.hasOwn(documents, policy.name)
      ? 'database'
      : JSON.stringify(ofFile.policies.get(policy.name)) === JSON.stringify(program.policies.get(policy.name))
        ? 'program'
        : 'file',
  }));
}
