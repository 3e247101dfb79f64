/** The pages that say what went wrong and what to do next. */
import type { VNode } from 'preact';
import { type Prepared, prepare } from '../api/prepared.ts';
import type { Problem } from '../api/problems.ts';
import { NO_STORE } from '../api/replies.ts';
import { SearchBox } from '../ui/components/search-box.tsx';
import { type DocumentAssets, renderDocument } from '../ui/layout.tsx';
import { paths } from '../ui/paths.ts';
import { HTML_TYPE, PAGE_HEADERS } from './security.ts';

const TITLES: Record<number, string> = {
  400: 'This address does not work',
  401: 'This key does not work',
  403: 'This is not allowed',
  404: 'Not found',
  405: 'This page is only for reading',
  414: 'This address is too long',
  422: 'This address does not work',
  429: 'Too many requests for now',
  503: 'Back in a moment',
};

export function prepareProblemPage(
  problem: Problem,
  siteUrl: string,
  path: string,
  assets: DocumentAssets,
): Prepared {
  const title =
    TITLES[problem.status] ?? (problem.status < 500 ? 'This request does not work' : 'Something broke here');
  return prepare({
    status: problem.status,
    body: renderDocument({
      title,
      view: <ProblemView title={title} problem={problem} />,
      // The address is the visitor's: it is not repeated.
      path: '',
      siteUrl,
      assets,
      noindex: true,
    }),
    contentType: HTML_TYPE,
    headers: { ...PAGE_HEADERS, 'cache-control': NO_STORE, ...problem.headers },
    label: `problem ${path === '/' ? 'home' : 'page'}`,
  });
}

function ProblemView({ title, problem }: { title: string; problem: Problem }): VNode {
  return (
    <>
      <header class="page-head">
        <h1>{title}</h1>
        {hintsOf(problem).map(hint => (
          <p key={hint} class="lead">
            {hint}
          </p>
        ))}
      </header>
      {problem.status < 500 && problem.status !== 429 && <SearchBox id="problem-search" hero />}
      <p>
        <a href={paths.home}>Home</a> · <a href={paths.registries}>Registries</a> ·{' '}
        <a href={paths.status}>Status</a>
        {problem.status === 429 && (
          <>
            {' '}
            · <a href="/plans">Plans and keys</a>
          </>
        )}
      </p>
    </>
  );
}

function hintsOf({ status, message, parameter, headers, requestId, details }: Problem): string[] {
  switch (status) {
    case 404:
      return [
        'There is no such page, package or version here.',
        'Names count to the letter. A package that a registry has and this index has not is fetched when it is looked up by its package URL, as in pkg:npm/react.',
      ];
    case 405:
      return ['Pages are read with GET. What programs send belongs to the API, described under “API”.'];
    case 401:
    case 403:
      return [`The server said: ${message}.`];
    case 429:
      return [
        `Reload the page in ${headers?.['retry-after'] ?? 'some'} seconds.`,
        `Requests from your network have reached a limit: ${message}.`,
        ...(typeof details?.hint === 'string' ? [`For programs: ${details.hint}.`] : []),
      ];
    case 503:
      return [
        'There is more to do here than can be done at the moment, or the database is away. Nothing is lost.',
        `Reload the page in ${headers?.['retry-after'] ?? 'some'} seconds.`,
      ];
    default:
      if (status >= 500) {
        return [
          'This is our fault, and it was noted.',
          ...(requestId ? [`Say this number when you report it: ${requestId}`] : []),
        ];
      }
      return [
        `The server said: ${message}.`,
        ...(parameter ? [`Look at “${parameter.slice(0, 100)}” in the address or the form.`] : []),
      ];
  }
}
