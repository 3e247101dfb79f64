/** The check of a release for people: a form, and what was found. */
import { InputError } from '../../core/errors.ts';
import { paths } from '../../ui/paths.ts';
import type { Page, RequestContext } from '../service.ts';
import { fieldsOf, refused, type ToolHomeText, toolHome } from '../tool-pages.tsx';
import { attestAnswer } from './answer.ts';
import { AttestResult, attestTool, headline } from './pages/result.tsx';

const EXAMPLE = 'pkg:npm/semver@7.7.1';

const home: ToolHomeText = {
  id: 'attest',
  fields: [
    {
      kind: 'text',
      name: 'purl',
      label: 'Package URL of a release',
      placeholder: EXAMPLE,
      hint: 'Without a version it is the latest one.',
    },
  ],
  submit: 'Check it',
  example: { label: 'A release of semver', values: { purl: EXAMPLE } },
  limits: [
    'Up to 512 MB a file and two minutes a release.',
    'What could not be reached is said to be unknown. It is never taken for good.',
    'Certificates and transparency logs are verified here: nothing of it is asked of sigstore.',
    'A package that is not indexed yet is fetched first.',
  ],
  commands: siteUrl => [
    { label: 'On your machine, without this server', code: `bin/ecosystems attest ${EXAMPLE}` },
    { label: 'Over HTTP', code: `curl '${siteUrl}/api/v1/attest?purl=${EXAMPLE}'` },
  ],
};

async function load(context: RequestContext) {
  if (context.query.purl === undefined) return toolHome(home, context);
  try {
    const answer = await attestAnswer(context);
    return {
      title: `${headline(answer.verdict)}: ${answer.purl} · ${attestTool.title}`,
      noStore: true,
      // Each look costs a download: crawlers have no business here.
      headers: { 'x-robots-tag': 'noindex, nofollow' },
      view: <AttestResult answer={answer} />,
    };
  } catch (error) {
    return refused(home, context, error);
  }
}

export const pages: Page[] = [
  { path: paths.tool('attest'), query: fieldsOf(home), cache: 'none', load },
  {
    method: 'POST',
    path: paths.tool('attest'),
    query: fieldsOf(home),
    upload: { maxFiles: 0, maxBytes: 0 },
    cache: 'none',
    async load(context) {
      const { purl } = context.query;
      if (purl === undefined)
        return refused(home, context, new InputError('purl', 'give the package URL of a release'));
      return { title: '', view: <></>, redirect: paths.attest(String(purl)) };
    },
  },
];
