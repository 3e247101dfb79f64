/**
 * Workflows, https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax: actions of steps, workflows that jobs
 * call, and the images of containers and services.
 */
import { isJsonObject, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import {
  type ManifestDependency,
  ManifestError,
  type ManifestReader,
  type Unresolved,
} from '../../manifest.ts';
import { imageOf, isExpression, stepsIn, usedBy } from './uses.ts';

export const workflow: ManifestReader = {
  parse(input) {
    const document = parseYaml(input.text, 'workflow', { scalars: 'text', duplicates: 'last' });
    const jobs = memberOf(document, 'jobs');
    if (!isJsonObject(jobs)) throw new ManifestError('not-this-format', 'workflow: has no jobs');
    const dependencies: ManifestDependency[] = [];
    const unresolved: Unresolved[] = [];
    const use = (uses: string, type: string) => {
      const found = isExpression(uses) ? null : usedBy(uses, type);
      if (found !== null) dependencies.push(found);
      else unresolved.push({ what: `what "${uses.slice(0, 100)}" uses`, line: null });
    };
    for (const uses of stepsIn(document)) use(uses, 'composite');
    for (const job of Object.values(jobs)) {
      const uses = textOrNull(memberOf(job, 'uses'));
      if (uses !== null) use(uses, 'workflow');
      for (const image of imagesOf(job)) {
        const found = isExpression(image) ? null : imageOf(image, 'docker');
        if (found !== null) dependencies.push(found);
        else unresolved.push({ what: `the image "${image.slice(0, 100)}"`, line: null });
      }
    }
    return { dependencies, project: null, unresolved };
  },
};

/** The container of a job and its services, each a text or an object with `image`. */
function imagesOf(job: unknown): string[] {
  const services = memberOf(job, 'services');
  return [memberOf(job, 'container'), ...(isJsonObject(services) ? Object.values(services) : [])].flatMap(
    one => textOrNull(one) ?? textOrNull(memberOf(one, 'image')) ?? [],
  );
}
