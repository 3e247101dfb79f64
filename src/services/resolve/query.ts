/** Parameters of a query as a body has them: lists and settings are written in one text. */
import { Type } from 'typebox';
import { InputError } from '../../core/errors.ts';
import { FORMATS, format, type ResolveBody } from './schemas.ts';

const text = (maxLength: number, description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength, description }));

/** Of a GET, of a form, and beside a file that is sent. */
export const askedInQuery = {
  registry: text(200, 'name of the registry'),
  ecosystem: text(100, 'of a file that names packages of several'),
  before: text(40, 'a date or moment: only versions published until then'),
  against: text(40, 'a date or moment: also resolved for then, and compared'),
  environment: text(2_000, 'for whom: `os=linux,cpu=x64`'),
  options: text(2_000, "switches of the ecosystem's resolver: `recommends=true`"),
  kinds: text(500, 'kinds of dependencies that are followed, separated by commas'),
  prereleases: Type.Optional(Type.Boolean({ description: 'take pre-releases as if they were releases' })),
  development: Type.Optional(
    Type.Boolean({ description: 'with what a manifest needs for development; default true' }),
  ),
  sync: Type.Optional(Type.Boolean({ description: 'read packages that are not indexed; default true' })),
  facts: Type.Optional(Type.Boolean({ description: 'with advisories and what else is known; default true' })),
  format,
};

export const purlInQuery = {
  purl: text(40_000, 'package URLs, separated by spaces; without a version, the latest'),
  requirement: text(4_096, "of a single package URL, in the ecosystem's syntax, in place of a version"),
};

/** A body counts package URLs; a query has one parameter for all of them. */
export async function inTermsOfQuery<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof InputError) || !/^purls(?:\[|$)/.test(error.field)) throw error;
    throw new InputError('purl', error.message.replace(/^purls(?:\[\d+\])?/, 'purl'), error.status);
  }
}

type Values = Readonly<Record<string, string | number | boolean | undefined>>;

/** @throws InputError naming the parameter. */
export function bodyOfQuery(query: Values): ResolveBody {
  const body: ResolveBody = {};
  for (const name of ['registry', 'ecosystem', 'before'] as const)
    if (typeof query[name] === 'string') body[name] = query[name];
  for (const name of ['prereleases', 'development', 'sync', 'facts'] as const)
    if (typeof query[name] === 'boolean') body[name] = query[name];
  for (const name of ['environment', 'options'] as const)
    if (typeof query[name] === 'string') body[name] = settingsOf(name, query[name]);
  if (typeof query.kinds === 'string') body.kinds = listOf(query.kinds);
  if (typeof query.against === 'string') body.against = { before: query.against };
  const found = FORMATS.find(each => each === query.format);
  if (found) body.format = found;
  if (typeof query.purl === 'string') {
    const purls = query.purl.split(/\s+/).filter(each => each !== '');
    const { requirement } = query;
    if (requirement !== undefined && purls.length !== 1)
      throw new InputError('requirement', 'requirement: it is of one package URL');
    body.purls = typeof requirement === 'string' ? [{ purl: purls[0] as string, requirement }] : purls;
  } else if (query.requirement !== undefined)
    throw new InputError('requirement', 'requirement: it is of a package URL, and none is given');
  return body;
}

function listOf(given: string): string[] {
  return given
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '');
}

/** `os=linux,cpu=x64`. @throws InputError naming the parameter. */
export function settingsOf(field: string, given: string): Record<string, string> {
  const found = new Map<string, string>();
  for (const pair of listOf(given)) {
    const at = pair.indexOf('=');
    if (at <= 0)
      throw new InputError(field, `${field}: ${JSON.stringify(pair.slice(0, 60))} is not name=value`);
    found.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
  }
  return Object.fromEntries(found);
}
