/** In which order files of tests are run: those that take longest first, so that no process ends long after the others. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest of a run, in the order of their time; measured, and not worth keeping up to date to the second. */
export const LONGEST = [
  'src/ecosystems/conformance.test.ts',
  'src/reading/manifests/hostile.test.ts',
  'test/cli.test.ts',
  'test/pipeline/program.test.ts',
  'test/registries.test.ts',
  'test/browser/every-page.test.ts',
  'test/shared-quota.test.ts',
  'src/versions/schemes/deb.dpkg.test.ts',
  'test/cli-registries.test.ts',
  'test/cli-admin.test.ts',
  'test/metering.test.ts',
  'test/login.test.ts',
  'src/store/embedded/root.test.ts',
  'src/ecosystems/families/maven-repository/resolution/resolver.test.ts',
  'src/store/embedded/start.test.ts',
  'src/store/embedded/crash.test.ts',
  'src/store/migrate.test.ts',
];

export class LongestFirst extends BaseSequencer {
  /** Projects stay together: a process that is shared goes on only while the next file shares it too. */
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(file => file.project))];
    const place = (file: TestSpecification) => {
      const at = LONGEST.findIndex(path => file.moduleId.endsWith(`/${path}`));
      return at === -1 ? LONGEST.length : at;
    };
    return sorted.sort(
      (a, b) => projects.indexOf(a.project) - projects.indexOf(b.project) || place(a) - place(b),
    );
  }
}
