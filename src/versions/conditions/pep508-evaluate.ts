/**
 * What environment markers mean:
 * https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers.
 */
import { InputError } from '../../core/errors.ts';
import { contains } from '../intervals.ts';
import { pypi } from '../schemes/pypi.ts';
import {
  type Marker,
  type MarkerComparison,
  type MarkerOperand,
  type MarkerOperator,
  type MarkerVariable,
  normaliseName,
} from './pep508-marker.ts';

const VERSIONS = [
  'python_version',
  'python_full_version',
  'implementation_version',
  'platform_release',
] as const;

/** The values of the variables; it is enough to give those that the markers name. */
export type MarkerEnvironment = Readonly<Partial<Record<MarkerVariable, string>>>;

export interface MarkerRequest {
  /** The extras that were asked for. */
  extras?: readonly string[];
  groups?: readonly string[];
}

/**
 * True where the marker holds. What asks for `extra` holds where it does for one of the extras asked for, or, where none
 * is, for no extra.
 * @throws InputError with field `environment` where the marker asks for a variable that is not given, and with field
 * `marker` for what can't be compared, such as `os_name ~= "posix"`.
 */
export function evaluateMarker(
  marker: Marker,
  environment: MarkerEnvironment,
  request: MarkerRequest = {},
): boolean {
  const extras = request.extras?.length ? request.extras : [''];
  return extras.some(extra => holds(marker, environment, request, extra));
}

function holds(
  marker: Marker,
  environment: MarkerEnvironment,
  request: MarkerRequest,
  extra: string,
): boolean {
  if (marker.kind !== 'compare') {
    const isHolding = (part: Marker) => holds(part, environment, request, extra);
    return marker.kind === 'and' ? marker.of.every(isHolding) : marker.of.some(isHolding);
  }
  if (namesVariable(marker, 'extras')) return inSet(marker, request.extras ?? []);
  if (namesVariable(marker, 'dependency_groups')) return inSet(marker, request.groups ?? []);
  const left = lookUp(marker.left, environment, extra);
  const right = lookUp(marker.right, environment, extra);
  if (namesVariable(marker, 'extra'))
    return compareText(normaliseName(left), marker.operator, normaliseName(right));
  const isOfVersions = VERSIONS.some(variable => namesVariable(marker, variable));
  const known = isOfVersions ? compareVersions(left, marker.operator, right) : null;
  return known ?? compareText(left, marker.operator, right);
}

function namesVariable({ left, right }: MarkerComparison, variable: string): boolean {
  return [left, right].some(side => 'variable' in side && side.variable === variable);
}

function lookUp(side: MarkerOperand, environment: MarkerEnvironment, extra: string): string {
  if ('text' in side) return side.text;
  if (side.variable === 'extra') return extra;
  const value = environment[side.variable as MarkerVariable];
  if (value !== undefined) return value;
  throw new InputError('environment', `the environment does not give "${side.variable}"`, 422);
}

function inSet({ left, operator, right }: MarkerComparison, set: readonly string[]): boolean {
  if (!('text' in left) || !('variable' in right) || (operator !== 'in' && operator !== 'not in'))
    throw new InputError('marker', 'sets are only asked by "in" and "not in" after a text', 422);
  const isMember = set.some(member => normaliseName(member) === normaliseName(left.text));
  return isMember === (operator === 'in');
}

/** By PEP 440, with pre-releases; null where one side is no version, or the other no version specifier. */
function compareVersions(left: string, operator: MarkerOperator, right: string): boolean | null {
  if (operator === '===') return left.toLowerCase() === right.trim().toLowerCase();
  const version = pypi.parse(left);
  if (version === null || operator === 'in' || operator === 'not in') return null;
  try {
    return contains(pypi.parseRange(operator + right).intervals, version, pypi.order);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** Texts have no order: less and greater are false, and with "or equal" only the equal counts. */
function compareText(left: string, operator: MarkerOperator, right: string): boolean {
  switch (operator) {
    case '==':
    case '<=':
    case '>=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
    case '>':
      return false;
    case 'in':
      return right.includes(left);
    case 'not in':
      return !right.includes(left);
    default:
      throw new InputError('marker', `"${operator}" does not compare texts`, 422);
  }
}
