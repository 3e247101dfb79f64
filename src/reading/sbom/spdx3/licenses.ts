/** Licences of SPDX 3: elements that relationships connect to packages. */
import { canonicalLicenseId } from '../../../core/licenses/index.ts';
import type { JsonDocument } from '../../../formats/json.ts';
import type { LicenseClaim, LicenseStatement } from '../model.ts';
import { own, textsIn, wordIn } from '../values.ts';
import type { Spdx3Context } from './context.ts';
import { type Graph, idOf, idsIn, NO_ASSERTION_LICENSE, NONE_LICENSE, referred, typeOf } from './graph.ts';

const LISTED = /^https?:\/\/spdx\.org\/licenses\/([A-Za-z0-9.+-]{1,100})$/;
const MAX_DEPTH = 50;

/** What the targets of `hasDeclaredLicense` or `hasConcludedLicense` say together. */
export function readLicenses(targets: readonly unknown[], graph: Graph): LicenseStatement | null {
  const claims: LicenseClaim[] = [];
  let state: LicenseStatement['state'] | null = null;
  for (const target of targets) {
    const id = typeof target === 'string' ? target : '';
    if (id.endsWith('/NoAssertionLicense')) state ??= 'no-assertion';
    else if (id.endsWith('/NoneLicense')) state ??= 'none';
    else {
      const claim = claimOf(target, graph);
      if (claim !== null) claims.push(claim);
    }
  }
  if (claims.length > 0) return { state: 'stated', claims };
  return state === null ? null : { state, claims: [] };
}

function claimOf(target: unknown, graph: Graph): LicenseClaim | null {
  const element = referred(target, graph);
  const none = { id: null, expression: null, name: null, text: null, url: null };
  if (element !== null && typeOf(element) === 'expandedlicensing_CustomLicense')
    return {
      ...none,
      name: wordIn(own(element, 'name')) ?? idOf(element) ?? '',
      text: wordIn(own(element, 'simplelicensing_licenseText')),
      url: textsIn(own(element, 'expandedlicensing_seeAlso'))[0] ?? null,
    };
  const expression = expressionOf(target, graph, 0);
  if (expression === null) return null;
  return canonicalLicenseId(expression) === null ? { ...none, expression } : { ...none, id: expression };
}

function expressionOf(target: unknown, graph: Graph, depth: number): string | null {
  if (depth > MAX_DEPTH) return null;
  const element = referred(target, graph);
  const uri = element === null ? (typeof target === 'string' ? target : '') : (idOf(element) ?? '');
  const inner = (member: string) =>
    element === null
      ? []
      : idsOrElements(own(element, member)).flatMap(each => expressionOf(each, graph, depth + 1) ?? []);
  switch (element === null ? '' : typeOf(element)) {
    case 'simplelicensing_LicenseExpression':
      return wordIn(own(element ?? {}, 'simplelicensing_licenseExpression'));
    case 'expandedlicensing_ConjunctiveLicenseSet':
      return grouped(inner('expandedlicensing_member'), ' AND ', depth);
    case 'expandedlicensing_DisjunctiveLicenseSet':
      return grouped(inner('expandedlicensing_member'), ' OR ', depth);
    case 'expandedlicensing_OrLaterOperator':
      return `${inner('expandedlicensing_subjectLicense')[0] ?? ''}+`;
    case 'expandedlicensing_WithAdditionOperator': {
      const addition = idsIn(own(element ?? {}, 'expandedlicensing_subjectAddition'))[0] ?? '';
      const name = addition.slice(addition.lastIndexOf('/') + 1);
      return `${inner('expandedlicensing_subjectExtendableLicense')[0] ?? ''} WITH ${name}`;
    }
    case 'expandedlicensing_CustomLicense':
      return `LicenseRef-${(wordIn(own(element ?? {}, 'name')) ?? 'unnamed').replace(/[^A-Za-z0-9.]+/g, '-')}`;
  }
  return LISTED.exec(uri)?.[1] ?? null;
}

const idsOrElements = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

function grouped(parts: string[], sign: string, depth: number): string | null {
  if (parts.length === 0) return null;
  return depth === 0 || parts.length === 1 ? parts.join(sign) : `(${parts.join(sign)})`;
}

/** Ids of the elements that state the licences. */
export function writeLicenses(
  statement: LicenseStatement,
  context: Spdx3Context,
  shared: Map<string, string>,
): string[] {
  if (statement.state === 'none') return [NONE_LICENSE];
  if (statement.state === 'no-assertion') return [NO_ASSERTION_LICENSE];
  return statement.claims.map(claim => {
    const key = JSON.stringify(claim);
    const before = shared.get(key);
    if (before !== undefined) return before;
    const id = add(claim, context);
    shared.set(key, id);
    return id;
  });
}

function add(claim: LicenseClaim, context: Spdx3Context): string {
  const expression = claim.expression ?? claim.id;
  if (expression !== null && claim.text === null)
    return context.add('simplelicensing_LicenseExpression', {
      simplelicensing_licenseExpression: expression,
    });
  const members: JsonDocument = {
    name: claim.name ?? expression ?? '',
    simplelicensing_licenseText: claim.text ?? claim.name ?? '',
  };
  if (claim.url !== null) members.expandedlicensing_seeAlso = [claim.url];
  return context.add('expandedlicensing_CustomLicense', members);
}
