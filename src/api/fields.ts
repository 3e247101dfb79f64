/** The fields of an answer that depend on who asks: limits, cost, licence, and the number of the request. */
import { randomBytes } from 'node:crypto';
import type { AnswerLicence, Caller } from '../core/access.ts';
import { licenceFor } from '../core/answer-licence.ts';
import type { Passed } from '../core/limits.ts';
import type { OwnHead } from './head-text.ts';
import type { Origin } from './origin.ts';
import type { Prepared } from './prepared.ts';
import { isBySession } from './session-callers.ts';

const PROCESS = randomBytes(6).toString('hex');
let requests = 0;

/** Unique among all processes; tells nothing of the request. */
export function nextRequestId(): string {
  return `${PROCESS}-${(++requests).toString(36)}`;
}

/** The link to a licence as it was written last for an origin: nearly always the same. */
const licenceLinks = new WeakMap<Origin, { licence: AnswerLicence; text: string }>();

function licenceLink(licence: AnswerLicence, origin: Origin): string {
  const known = licenceLinks.get(origin);
  if (known !== undefined && known.licence === licence) return known.text;
  const url = licence.url.startsWith('/') ? `${origin.siteUrl}${licence.url}` : licence.url;
  // What was agreed with an account is data: nothing of it ends the reference.
  const text = `<${url.replace(/[^!#-;=?-[\]_a-z~]/g, encodeURIComponent)}>; rel="license"`;
  licenceLinks.set(origin, { licence, text });
  return text;
}

/** One for all: it is written at once. */
const head: OwnHead = { limits: '', links: null, licence: '', notice: null, moving: '' };

/** As `addCallerFields`, for an answer from memory. What it gives is the same object each time. */
export function ownHead(
  passed: Passed | null,
  caller: Caller | null,
  requestId: string,
  { links, label }: Pick<Prepared, 'links' | 'label'>,
  origin: Origin,
): OwnHead {
  head.limits = passed === null ? '' : passed.fixed;
  head.links = links;
  head.licence = links === null ? '' : licenceLink(licenceOf(caller, label), origin);
  head.notice = caller === null ? null : caller.notice;
  head.moving = `${passed === null ? '' : passed.moving}request-id: ${requestId}\r\n`;
  return head;
}

/**
 * Adds the fields of a caller to those of their limits.
 *
 * @param fields names and values in turn; is changed.
 */
export function addCallerFields(
  fields: string[],
  caller: Caller | null,
  requestId: string,
  prepared: Pick<Prepared, 'links' | 'label'> | null,
  origin: Origin | null,
): string[] {
  fields.push('request-id', requestId);
  if (prepared !== null && prepared.links !== null && origin !== null) {
    fields.push('link', linkField(prepared.links, licenceLink(licenceOf(caller, prepared.label), origin)));
  }
  if (caller !== null && caller.notice !== null) fields.push('policy-notice', caller.notice);
  // What a browser keeps for somebody is not theirs any more when they have signed out.
  if (caller !== null && isBySession(caller)) fields.push('vary', 'cookie');
  return fields;
}

/** Value of `Link`. @param links of the answer, or nothing. */
export function linkField(links: string, licence: string): string {
  return links === '' ? licence : `${links}, ${licence}`;
}

function licenceOf(caller: Caller | null, label: string): AnswerLicence {
  return licenceFor(caller, caller?.grants === undefined ? '*' : datasetOf(label));
}

/** The service that answered, as the scope of licences names it; `*` for pages and what is of no service. */
function datasetOf(label: string): string {
  const dot = label.indexOf('.');
  return dot > 0 && !label.includes(' ') ? label.slice(0, dot) : '*';
}
