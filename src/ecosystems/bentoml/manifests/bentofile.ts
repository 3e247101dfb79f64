/** `bentofile.yaml`, https://docs.bentoml.com/en/v1.1.11/guides/build-options.html: the models that a service packs. */
import { memberOf } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestReader } from '../../manifest.ts';

export const bentofile: ManifestReader = {
  parse(input) {
    const models = memberOf(parseYaml(input.text, 'bentofile.yaml', { scalars: 'text' }), 'models');
    const dependencies = (Array.isArray(models) ? models : []).flatMap(stated => {
      const tag = typeof stated === 'string' ? stated : memberOf(stated, 'tag');
      if (typeof tag !== 'string') return [];
      const colon = tag.indexOf(':');
      const name = colon < 0 ? tag : tag.slice(0, colon);
      const alias = memberOf(stated, 'alias');
      return name === ''
        ? []
        : [
            dependency(name, (colon < 0 ? '' : tag.slice(colon + 1)) || 'latest', 'runtime', {
              direct: true,
              alias: typeof alias === 'string' && alias !== '' ? alias : null,
            }),
          ];
    });
    return { dependencies, project: null };
  },
};
