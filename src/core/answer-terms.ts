/**
 * The terms of an export: what the data is under, who got it, which times it covers, and whose terms apply to the parts that others
 * published. As the files LICENSE and NOTICE, and as one line for formats that have a place for a comment. CC0 is never claimed for
 * what is not ours to give.
 */
import type { AnswerLicence } from './access.ts';
import { licenseText } from './licenses/texts.ts';

export interface ExportTermsRequest {
  licence: AnswerLicence;
  /** Name of the account; null: anybody. */
  licensee: string | null;
  /** Ids of services, as in the scope of licences. */
  datasets: readonly string[];
  /** The time that the data covers, ISO 8601; null: all there is until `to`. */
  from: string | null;
  to: string;
  /** Without trailing slash. */
  siteUrl: string;
  /** Publishers of parts with terms of their own; `license` null: what each record says. */
  sources?: readonly { name: string; url: string; license: string | null }[];
}

export interface ExportTerms {
  /** Contents of `LICENSE`. */
  license: string;
  /** Contents of `NOTICE`. */
  notice: string;
}

/** Texts end with a line feed. Names are put on one line each, whatever they hold. */
export function exportTerms(request: ExportTermsRequest): ExportTerms {
  const { licence, siteUrl } = request;
  const url = licence.url.startsWith('/') ? `${siteUrl}${licence.url}` : licence.url;
  const text = licenseText(licence.spdx);
  const license = text
    ? `SPDX-License-Identifier: ${text.id}\n${text.name}\n${url}\n\n${text.text.trimEnd()}\n`
    : `SPDX-License-Identifier: ${licence.spdx}\nThe text of this agreement: ${url}\n`;
  const sources = (request.sources ?? []).map(
    source =>
      `  ${oneLine(source.name)} (${oneLine(source.url)}): ${source.license ?? 'as each record says'}`,
  );
  const notice = [
    `Data of ${siteUrl}`,
    `Licence: ${licence.spdx} (${url})`,
    `Licensee: ${request.licensee === null ? 'anybody' : oneLine(request.licensee)}`,
    `Datasets: ${request.datasets.map(oneLine).join(', ')}`,
    `Time: ${request.from === null ? 'everything' : `from ${request.from}`} until ${request.to}`,
    ...(sources.length === 0
      ? []
      : [
          '',
          'The licence above is for what this index makes of its sources: their selection and arrangement, and the facts',
          'derived from them. What these publishers wrote stays under their own terms:',
          ...sources,
        ]),
  ];
  return { license, notice: `${notice.join('\n')}\n` };
}

/** What a document is under, for a caller. */
export interface Terms {
  /** With the whole address of its text. */
  licence: AnswerLicence;
  /** Name of the account that the licence was agreed with; null: anybody. */
  licensee: string | null;
}

/**
 * For a format's comment: `Data of https://... as of <moment>: CC0-1.0 (https://...), licensed to Acme`.
 *
 * @param siteUrl without trailing slash. @param asOf ISO 8601.
 */
export function termsLine({ licence, licensee }: Terms, siteUrl: string, asOf: string): string {
  const to = licensee === null ? '' : `, licensed to ${oneLine(licensee)}`;
  return `Data of ${siteUrl} as of ${asOf}: ${licence.spdx} (${licence.url})${to}`;
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
