/** An action as a record (pure). README.md says what each field comes from. */
import type { DependencyRecord, JsonObject, PackageRecord, VersionRecord } from '../../core/records.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn } from '../../formats/json.ts';
import { github as scheme } from '../../versions/schemes/github.ts';
import { fragmentOf } from '../families/registry-api/fragments.ts';
import { unlessEmpty } from '../families/registry-api/values.ts';
import { type Repository, recordOf } from '../families/tag-backed/repository.ts';
import { clean, present } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const MAX_STEPS = 500;

export interface ActionFacts {
  /** In the spelling of the forge. */
  name: string;
  /** The folder in the repository; empty for its root. */
  path: string;
  repository: Repository;
  /** action.yml of the default branch, else of the newest tag that has one. */
  action: JsonDocument;
  versions: VersionRecord[];
  isComplete: boolean;
  /** action.yml by tag, of those tags for which it was read. */
  actions: ReadonlyMap<string, JsonDocument>;
  /** Whether the release of a tag can be changed, where that is known. */
  immutable: ReadonlyMap<string, boolean>;
}

export function mapAction(facts: ActionFacts): PackageRecord {
  const { name, path, repository, action, actions, immutable } = facts;
  const versions = facts.versions.map(version => {
    const file = actions.get(version.number);
    const metadata = {
      ...version.metadata,
      ...present({
        immutable: immutable.get(version.number),
        runs: file === undefined ? null : unlessEmpty(runsOf(file)),
      }),
    };
    return { ...version, metadata, dependencies: file === undefined ? null : dependenciesOf(file) };
  });
  const record = recordOf(name, repository, versions, scheme);
  return {
    ...record,
    namespace: names.namespace(name),
    description: clean(action.description, 10_000) ?? record.description,
    metadata: { ...fileMetadata(action), ...record.metadata, ...present({ path }) },
    versionsComplete: facts.isComplete,
  };
}

/** The whole file where it is of a usual size, else what tells most. */
function fileMetadata(action: JsonDocument): JsonObject {
  const whole = fragmentOf(action, 32_000);
  if (isJsonObject(whole)) return whole as JsonObject;
  return present({
    name: clean(action.name, 500),
    author: clean(action.author, 500),
    runs: unlessEmpty(runsOf(action)),
  });
}

/** What runs the action: `using` with `main` (JavaScript) or `image` (a container). */
function runsOf({ runs }: JsonDocument): JsonObject {
  return present({
    using: clean(memberOf(runs, 'using'), 100),
    main: clean(memberOf(runs, 'main'), 1_000),
    image: clean(memberOf(runs, 'image'), 1_000),
  });
}

/** The actions that the steps of a composite action use. Local ones (`./path`) and images (`docker://`) are no packages. */
function dependenciesOf({ runs }: JsonDocument): DependencyRecord[] {
  const records = new Map<string, DependencyRecord>();
  for (const step of objectsIn(memberOf(runs, 'steps'), MAX_STEPS)) {
    const uses = clean(step.uses, 1_000);
    if (uses === null || uses.startsWith('.') || uses.includes('://')) continue;
    const at = uses.indexOf('@');
    const name = names.normalise(at === -1 ? uses : uses.slice(0, at));
    if (names.problem(name) !== null) continue;
    const requirement = at === -1 ? null : clean(uses.slice(at + 1), 500);
    records.set(`${name} ${requirement}`, { name, requirement, kind: 'composite', optional: false });
  }
  return [...records.values()];
}
