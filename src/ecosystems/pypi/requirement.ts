/** Requirements in the metadata of a distribution (`requires_dist`) as dependencies. */
import { InputError } from '../../core/errors.ts';
import type { DependencyRecord } from '../../core/records.ts';
import { type Marker, parseMarker, parseRequirement } from '../../versions/conditions/index.ts';
import { clean } from '../families/whole-index/text.ts';
import type { dependencyKinds } from './kinds.ts';
import { names } from './names.ts';

/** In UTF-16 code units; longer ones are left out. */
const MAX_LENGTH = 4_000;

/**
 * `name[extras] specifier ; marker`
 * (https://packaging.python.org/en/latest/specifications/dependency-specifiers/). What the marker asks of `extra` makes it
 * one of kind `extra`, which is optional. What is not written as the specification wants, as in old releases, is read as
 * far as it goes. Null for what names no project.
 */
export function dependencyOf(text: unknown): DependencyRecord | null {
  const written = typeof text === 'string' && text.length <= MAX_LENGTH ? clean(text, MAX_LENGTH) : null;
  if (written === null) return null;
  const { project, requirement, marker, extras } = parsed(written) ?? roughly(written);
  const name = names.normalise(project);
  if (names.problem(name) !== null) return null;
  const isForExtra = marker !== null && asksForExtra(marker);
  const kind: (typeof dependencyKinds)[number] = isForExtra ? 'extra' : 'runtime';
  const qualifiers: { [key: string]: string } = {};
  if (extras) qualifiers.extras = extras;
  if (marker) qualifiers.marker = marker;
  const record: DependencyRecord = { name, requirement: requirement || null, kind, optional: isForExtra };
  return Object.keys(qualifiers).length > 0 ? { ...record, qualifiers } : record;
}

interface Parts {
  project: string;
  requirement: string;
  marker: string | null;
  extras: string;
}

function parsed(text: string): Parts | null {
  try {
    const { name, specifier, url, extras, marker } = parseRequirement(text);
    const rest = url === null ? text : text.slice(text.indexOf(url) + url.length);
    const semicolon = marker === null ? -1 : rest.indexOf(';');
    return {
      project: name,
      requirement: url === null ? specifier : `@ ${url}`,
      marker: semicolon < 0 ? null : rest.slice(semicolon + 1).trim() || null,
      extras: extras.join(','),
    };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function roughly(text: string): Parts {
  let end = 0;
  while (end < text.length && /[A-Za-z0-9._-]/.test(text[end] as string)) end++;
  const rest = text.slice(end);
  const semicolon = rest.indexOf(';');
  return {
    project: text.slice(0, end),
    requirement: (semicolon < 0 ? rest : rest.slice(0, semicolon)).trim(),
    marker: semicolon < 0 ? null : rest.slice(semicolon + 1).trim() || null,
    extras: '',
  };
}

function asksForExtra(text: string): boolean {
  try {
    return namesExtra(parseMarker(text));
  } catch (error) {
    if (error instanceof InputError) return /\bextra\b/.test(text);
    throw error;
  }
}

function namesExtra(marker: Marker): boolean {
  if (marker.kind !== 'compare') return marker.of.some(namesExtra);
  return [marker.left, marker.right].some(side => 'variable' in side && side.variable === 'extra');
}
