/** `MLmodel`, https://mlflow.org/docs/latest/ml/model/: which model of Hugging Face each flavor was made of. */
import { isJsonObject, memberOf } from '../../../formats/json.ts';
import { parseYaml } from '../../../formats/yaml.ts';
import { dependency, type ManifestReader } from '../../manifest.ts';

export const mlModel: ManifestReader = {
  parse(input) {
    const flavors = memberOf(parseYaml(input.text, 'MLmodel', { scalars: 'text' }), 'flavors');
    const dependencies = (isJsonObject(flavors) ? Object.values(flavors) : []).flatMap(flavor => {
      const name = memberOf(flavor, 'source_model_name');
      const revision = memberOf(flavor, 'source_model_revision');
      if (typeof name !== 'string' || name === '') return [];
      return [
        dependency(name, typeof revision === 'string' && revision !== '' ? revision : 'latest', 'runtime', {
          direct: true,
        }),
      ];
    });
    return { dependencies, project: null };
  },
};
