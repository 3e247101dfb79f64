/** The pages that say what went wrong and what to do next. */
import type { VNode } from 'preact';
import { type Prepared, prepare } from '../api/prepared.ts';
import type { Problem } from '../api/problems.ts';
import { NO_STORE } from '../api/replies.ts';
import { SearchBox } from '../ui/components/search-box.tsx';
import { countOf } from '../ui/format/numbers.ts';
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

/** Of what forms send: the address is right. */
const FORM_TITLES: Record<number, string> = {
  400: 'The form was not accepted',
  405: 'Nothing can be sent to this page',
  422: 'The form was not accepted',
};

export function prepareProblemPage(
  problem: Problem,
  siteUrl: string,
  path: string,
  assets: DocumentAssets,
  method = 'GET',
): Prepared {
  const isForm = method === 'POST';
  const title =
    (isForm ? FORM_TITLES[problem.status] : undefined) ??
    TITLES[problem.status] ??
    (problem.status < 500 ? 'This request does not work' : 'Something broke here');
  return prepare({
    status: problem.status,
    body: renderDocument({
      title,
      view: <ProblemView title={title} problem={problem} isForm={isForm} />,
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

function ProblemView({
  title,
  problem,
  isForm,
}: {
  title: string;
  problem: Problem;
  isForm: boolean;
}): VNode {
  return (
    <>
      <header class="page-head">
        <h1>{title}</h1>
        {hintsOf(problem, isForm).map(hint => (
          <p key={hint} class="lead">
            {hint}
          </p>
        ))}
      </header>
      {problem.status < 500 && problem.status !== 429 && !isForm && <SearchBox id="problem-search" hero />}
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

function hintsOf(problem: Problem, isForm: boolean): string[] {
  const { status, message, parameter, headers, requestId, details } = problem;
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
        ...(headers?.['retry-after'] === undefined
          ? []
          : [`Reload the page in ${waitWords(headers['retry-after'])}.`]),
        `A limit has been reached: ${message.replace(/: try again in \d+ s$/, '')}.`,
        ...(typeof details?.hint === 'string' ? [`For programs: ${details.hint}.`] : []),
      ];
    case 503:
      return [
        'There is more to do here than can be done at the moment, or the database is away. Nothing is lost.',
        `Reload the page in ${waitWords(headers?.['retry-after'])}.`,
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
        ...(parameter ? [`Look at “${parameter.slice(0, 100)}” in the ${isForm ? 'form' : 'address'}.`] : []),
        ...(isForm ? ['Go back to it: most browsers keep what was typed.'] : []),
      ];
  }
}

/** Long waits in minutes, rounded up: who comes back a little later is not sent away again. */
function waitWords(retryAfter: string | undefined): string {
  const seconds = Number(retryAfter);
  if (!Number.isFinite(seconds)) return 'some seconds';
  if (seconds < 120) return countOf(seconds, 'second');
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? countOf(minutes, 'minute') : countOf(Math.ceil(minutes / 60), 'hour');
}
