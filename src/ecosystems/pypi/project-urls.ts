/** Addresses of a project by their labels: https://packaging.python.org/en/latest/specifications/well-known-project-urls/ */
import { repositoryUrlFrom } from '../../core/repository-url.ts';
import { isJsonObject, type JsonDocument } from '../../formats/json.ts';
import { clean, webUrl } from '../families/whole-index/text.ts';

const MAX_URLS = 100;
const REPOSITORY = ['repository', 'source', 'sourcecode', 'code', 'github'];
const HOMEPAGE = ['homepage', 'home'];
const DOCUMENTATION = ['documentation', 'docs'];
const FUNDING = new Set([
  'donate',
  'donation',
  'donations',
  'fund',
  'funding',
  'sponsor',
  'sponsors',
  'sponsorship',
]);

export interface ProjectUrls {
  homepage: string | null;
  repository: string | null;
  documentation: string | null;
  funding: string[];
}

export function projectUrls(info: JsonDocument): ProjectUrls {
  const byLabel = new Map<string, string>();
  if (isJsonObject(info.project_urls)) {
    for (const label in info.project_urls) {
      if (byLabel.size === MAX_URLS) break;
      const url = webUrl(info.project_urls[label]);
      const plain = plainLabel(label);
      if (url !== null && !byLabel.has(plain)) byLabel.set(plain, url);
    }
  }
  const homepage = webUrl(info.home_page) ?? firstOf(byLabel, HOMEPAGE);
  const funding = [...byLabel].filter(([label]) => FUNDING.has(label)).map(([, url]) => url);
  const declared = REPOSITORY.map(label => byLabel.get(label)).find(url => url !== undefined) ?? null;
  const others = [...byLabel].filter(([label]) => !FUNDING.has(label)).map(([, url]) => url);
  return {
    homepage,
    repository: repositoryUrlFrom(
      [...REPOSITORY.map(label => byLabel.get(label)), homepage, ...others],
      declared,
    ),
    documentation: firstOf(byLabel, DOCUMENTATION) ?? webUrl(info.docs_url),
    funding: [...new Set(funding)],
  };
}

/** Labels are compared in lower case, without punctuation and white space. */
function plainLabel(label: string): string {
  return (clean(label, 200) ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function firstOf(byLabel: ReadonlyMap<string, string>, labels: readonly string[]): string | null {
  return labels.map(label => byLabel.get(label)).find(url => url !== undefined) ?? null;
}
