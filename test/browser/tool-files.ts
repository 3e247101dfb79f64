/** Files for the tools' pages: small projects, and names that no page should fall for. */
import { gzipSync } from 'node:zlib';
import { tarOf } from '../../src/io/archives/fixtures/build.ts';
import { licenseText } from '../../src/reading/licenses/index.ts';
import { HOSTILE } from './site.ts';

const tgz = (files: Record<string, string>) =>
  gzipSync(tarOf(Object.entries(files).map(([name, body]) => ({ name: `package/${name}`, body }))));

export const PACKAGE_JSON = JSON.stringify({
  name: 'example',
  version: '1.0.0',
  license: 'MIT',
  dependencies: { 'core-lib': '^1.0.0', 'left-behind': '*' },
  devDependencies: { 'test-kit': '>=2 <3' },
});

/** core-lib requires deep, which requires deeper, which requires deep. */
export const PACKAGE_LOCK = JSON.stringify({
  name: 'example',
  version: '1.0.0',
  lockfileVersion: 3,
  packages: {
    '': { name: 'example', version: '1.0.0', dependencies: { 'core-lib': '^1.0.0' } },
    'node_modules/core-lib': { version: '1.129.0', dependencies: { deep: '^2.0.0' } },
    'node_modules/deep': { version: '2.1.0', dependencies: { deeper: '1' } },
    'node_modules/deeper': { version: '1.0.0', dependencies: { deep: '2' } },
  },
});

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`package-${index}`, `^${index}.0.0`]));

/** 10,000 dependencies. */
export const LARGE_JSON = JSON.stringify({ name: 'large', dependencies: many(10_000) });

export const HOSTILE_JSON = JSON.stringify({
  name: HOSTILE,
  dependencies: { [HOSTILE]: HOSTILE, ['w'.repeat(300)]: `>=${'1.'.repeat(200)}0` },
});

const README = `# Example\n\n<script>alert(1)</script>\n\n![logo](https://example.org/logo.png)\n\nIt is *safe*.\n\n## Use\n\n\`\`\`js\nexport {};\n\`\`\`\n`;
const mit = licenseText('MIT')?.text ?? '';

export const OLD = tgz({
  'package.json': '{"name": "x", "license": "MIT", "dependencies": {"a": "1"}}',
  LICENSE: mit,
  'README.md': README,
  'CHANGELOG.md': '# Changelog\n\n## 1.1.0 - 2024-05-06\n\n- more\n\n## 1.0.0\n\n- first',
  'src/index.js': '// SPDX-License-Identifier: MIT\nexport {};\n',
  'src/deep/down/other.js': 'export default 2;\n',
  [`src/${HOSTILE.replaceAll('/', '')}.js`]: HOSTILE,
});

export const NEW = tgz({
  'package.json':
    '{"name": "x", "license": "Apache-2.0", "dependencies": {"a": "2", "fresh": "3"}, "scripts": {"postinstall": "node run.js"}}',
  LICENSE: mit,
  'README.md': README,
  'src/index.js': `// SPDX-License-Identifier: MIT\nexport default 1; // ${HOSTILE}\n`,
});

export const SBOM = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: {
    timestamp: '2026-01-02T03:04:05Z',
    component: { type: 'application', name: 'example', 'bom-ref': 'root' },
  },
  components: [
    {
      type: 'library',
      name: 'core-lib',
      version: '1.129.0',
      'bom-ref': 'a',
      purl: 'pkg:npm/core-lib@1.129.0',
      licenses: [{ license: { id: 'MIT' } }],
    },
    {
      type: 'library',
      name: HOSTILE,
      version: '1',
      'bom-ref': 'b',
      licenses: [{ license: { id: 'Apache-2.0' } }],
    },
  ],
  dependencies: [{ ref: 'root', dependsOn: ['a', 'b'] }],
});

/** Not valid: a component must have a name. */
export const BAD_SBOM = SBOM.replace('"name":"core-lib",', '');
