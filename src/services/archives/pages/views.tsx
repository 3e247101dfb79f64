/** What an archive holds, as parts of a page: a folder, a file, a readme, a changelog. */
import type { Static } from 'typebox';
import { Prose } from '../../../ui/components/prose.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { Badge, EmptyState } from '../../../ui/components/text.tsx';
import { Day } from '../../../ui/components/time.tsx';
import { Cut } from '../../../ui/components/tool-result.tsx';
import { countOf, formatBytes, formatNumber } from '../../../ui/format/numbers.ts';
import type { FolderItem } from '../folders.ts';
import type { ChangelogDocument, Content, ReadmeDocument } from '../schemas.ts';

export type Readme = Static<typeof ReadmeDocument>;
export type Changelog = Static<typeof ChangelogDocument>;

/** Characters of a text in a page. */
const TEXT = 40_000;
const HTML = 400_000;
const VERSIONS = 20;
/** Characters of what is said of one version. */
const NOTES = 2_000;

interface FolderProps {
  items: readonly FolderItem[];
  /** All that the folder holds. */
  total: number;
  /** The page of a path; null where there is none, as for a file that was sent. */
  href: ((path: string) => string) | null;
}

export function Folder({ items, total, href }: FolderProps) {
  if (items.length === 0) {
    return (
      <EmptyState title="It holds nothing">
        <p>The archive was read, and this folder has no files.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <Table
        caption="Files and folders"
        rows={items}
        columns={[
          {
            label: 'Name',
            role: 'main',
            cell: item => (
              <>
                {href === null ? (
                  item.name
                ) : (
                  <a href={href(item.path)} rel="nofollow">
                    {item.name}
                  </a>
                )}
                {item.kind === 'directory' && '/'} {item.kind === 'link' && <Badge>link</Badge>}{' '}
                {item.target !== null && <span class="edge-note">to {item.target}</span>}{' '}
                {item.executable && <Badge>program</Badge>}
              </>
            ),
          },
          {
            label: 'Size',
            role: 'number',
            cell: item => (item.kind === 'file' || item.files > 0 ? formatBytes(item.size) : ''),
          },
          {
            label: 'Files',
            role: 'number',
            cell: item => (item.kind === 'directory' && item.files > 0 ? formatNumber(item.files) : ''),
          },
        ]}
      />
      <Cut shown={items.length} of={total} what="entries" />
    </>
  );
}

export function FileText({ file, apiHref }: { file: Static<typeof Content>; apiHref: string }) {
  const { contents, encoding, size } = file;
  if (encoding === 'base64' || typeof contents !== 'string') {
    return (
      <EmptyState title="This file is not text">
        <p>
          It has {formatBytes(size)}. <a href={apiHref}>The API gives it as base64</a>.
        </p>
      </EmptyState>
    );
  }
  return (
    <>
      <pre class="text">{contents.slice(0, TEXT)}</pre>
      {contents.length > TEXT && (
        <p class="cut">
          Its beginning is shown. <a href={apiHref}>The API gives all {formatBytes(size)}</a>.
        </p>
      )}
    </>
  );
}

export function ReadmeView({ readme }: { readme: Readme | null }) {
  if (readme === null) {
    return (
      <EmptyState title="It has no readme">
        <p>Nothing in it is called so, in any of the usual spellings.</p>
      </EmptyState>
    );
  }
  return (
    <Section id="readme" title={readme.name}>
      <Rendered html={readme.html} plain={readme.plain} />
    </Section>
  );
}

/** HTML that `reading/archives` has made safe. */
function Rendered({ html, plain }: { html: string; plain: string }) {
  if (html.length > HTML) return <pre class="text">{plain.slice(0, TEXT)}</pre>;
  return <Prose html={html} />;
}

export function ChangelogView({ changelog }: { changelog: Changelog | null }) {
  if (changelog === null) {
    return (
      <EmptyState title="It has no changelog">
        <p>Nothing in it is called so, in any of the usual spellings.</p>
      </EmptyState>
    );
  }
  const { name, html, plain, versions } = changelog;
  if (versions.length === 0) {
    return (
      <Section id="changelog" title={name}>
        <Rendered html={html} plain={plain} />
      </Section>
    );
  }
  return (
    <Section id="changelog" title={`${name}: ${countOf(versions.length, 'version')}`}>
      {versions.slice(0, VERSIONS).map(({ version, date, text }, index) => (
        <details key={index} class="patch" open={index < 3}>
          <summary>
            {version} {date !== null && <Day at={date} />}
          </summary>
          <pre class="text">{text.trim().slice(0, NOTES)}</pre>
          {text.length > NOTES && <p class="cut">Its beginning is shown. The JSON has all of it.</p>}
        </details>
      ))}
      <Cut shown={VERSIONS} of={versions.length} what="versions" />
    </Section>
  );
}
