import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { spackLock, spackYaml } from './environment.ts';
import { specIn } from './spec.ts';

it('specs end their version at variants, compilers and dependencies', () => {
  expect(specIn('hdf5@1.10.7:1.12+mpi %gcc@9 ^zlib@1.2')).toEqual({ name: 'hdf5', version: '1.10.7:1.12' });
  expect(specIn('builtin.zlib@=1.2.11')).toEqual({ name: 'zlib', version: '=1.2.11' });
  expect(specIn('py-numpy ~blas')).toEqual({ name: 'py-numpy', version: null });
  expect(specIn('%gcc')).toBeNull();
  expect(specIn('target=x86_64')).toBeNull();
});

it('spack.yaml: specs, matrices and definitions', () => {
  const text = `spack:
  include: [base.yaml]
  definitions:
  - packages: [zlib@1.2.11, hdf5]
    when: arch == 'x86_64'
  specs:
  - 'mpich@3:'
  - $packages
  - $elsewhere
  - matrix:
    - [fftw, openblas@0.3]
    - ['%gcc@9']
`;
  const parsed = spackYaml.parse(manifestInput('spack.yaml', Buffer.from(text)));
  expect(
    parsed.dependencies.map(({ name, requirement, condition }) => [name, requirement, condition]),
  ).toEqual([
    ['mpich', '3:', null],
    ['fftw', '*', null],
    ['openblas', '0.3', null],
    ['zlib', '1.2.11', "arch == 'x86_64'"],
    ['hdf5', '*', "arch == 'x86_64'"],
  ]);
  expect(parsed.unresolved).toEqual([{ what: 'the list $elsewhere', line: null }]);
  expect(parsed.includes).toEqual(['base.yaml']);
});

it('spack.lock: by hash, with who needs whom', () => {
  const lock = {
    roots: [{ hash: 'aa', spec: 'hdf5' }],
    concrete_specs: {
      aa: { name: 'hdf5', version: '1.12', dependencies: [{ name: 'zlib', hash: 'bb', type: ['link'] }] },
      bb: { zlib: { version: '1.3', dependencies: {} } },
    },
  };
  const parsed = spackLock.parse(manifestInput('spack.lock', Buffer.from(JSON.stringify(lock))));
  expect(parsed.dependencies.map(({ name, requirement, direct }) => [name, requirement, direct])).toEqual([
    ['hdf5', '1.12', true],
    ['zlib', '1.3', false],
  ]);
  expect(parsed.graph?.()).toMatchObject({ edges: [[0, 1]], roots: [0] });
});
