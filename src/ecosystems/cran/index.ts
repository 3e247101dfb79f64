/** CRAN: packages of R, asked package by package. README.md tells what is read and how. */
import { cran as versions } from '../../versions/schemes/cran.ts';
import type { Ecosystem } from '../ecosystem.ts';
import { R_DEPENDENCY_KINDS, rNames, rPurl } from '../families/r-repository/names.ts';
import { links } from './links.ts';

export default {
  id: 'cran',
  label: 'CRAN',
  purl: rPurl('cran'),
  registries: [
    {
      name: 'cran.r-project.org',
      url: 'https://cran.r-project.org',
      isDefault: true,
      version: null,
      github: 'r-project-org',
      requestsPerSecond: null,
      hosts: ['cranlogs.r-pkg.org'],
      metadata: { icon_url: 'https://cran.r-project.org/CRANlogo.png' },
    },
  ],
  names: rNames,
  versions,
  links,
  dependencyKinds: R_DEPENDENCY_KINDS,
  connector: {
    mode: 'package',
    slots: ['changes', 'head', 'allNames'],
    load: async () => (await import('./connector.ts')).connector,
  },
  absent: {
    alternatives:
      'Names are case-sensitive and CRAN takes no two that differ by case only; no other is tried.',
    funding: 'DESCRIPTION has no field for it.',
    integrity: 'Pages state no digest; the MD5 of sources is in the index of the newest versions only.',
    keywords: 'Packages have no keywords; the task views that list them are metadata.',
    resolution: "R's resolution is not modelled yet.",
  },
} satisfies Ecosystem;
