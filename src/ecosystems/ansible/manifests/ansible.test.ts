import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { galaxyYml } from './galaxy-yml.ts';
import { requirementsYml } from './requirements-yml.ts';

const input = (text: string) => manifestInput('file', Buffer.from(text));
const facts = (parsed: ReturnType<typeof requirementsYml.parse>) =>
  parsed.dependencies.map(one => [one.name, one.requirement, one.type, one.source, one.alias]);

test('collections and roles', () => {
  const parsed = requirementsYml.parse(
    input(`---
collections:
  - community.general
  - name: ansible.posix
    version: ">=1.10"
    source: https://galaxy.example.com
  - name: https://example.com/owner/coll.git
    type: git
    version: main
roles:
  - src: geerlingguy.nginx
    version: 3.10
  - src: owner.role
    name: renamed
  - src: git+https://example.com/roles/db.git
    scm: git
  - name: cache
    src: https://example.com/cache.tar.gz
  - include: more.yml
`),
  );
  expect(facts(parsed)).toEqual([
    ['community.general', '*', 'collection', null, null],
    ['ansible.posix', '>=1.10', 'collection', 'https://galaxy.example.com', null],
    ['coll', 'main', 'collection', 'https://example.com/owner/coll.git', null],
    ['geerlingguy.nginx', '3.10', 'role', null, null],
    ['owner.role', '*', 'role', null, 'renamed'],
    ['db', '*', 'role', 'git+https://example.com/roles/db.git', null],
    ['cache', '*', 'role', 'https://example.com/cache.tar.gz', null],
  ]);
  expect(parsed.includes).toEqual(['more.yml']);
});

test('a list alone is of roles', () => {
  expect(facts(requirementsYml.parse(input('- geerlingguy.java,1.9.6\n- name: owner.x\n')))).toEqual([
    ['geerlingguy.java', '1.9.6', 'role', null, null],
    ['owner.x', '*', 'role', null, null],
  ]);
});

test('galaxy.yml', () => {
  const parsed = galaxyYml.parse(
    input(
      'namespace: owner\nname: coll\nversion: 1.10.0\nlicense:\n- MIT\ndependencies:\n  community.general: ">=1.0.0"\n',
    ),
  );
  expect(parsed.project).toEqual({ name: 'owner.coll', version: '1.10.0', license: 'MIT' });
  expect(facts(parsed)).toEqual([['community.general', '>=1.0.0', 'collection', null, null]]);
});
