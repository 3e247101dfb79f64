/** The links of a package: addresses under whatever words its author chose. */
import { type ChosenRepository, chooseRepository } from '../../core/repository-candidates.ts';
import { normaliseRepositoryUrl } from '../../core/repository-url.ts';
import { isJsonObject } from '../../formats/json.ts';
import { clean, webUrl } from '../families/whole-index/text.ts';

const MAX_LINKS = 100;
/** Most packages have the first; the order is that of trust. */
const REPOSITORY_WORDS = [
  'github',
  'gitlab',
  'bitbucket',
  'codeberg',
  'sourcehut',
  'source',
  'source code',
  'sources',
  'repository',
  'repo',
  'git',
  'code',
];
/** Pages inside the repository. */
const INSIDE_WORDS = ['changelog', 'changes', 'issues', 'issue tracker', 'bug tracker', 'readme'];
const HOMEPAGE_WORDS = ['homepage', 'home page', 'home', 'website', 'web site', 'site', 'www'];
const FUNDING_WORDS = [
  'sponsor',
  'sponsors',
  'sponsorship',
  'funding',
  'donate',
  'open collective',
  'opencollective',
];

export interface DeclaredLinks {
  homepage: string | null;
  repository: ChosenRepository;
  fundingLinks: string[];
}

/** A link under another word (`Original`, `Docs`) can be about anything, so it is taken for neither. */
export function linksOf(value: unknown): DeclaredLinks {
  const byWord = new Map<string, string>();
  for (const [key, said] of isJsonObject(value) ? Object.entries(value).slice(0, MAX_LINKS) : []) {
    const word = clean(key, 100)?.toLowerCase() ?? '';
    const url = clean(said, 2_048);
    if (url !== null && !byWord.has(word)) byWord.set(word, url);
  }
  const under = (words: readonly string[]) =>
    words.map(word => byWord.get(word)).filter(url => url !== undefined);
  const fields = (words: readonly string[]) =>
    words.map(word => [`links.${word}`, byWord.get(word)] as const);
  const homepage =
    under(HOMEPAGE_WORDS)
      .map(webUrl)
      .find(url => url !== null) ?? null;
  const funding = under(FUNDING_WORDS)
    .map(webUrl)
    .filter(url => url !== null);
  return {
    homepage,
    repository: chooseRepository(fields(REPOSITORY_WORDS), fields([...INSIDE_WORDS, ...HOMEPAGE_WORDS])),
    // An address under such a word that is a repository is where the project asks for help, not a page for money.
    fundingLinks: [...new Set(funding)].filter(url => normaliseRepositoryUrl(url) === null),
  };
}
