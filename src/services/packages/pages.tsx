/** The pages of the packages domain. */
import type { Page } from '../service.ts';
import { advisories } from './pages/advisories.tsx';
import { critical } from './pages/critical.tsx';
import { dependencies } from './pages/dependencies.tsx';
import { dependents } from './pages/dependents.tsx';
import { keyword, keywords } from './pages/keywords.tsx';
import { lookup } from './pages/lookup.tsx';
import { maintainer } from './pages/maintainer.tsx';
import { maintainers } from './pages/maintainers.tsx';
import { namespace } from './pages/namespace.tsx';
import { overview } from './pages/overview.tsx';
import { registries } from './pages/registries.tsx';
import { registry } from './pages/registry.tsx';
import { related } from './pages/related.tsx';
import { version } from './pages/version.tsx';
import { versions } from './pages/versions.tsx';

export const pages: Page[] = [
  registries,
  registry,
  overview,
  versions,
  version,
  dependencies,
  dependents,
  maintainers,
  advisories,
  related,
  maintainer,
  namespace,
  keywords,
  keyword,
  critical,
  lookup,
];
