/** `Modelfile`, https://docs.ollama.com/modelfile: instructions with arguments, of which FROM names the model that it builds upon. */
import { linesOf } from '../../../formats/text.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';

const FILES = ['.gguf', '.safetensors'];

export const modelfile: ManifestReader = {
  parse(input) {
    const dependencies: ManifestDependency[] = [];
    let isInText = false;
    for (const line of linesOf(input.text)) {
      // Texts of several lines stand between three quotes.
      const quotes = line.split('"""').length - 1;
      if (!isInText && line.slice(0, 5).toUpperCase() === 'FROM ') {
        const one = modelOf(line.slice(5).trim());
        if (one) dependencies.push(one);
      }
      if (quotes % 2 === 1) isInText = !isInText;
    }
    return { dependencies, project: null };
  },
};

/** `name[:tag]`, whose name may begin with a registry and its port; or a file. */
function modelOf(stated: string): ManifestDependency | null {
  if (stated === '') return null;
  const isFile =
    stated.startsWith('.') || stated.startsWith('/') || FILES.some(ending => stated.endsWith(ending));
  if (isFile) {
    const name = stated.slice(stated.lastIndexOf('/', stated.length - 2) + 1);
    return dependency(name, 'local', 'runtime', { direct: true, local: true, source: stated });
  }
  const colon = stated.lastIndexOf(':');
  const hasTag = colon > stated.lastIndexOf('/') && colon > 0;
  const tag = hasTag ? stated.slice(colon + 1) : '';
  return dependency(hasTag ? stated.slice(0, colon) : stated, tag || 'latest', 'runtime', { direct: true });
}
