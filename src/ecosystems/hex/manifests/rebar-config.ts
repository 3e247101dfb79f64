/**
 * rebar.config, https://rebar3.org/docs/configuration/dependencies/: `{deps, [...]}`, those of profiles, and plugins. What a
 * rebar.config.script computes is not known.
 */
import {
  type ErlangTerm,
  listItems,
  nameOf,
  parseErlangTerms,
  propertyOf,
} from '../../../formats/erlang-terms.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

export const rebarConfig: ManifestReader = {
  parse(input) {
    const terms = parseErlangTerms(input.text, 'rebar.config');
    const dependencies = [
      ...entriesOf(propertyOf(terms, 'deps'), 'runtime', null),
      ...entriesOf(propertyOf(terms, 'plugins'), 'plugin', null),
      ...entriesOf(propertyOf(terms, 'project_plugins'), 'plugin', null),
    ];
    for (const profile of listItems(propertyOf(terms, 'profiles'))) {
      const [name, settings] = profile.kind === 'tuple' ? profile.items : [];
      const type = nameOf(name);
      if (type === null) continue;
      dependencies.push(...entriesOf(propertyOf(listItems(settings), 'deps'), type, type));
      dependencies.push(...entriesOf(propertyOf(listItems(settings), 'plugins'), 'plugin', type));
    }
    return { dependencies, project: null };
  },
};

function entriesOf(
  list: ErlangTerm | undefined,
  type: string,
  condition: string | null,
): ManifestDependency[] {
  return listItems(list).flatMap(entry => {
    const one = entryOf(entry, type, condition);
    return one ? [one] : [];
  });
}

/** `name`, `{name, "1.0"}`, `{name, {git, ...}}`, `{name, "1.0", {pkg, other}}`. */
function entryOf(entry: ErlangTerm, type: string, condition: string | null): ManifestDependency | null {
  if (entry.kind !== 'tuple') {
    const name = entry.kind === 'atom' ? nameOf(entry) : null;
    return name === null ? null : dependency(name, null, type, { direct: true, condition });
  }
  const [first, ...rest] = entry.items;
  const key = nameOf(first);
  if (key === null) return null;
  const requirement = rest.find(term => term.kind === 'text')?.text ?? null;
  const from = rest.find(term => term.kind === 'tuple');
  const [scheme, where, reference] = from?.kind === 'tuple' ? from.items : [];
  const other = nameOf(scheme) === 'pkg' ? nameOf(where) : null;
  const source = other === null ? nameOf(where) : null;
  return dependency(other ?? key, requirement ?? referenceOf(reference), type, {
    direct: true,
    alias: other === null || other === key ? null : key,
    source,
    condition,
  });
}

/** `{tag, "1.0"}`, `{branch, "main"}`, `{ref, "abc"}`, or the text alone. */
function referenceOf(term: ErlangTerm | undefined): string | null {
  return term?.kind === 'tuple' ? nameOf(term.items[1]) : nameOf(term);
}
