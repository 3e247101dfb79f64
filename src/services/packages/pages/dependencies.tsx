/** What the latest version of a package asks for. */

import type { StoredDependency } from '../../../store/dependencies.ts';
import { EmptyState } from '../../../ui/components/text.tsx';
import { paths } from '../../../ui/paths.ts';
import type { Page } from '../../service.ts';
import { DependencySections } from './dependency-list.tsx';
import { type TabProps, tabPage } from './tab-page.tsx';

export function Dependencies({
  registry,
  facts,
  dependencies,
}: TabProps & { dependencies: StoredDependency[] | null }) {
  if (facts.latestVersion === null) {
    return (
      <EmptyState title="No version stands">
        <p>
          Without a latest version there is nothing to say here. Each version’s own page says what it depended
          on.
        </p>
      </EmptyState>
    );
  }
  if (dependencies === null) return <UnknownDependencies registry={registry.name} />;
  if (dependencies.length === 0) {
    return (
      <EmptyState title="None">
        <p>Version {facts.latestVersion} stands on its own.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <p class="tab-intro">
        What version{' '}
        <a class="mono" href={paths.version(registry.name, facts.name, facts.latestVersion)}>
          {facts.latestVersion}
        </a>{' '}
        asks for.
      </p>
      <DependencySections registry={registry.name} dependencies={dependencies} />
    </>
  );
}

/** Not known is not none. */
export function UnknownDependencies({ registry }: { registry: string }) {
  return (
    <EmptyState title="Not known">
      <p>{registry} did not say what this version depends on.</p>
    </EmptyState>
  );
}

export const dependencies: Page = tabPage('dependencies', (_context, props) => <Dependencies {...props} />);
