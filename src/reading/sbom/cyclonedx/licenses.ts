/** Licences of CycloneDX components: identifiers, names or expressions, declared or (since 1.6) concluded. */
import { canonicalLicenseId, tryParseExpression } from '../../../core/licenses/index.ts';
import { isJsonObject, type JsonDocument } from '../../../formats/json.ts';
import type { LicenseClaim, LicenseStatement, SbomComponent } from '../model.ts';
import type { Group } from '../overlay.ts';
import { objectIn, objectsOf, own, wordIn } from '../values.ts';
import { type CycloneDxContext, since } from './context.ts';

export const licenses: Group<SbomComponent, CycloneDxContext> = {
  fields: ['declared', 'concluded'],
  members: ['licenses'],
  read(node) {
    const declared: LicenseClaim[] = [];
    const concluded: LicenseClaim[] = [];
    for (const choice of objectsOf(own(node, 'licenses'))) {
      const license = own(choice, 'license');
      const holder = isJsonObject(license) ? license : choice;
      const claim = readClaim(choice);
      if (claim !== null) (own(holder, 'acknowledgement') === 'concluded' ? concluded : declared).push(claim);
    }
    return { declared: statement(declared), concluded: statement(concluded) };
  },
  write({ declared, concluded }, context) {
    const parts: [LicenseStatement | null, 'declared' | 'concluded'][] = [
      [declared, 'declared'],
      [concluded, 'concluded'],
    ];
    for (const [each, name] of parts) {
      if (each?.state === 'none') context.lose(name, 'CycloneDX cannot say that there is no licence');
      if (each?.state === 'no-assertion') context.lose(name, 'NOASSERTION becomes absence');
    }
    const stated = parts.filter(([each]) => each?.state === 'stated');
    if (!since(context, '1.6')) {
      const [first, second] = stated;
      if (second !== undefined)
        context.lose('concluded', 'only one of declared and concluded licences before CycloneDX 1.6');
      else if (first?.[1] === 'concluded')
        context.lose('concluded', 'written as declared before CycloneDX 1.6');
      return { licenses: choices(first?.[0]?.claims ?? [], null, context) };
    }
    // Declared is what a licence is taken for that says nothing.
    const all = stated.flatMap(
      ([each, name]) => choices(each?.claims ?? [], name === 'concluded' ? name : null, context) ?? [],
    );
    return { licenses: all.length > 0 ? oneKind(all, context) : undefined };
  },
};

/** One choice of a `licenses` list; null when it names none. */
export function readClaim(choice: JsonDocument): LicenseClaim | null {
  const expression = wordIn(own(choice, 'expression'));
  if (expression !== null) return { id: null, expression, name: null, text: null, url: null };
  const license = objectIn(own(choice, 'license'));
  const id = wordIn(own(license, 'id'));
  const name = wordIn(own(license, 'name'));
  if (id === null && name === null) return null;
  return {
    id,
    expression: null,
    name: id === null ? name : null,
    text: textOf(own(license, 'text')),
    url: wordIn(own(license, 'url')),
  };
}

function textOf(attachment: unknown): string | null {
  const { content, encoding } = objectIn(attachment);
  if (typeof content !== 'string') return null;
  return encoding === 'base64' ? Buffer.from(content, 'base64').toString('utf8') : content;
}

function statement(claims: LicenseClaim[]): LicenseStatement | null {
  return claims.length > 0 ? { state: 'stated', claims } : null;
}

function choices(
  claims: LicenseClaim[],
  acknowledgement: 'concluded' | null,
  context: CycloneDxContext,
): JsonDocument[] | undefined {
  const mark = acknowledgement === null ? {} : { acknowledgement };
  const out = claims.map(claim => {
    if (claim.expression !== null) return { expression: claim.expression, ...mark };
    const id = claim.id === null ? null : canonicalLicenseId(claim.id);
    const names = id === null ? { name: claim.name ?? claim.id ?? '' } : { id };
    return {
      license: {
        ...names,
        ...mark,
        ...(claim.text === null ? {} : { text: { contentType: 'text/plain', content: claim.text } }),
        ...(claim.url === null ? {} : { url: claim.url }),
      },
    };
  });
  return out.length > 0 ? oneKind(out, context) : undefined;
}

/** Before 1.7 a list holds licences, or one expression and nothing else. */
function oneKind(list: JsonDocument[], context: CycloneDxContext): JsonDocument[] {
  const expressions = list.filter(each => typeof each.expression === 'string');
  if (since(context, '1.7') || expressions.length === 0 || list.length === 1) return list;
  const marks = new Set(list.map(each => objectIn(each.license ?? each).acknowledgement));
  const words = list.map(each => each.expression ?? objectIn(each.license).id);
  if (
    marks.size === 1 &&
    words.every(word => typeof word === 'string' && tryParseExpression(word) !== null)
  ) {
    const { acknowledgement } = objectIn(list[0]?.license ?? list[0]);
    const expression = words.map(word => (/\sOR\s/i.test(String(word)) ? `(${word})` : word)).join(' AND ');
    return [{ expression, ...(acknowledgement === undefined ? {} : { acknowledgement }) }];
  }
  context.lose('licenses', 'an expression beside other licences becomes a name before CycloneDX 1.7');
  return list.map(({ expression, acknowledgement, ...rest }) =>
    expression === undefined
      ? rest
      : { license: { name: expression, ...(acknowledgement === undefined ? {} : { acknowledgement }) } },
  );
}
