/** Addresses of a project by their labels: https://packaging.python.org/en/latest/specifications/well-known-project-urls/ */
import {
  type ChosenRepository,
  chooseRepository,
  type RepositoryField,
} from '../../core/repository-candidates.ts';
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
  repository: ChosenRepository;
  documentation: string | null;
  funding: string[];
}

export function projectUrls(info: JsonDocument): ProjectUrls {
  const byLabel = new Map<string, { label: string; url: string }>();
  if (isJsonObject(info.project_urls)) {
    for (const label in info.project_urls) {
      if (byLabel.size === MAX_URLS) break;
      const url = webUrl(info.project_urls[label]);
      const plain = plainLabel(label);
      if (url !== null && !byLabel.has(plain)) byLabel.set(plain, { label, url });
    }
  }
  const homepage = webUrl(info.home_page) ?? firstOf(byLabel, HOMEPAGE);
  const funding = [...byLabel].filter(([plain]) => FUNDING.has(plain)).map(([, { url }]) => url);
  const said = (plain: string): RepositoryField => {
    const { label, url } = byLabel.get(plain) ?? {};
    return [`project_urls.${label}`, url];
  };
  const others = [...byLabel.keys()].filter(plain => !FUNDING.has(plain));
  return {
    homepage,
    repository: chooseRepository(REPOSITORY.map(said), [
      ['home_page', info.home_page],
      ...[...HOMEPAGE, ...others].map(said),
    ]),
    documentation: firstOf(byLabel, DOCUMENTATION) ?? webUrl(info.docs_url),
    funding: [...new Set(funding)],
  };
}

/** Labels are compared in lower case, without punctuation and white space. */
function plainLabel(label: string): string {
  return (clean(label, 200) ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function firstOf(byLabel: ReadonlyMap<string, { url: string }>, labels: readonly string[]): string | null {
  return labels.map(label => byLabel.get(label)?.url).find(url => url !== undefined) ?? null;
}
