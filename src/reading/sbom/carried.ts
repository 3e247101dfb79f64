/** Fields of components that SPDX has no place for travel as properties: written on the way out, recognised on the way in. */
import type { SbomComponent, SbomProperty } from './model.ts';

const RANGE = 'ecosystems:versionRange';
const SCOPE = 'ecosystems:scope';
const EXTERNAL = 'ecosystems:isExternal';
const OCCURRENCE = 'ecosystems:occurrence';
const NAMES = [RANGE, SCOPE, EXTERNAL, OCCURRENCE];
const SCOPES: readonly SbomComponent['scope'][] = ['required', 'optional', 'excluded'];

/** Members of a component that are carried, beside the properties it has itself. */
export const CARRIED = ['properties', 'versionRange', 'scope', 'isExternal', 'occurrences'] as const;

/** What properties say of a component; those of no other meaning stay its properties. */
export function carriedIn(all: readonly SbomProperty[]): Pick<SbomComponent, (typeof CARRIED)[number]> {
  const valueNamed = (name: string) => all.find(each => each.name === name)?.value ?? null;
  const external = valueNamed(EXTERNAL);
  return {
    properties: all.filter(each => !NAMES.includes(each.name)),
    versionRange: valueNamed(RANGE),
    scope: SCOPES.find(each => each === valueNamed(SCOPE)) ?? null,
    isExternal: external === null ? null : external === 'true',
    occurrences: all
      .filter(each => each.name === OCCURRENCE)
      .map(({ value }) => {
        const line = /^(.*)#L(\d{1,9})$/s.exec(value);
        return { location: line?.[1] ?? value, line: line === null ? null : Number(line[2]) };
      }),
  };
}

/** The properties of a component with those that carry its other fields. */
export function carriedBy(component: SbomComponent): SbomProperty[] {
  const all = [...component.properties];
  const put = (name: string, value: string | null) => value !== null && all.push({ name, value });
  put(RANGE, component.versionRange);
  put(SCOPE, component.scope);
  put(EXTERNAL, component.isExternal === null ? null : String(component.isExternal));
  for (const { location, line } of component.occurrences)
    put(OCCURRENCE, line === null ? location : `${location}#L${line}`);
  return all;
}
