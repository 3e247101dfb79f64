import type { RegistrySeed } from '../ecosystem.ts';
import { CENTRAL_INDEX } from './index-location.ts';

const other = (name: string, url: string, github: string): RegistrySeed => ({
  name,
  url,
  isDefault: false,
  version: null,
  github,
  requestsPerSecond: null,
  metadata: {},
});

export const registries: RegistrySeed[] = [
  {
    name: 'repo1.maven.org',
    // A copy of Central that takes more requests than Central itself.
    url: 'https://maven-central.storage-download.googleapis.com/maven2',
    isDefault: true,
    version: null,
    github: 'maven-central',
    requestsPerSecond: 2,
    hosts: [new URL(CENTRAL_INDEX).host],
    metadata: {},
  },
  other(
    'repository.jboss.org',
    'https://repository.jboss.org/nexus/content/repositories/releases',
    'jboss-eap',
  ),
  other(
    'repository.apache.org-releases',
    'https://repository.apache.org/content/repositories/releases',
    'apache',
  ),
  other(
    'repository.apache.org-snapshots',
    'https://repository.apache.org/content/repositories/snapshots',
    'apache',
  ),
  other(
    'artifacts.alfresco.com',
    'https://artifacts.alfresco.com/nexus/content/repositories/public',
    'alfresco',
  ),
  other('repository.cloudera.com', 'https://repository.cloudera.com/content/repositories/public', 'cloudera'),
  other(
    'build.shibboleth.net',
    'https://build.shibboleth.net/nexus/content/repositories/releases',
    'shibboleth',
  ),
  other('repo.jenkins-ci.org', 'https://repo.jenkins-ci.org/public', 'jenkinsci'),
  other('nexus.gael.cloud', 'https://nexus.gael.cloud/repository/maven-public', 'gael-systems'),
];
