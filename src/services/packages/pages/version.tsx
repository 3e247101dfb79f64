/** The page of one version. */

import { purlOf } from '../../../ecosystems/ecosystem.ts';
import type { StoredDependency } from '../../../store/dependencies.ts';
import { Facts } from '../../../ui/components/facts.tsx';
import { Breadcrumbs } from '../../../ui/components/navigation.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Badge, CodeCopy, ExternalLink, Notice, statusTone } from '../../../ui/components/text.tsx';
import { Day, TimeAgo } from '../../../ui/components/time.tsx';
import { formatBytes } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { IndexedRegistry, Page } from '../../service.ts';
import { isUnstorable } from '../names.ts';
import type { PackageRow } from '../queries/package-row.ts';
import type { VersionRow } from '../queries/version-row.ts';
import { findVersionRows } from '../queries/versions.ts';
import { UnknownDependencies } from './dependencies.tsx';
import { DependencySections } from './dependency-list.tsx';
import { withPackage } from './find.tsx';
import { packageCrumbs } from './frame.tsx';
import { dependenciesOf, PACKAGE_PATH } from './tab-page.tsx';
import { dateLabel, deprecationMessage } from './version-status.ts';
import { missingPage } from './waiting.tsx';

interface VersionProps {
  registry: IndexedRegistry;
  facts: PackageRow;
  version: VersionRow;
}

export function Version(props: VersionProps & { dependencies: StoredDependency[] | null }) {
  const { registry, facts, version, dependencies } = props;
  const isDeprecated = version.status === null && deprecationMessage(version) !== null;
  return (
    <>
      <header class="page-head">
        <Breadcrumbs
          items={[
            ...packageCrumbs(registry, facts),
            { label: facts.name, href: paths.package(registry.name, facts.name) },
            { label: 'Versions', href: paths.package(registry.name, facts.name, 'versions') },
          ]}
        />
        <div class="title-line">
          <h1>
            {facts.name} <span class="title-number">{version.number}</span>
          </h1>
          {version.number === facts.latestVersion && <Badge tone="good">latest</Badge>}
          {version.status && <Badge tone={statusTone(version.status)}>{version.status}</Badge>}
          {isDeprecated && <Badge tone="warn">deprecated</Badge>}
        </div>
        {facts.description && <p class="lead">{facts.description}</p>}
      </header>
      <VersionNotice {...props} />
      <div class="split">
        <VersionAside {...props} />
        <div class="body">
          {dependencies !== null && dependencies.length > 0 ? (
            <DependencySections registry={registry.name} dependencies={dependencies} />
          ) : (
            <Section id="dependencies" title="Dependencies">
              {dependencies === null ? (
                <UnknownDependencies registry={registry.name} />
              ) : (
                <p class="muted">None: it stands on its own.</p>
              )}
            </Section>
          )}
        </div>
      </div>
    </>
  );
}

function VersionNotice({ registry, facts, version }: VersionProps) {
  const message = deprecationMessage(version);
  const latest = facts.latestVersion !== null && facts.latestVersion !== version.number && (
    <>
      The latest version is{' '}
      <a class="mono" href={paths.version(registry.name, facts.name, facts.latestVersion)}>
        {facts.latestVersion}
      </a>
      .
    </>
  );
  const status = version.status ?? (message === null ? null : 'deprecated');
  if (status !== null) {
    return (
      <Notice tone={statusTone(status)} title={`This version is ${status}`}>
        {message === null ? `So says ${registry.name}.` : `“${message.slice(0, 500)}”`} {latest}
      </Notice>
    );
  }
  return latest ? <Notice>This is not the latest version. {latest}</Notice> : null;
}

function VersionAside({ registry, facts, version }: VersionProps) {
  const { links } = registry.definition;
  const install = links.install(registry, facts.name, version.number);
  const page = links.page(registry, facts.name, version.number);
  const download = links.download(registry, facts.name, version.number, version.metadata);
  const size = unpackedSize(version);
  const purl = purlOf(registry, facts.name, version.number);
  return (
    <aside class="aside" aria-label="Facts">
      {install && <CodeCopy label="Install" code={install} />}
      <CodeCopy label="Package URL" code={purl} />
      <Facts
        items={[
          { label: dateLabel(facts), value: version.publishedAt && <Day at={version.publishedAt} /> },
          { label: 'Licence', value: version.licenses?.slice(0, 300) },
          { label: 'Size, unpacked', value: size === null ? false : formatBytes(size) },
          {
            label: 'Download',
            value: download ? <ExternalLink url={download}>{fileName(download)}</ExternalLink> : false,
          },
          { label: 'At the registry', value: page ? <ExternalLink url={page} /> : false },
          { label: 'Integrity', value: version.integrity && <code>{version.integrity}</code> },
          {
            label: 'Proof',
            value: (
              <a href={paths.attest(purl)} rel="nofollow">
                Check that it is intact and authentic
              </a>
            ),
          },
          {
            label: 'Installation',
            value: (
              <a href={paths.resolve(purl)} rel="nofollow">
                Resolve all that comes with it
              </a>
            ),
          },
          { label: 'Facts as of', value: facts.lastSyncedAt && <TimeAgo at={facts.lastSyncedAt} /> },
        ]}
      />
    </aside>
  );
}

/** Bytes, where the registry tells them of its archives (npm does). */
function unpackedSize({ metadata }: VersionRow): number | null {
  const dist = metadata.dist;
  const size = typeof dist === 'object' && dist !== null && 'unpackedSize' in dist ? dist.unpackedSize : null;
  return typeof size === 'number' ? size : null;
}

function fileName(url: string): string {
  return url.split('/').at(-1) || url;
}

export const version: Page = {
  path: `${PACKAGE_PATH}/versions/{number}`,
  cache: 'shared',
  load: context => {
    const number = context.params.number ?? '';
    return withPackage(
      context,
      (registry, name) => paths.version(registry, name, number),
      async (registry, facts) => {
        const [found] = isUnstorable(number)
          ? []
          : await findVersionRows(context.db, [{ packageId: facts.id, number }]);
        if (!found) {
          return missingPage(
            `${facts.name} has no version ${number}`,
            `${registry.name} does not list it${facts.latestVersion ? `; the latest is ${facts.latestVersion}` : ''}.`,
            {
              label: `All versions of ${facts.name}`,
              href: paths.package(registry.name, facts.name, 'versions'),
            },
          );
        }
        const dependencies = await dependenciesOf(context, registry, facts.id, found);
        return {
          title: `${facts.name} ${number} in ${registry.name}`,
          description: facts.description ?? undefined,
          view: <Version registry={registry} facts={facts} version={found} dependencies={dependencies} />,
        };
      },
    );
  },
};
