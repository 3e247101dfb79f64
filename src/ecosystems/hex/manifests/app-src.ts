/**
 * NAME.app.src, https://www.erlang.org/doc/system/applications#application-resource-file: which applications one needs to run.
 * They are named without versions, and kernel, stdlib and others of Erlang itself are among them.
 */
import {
  listItems,
  nameOf,
  parseErlangTerms,
  propertyOf,
  taggedItems,
} from '../../../formats/erlang-terms.ts';
import { dependency, ManifestError, type ManifestReader } from '../../manifest.ts';

export const appSrc: ManifestReader = {
  parse(input) {
    const terms = parseErlangTerms(input.text, 'app.src');
    const [name, settings] = taggedItems(terms[0], 'application') ?? [];
    if (settings === undefined && input.text.trim() !== '')
      throw new ManifestError('not-this-format', 'no {application, ...} in it');
    const properties = listItems(settings);
    const namesIn = (key: string) =>
      listItems(propertyOf(properties, key)).flatMap(term => nameOf(term) ?? []);
    const optional = new Set(namesIn('optional_applications'));
    const dependencies = [...namesIn('applications'), ...namesIn('included_applications')].map(one =>
      dependency(one, null, 'runtime', { direct: true, optional: optional.has(one) }),
    );
    const version = propertyOf(properties, 'vsn');
    return {
      dependencies,
      project: {
        name: nameOf(name),
        // `git` and the like are computed.
        version: version?.kind === 'text' ? nameOf(version) : null,
        license: namesIn('licenses').join(', ') || null,
      },
    };
  },
};
