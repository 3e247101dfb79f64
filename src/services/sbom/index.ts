/** SBOMs read, converted, checked, made and enriched. README.md tells which notations, and what is lost between them. */
import type { Service } from '../service.ts';
import { pages } from './pages.tsx';
import { routes } from './routes.ts';

const service = {
  id: 'sbom',
  title: 'SBOM',
  description:
    'Reads, converts, validates, makes and enriches software bills of materials in CycloneDX and SPDX.',
  apiBase: '/sbom/api/v1',
  routes,
  pages,
} satisfies Service;

export default service as Service;
