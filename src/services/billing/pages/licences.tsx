/** What the data is under. */
import type { LicenseText } from '../../../core/licenses/texts.ts';
import type { Source } from '../../../sources/index.ts';
import { Facts } from '../../../ui/components/facts.tsx';
import { Breadcrumbs } from '../../../ui/components/navigation.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { CodeCopy, ExternalLink } from '../../../ui/components/text.tsx';
import { paths } from '../../../ui/paths.ts';
import { Contact } from './contact.tsx';

export const DEFAULT_SPDX = 'CC-BY-SA-4.0';

const OFFERED = [
  {
    spdx: DEFAULT_SPDX,
    who: 'Everybody',
    what: 'Use it for anything, also to earn money. Say where it comes from, and pass on what you make of the data under the same terms.',
  },
  {
    spdx: 'CC0-1.0',
    who: 'Accounts with an agreement',
    what: 'No conditions: for products whose data cannot be passed on under the same terms.',
  },
];

export function LicencesView({
  sources,
  siteUrl,
  contact,
}: {
  sources: readonly Source[];
  siteUrl: string;
  contact: string | null;
}) {
  return (
    <>
      <header class="page-head">
        <h1>Licences of the data</h1>
        <p class="lead">
          Every answer names its licence in the header <code>Link</code> with <code>rel="license"</code>. It
          does not depend on the plan. Feeds and bills of materials say it inside, too; a CSV file has no
          place for it: what belongs beside it, <code>LICENSE</code> and <code>NOTICE</code>, is given by{' '}
          <code>GET /api/v1/licence</code>.
        </p>
      </header>
      <Section id="ours" title="What this index gives">
        <Table
          caption="Licences of the data"
          rows={OFFERED}
          columns={[
            { label: 'Licence', role: 'main', cell: ({ spdx }) => <a href={paths.licence(spdx)}>{spdx}</a> },
            { label: 'For', cell: ({ who }) => who },
            { label: 'In short', cell: ({ what }) => what },
          ]}
        />
        <p>
          An agreement may be for some datasets, for a time, or under terms of its own (
          <code>LicenseRef-…</code>). When it ends, answers are under {DEFAULT_SPDX} again.{' '}
          <Contact contact={contact} />
        </p>
        <CodeCopy
          label="See for yourself"
          code={`curl -sI '${siteUrl}/api/v1/rate_limit' | grep -i '^link'`}
        />
      </Section>
      <Section id="sources" title="What others published">
        <p>
          The licence above is for what this index makes: selection, arrangement, derived facts. What sources
          wrote stays under their own terms, whatever was agreed here.
        </p>
        <Table
          caption="Sources of advisories and their terms"
          rows={sources}
          columns={[
            {
              label: 'Source',
              role: 'main',
              cell: ({ name, url }) => <ExternalLink url={url}>{name}</ExternalLink>,
            },
            { label: 'Licence', cell: ({ license }) => license ?? 'as each record says' },
            { label: 'Terms', cell: ({ terms }) => terms },
          ]}
        />
        <p>
          Descriptions, READMEs and files of packages belong to their authors: the package’s own licence is
          shown on its page.
        </p>
      </Section>
    </>
  );
}

const crumb = { label: 'Licences of the data', href: paths.licences };

export function LicenceView({ text }: { text: LicenseText }) {
  return (
    <>
      <Breadcrumbs items={[crumb]} />
      <header class="page-head">
        <h1>{text.name}</h1>
      </header>
      <Facts
        items={[
          { label: 'SPDX identifier', value: text.id },
          { label: 'Published at', value: text.url === '' ? null : <ExternalLink url={text.url} /> },
        ]}
      />
      <Section id="text" title="Text">
        <pre class="text">{text.text}</pre>
      </Section>
    </>
  );
}

export function AgreementView({ spdx, contact }: { spdx: string; contact: string | null }) {
  return (
    <>
      <Breadcrumbs items={[crumb]} />
      <header class="page-head">
        <h1>{spdx}</h1>
        <p class="lead">
          Terms that were agreed with one account. Their text is with those who agreed on them.
        </p>
      </header>
      <p>
        If you were given data under these terms, ask whoever gave it to you. <Contact contact={contact} />
      </p>
    </>
  );
}
