/** What a request may say of its environment and how npm is to behave: npm's own names and meanings. */
import type { ResolverSetting } from '../types.ts';

export const environment: readonly ResolverSetting[] = [
  {
    name: 'os',
    description: 'Operating system as Node calls it; `any`: nothing is left out.',
    default: 'linux',
    values: null,
  },
  { name: 'cpu', description: 'Architecture as Node calls it, or `any`.', default: 'x64', values: null },
  {
    name: 'libc',
    description: '`glibc`, `musl` or `any`; looked at on Linux.',
    default: 'glibc',
    values: ['glibc', 'musl', 'any'],
  },
  {
    name: 'node',
    description: 'Version of Node, or `any`: engines are not looked at.',
    default: '24.0.0',
    values: null,
  },
  {
    name: 'npm',
    description: 'Version of npm, or `any`. Below 7, peers are not installed.',
    default: '11.0.0',
    values: null,
  },
];

const SWITCH = ['false', 'true'];

export const options: readonly ResolverSetting[] = [
  {
    name: 'legacy-peer-deps',
    description: 'Peers are not installed and not looked at.',
    default: 'false',
    values: SWITCH,
  },
  {
    name: 'strict-peer-deps',
    description: 'Every peer that does not go together is an error, not only those of the project.',
    default: 'false',
    values: SWITCH,
  },
  {
    name: 'install-strategy',
    description:
      '`hoisted`: as far up as it goes; `nested`: in place; `shallow`: only what is asked for lies at the top.',
    default: 'hoisted',
    values: ['hoisted', 'nested', 'shallow'],
  },
  {
    name: 'omit',
    description: 'What is left out: `dev`, `optional`, `peer`, several with commas.',
    default: '',
    values: null,
  },
  {
    name: 'flavour',
    description: 'Whose rules: those of npm, or the choice of versions (not the folders) of yarn 1 or pnpm.',
    default: 'npm',
    values: ['npm', 'yarn', 'pnpm'],
  },
];
