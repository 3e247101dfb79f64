/**
 * Projects of MSBuild (`*.csproj` and its kin) and the files that they share: `Directory.Build.props`, `Directory.Packages.props`.
 * https://learn.microsoft.com/en-us/nuget/consume-packages/package-references-in-project-files,
 * https://learn.microsoft.com/en-us/nuget/consume-packages/central-package-management; items are lists:
 * https://learn.microsoft.com/en-us/visualstudio/msbuild/msbuild-items. Properties and conditions are not
 * evaluated: `$(Name)` stays as written and is marked.
 */
import { childOf, childrenOf, parseXml, type XmlElement } from '../../../formats/xml.ts';
import { dependency, type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';

export const msbuildProject: ManifestReader = {
  parse(input) {
    const root = projectIn(input.bytes);
    const dependencies: ManifestDependency[] = [];
    const known = new Set<string>();
    const includes: string[] = [];
    const add = (found: ManifestDependency[]) => {
      for (const one of found) {
        // Each name once in each condition: the first counts.
        const key = `${one.name}\n${one.condition ?? ''}`;
        if (known.has(key)) continue;
        known.add(key);
        dependencies.push(one);
      }
    };
    const items = itemsIn(root);
    for (const item of items) if (item.element.name === 'PackageReference') add(packageReference(item));
    for (const item of items) {
      if (item.element.name === 'Reference') add(assemblyReference(item));
      else if (
        item.element.name === 'DotNetCliToolReference' ||
        item.element.name === 'GlobalPackageReference'
      )
        add(made(item, 'development'));
      else if (item.element.name === 'ProjectReference') includes.push(...listOf(item.element, 'Include'));
    }
    for (const one of childrenOf(root, 'Import')) includes.push(...attributeOf(one, 'Project'));
    return { dependencies, project: projectOf(root), includes };
  },
};

/** Versions for all projects below: which of them a project uses, its own file says. */
export const packagesProps: ManifestReader = {
  parse(input) {
    const root = projectIn(input.bytes);
    const dependencies: ManifestDependency[] = [];
    for (const item of itemsIn(root)) {
      const isGlobal = item.element.name === 'GlobalPackageReference';
      if (!isGlobal && item.element.name !== 'PackageVersion') continue;
      for (const one of made(item, isGlobal ? 'development' : 'runtime'))
        dependencies.push({ ...one, direct: isGlobal ? true : null });
    }
    const manages = dependencies
      .filter(({ direct }) => direct === null)
      .map(({ name, requirement }) => ({
        kind: 'central' as const,
        name,
        requirement: requirement === '*' ? null : requirement,
      }));
    return { dependencies, project: null, manages };
  },
};

interface Item {
  element: XmlElement;
  /** Of the item and of the group around it. */
  condition: string | null;
}

function projectIn(bytes: Uint8Array): XmlElement {
  const { root } = parseXml(bytes);
  if (root.name !== 'Project') throw new ManifestError('not-this-format', 'the root element is not Project');
  return root;
}

/** In `ItemGroup`s of the project, and of the branches of its `Choose`. */
function itemsIn(root: XmlElement): Item[] {
  const found: Item[] = [];
  const collect = (holder: XmlElement, around: string | null) => {
    for (const group of childrenOf(holder, 'ItemGroup')) {
      const outer = both(around, conditionOf(group));
      for (const element of group.children)
        found.push({ element, condition: both(outer, conditionOf(element)) });
    }
  };
  collect(root, null);
  for (const choice of childrenOf(root, 'Choose'))
    for (const branch of choice.children)
      collect(branch, branch.name === 'Otherwise' ? 'otherwise' : conditionOf(branch));
  return found;
}

function packageReference(item: Item): ManifestDependency[] {
  // Parts of a list, as MSBuild splits them at semicolons.
  const assets = (metadataOf(item.element, 'PrivateAssets') ?? '').toLowerCase().split(/[;,]/, 20);
  const isPrivate = assets.some(asset => asset.trim() === 'all');
  return made(item, isPrivate ? 'development' : 'runtime');
}

/** `Update` and `Remove` name no package of their own. */
function made({ element, condition }: Item, type: string): ManifestDependency[] {
  const version = metadataOf(element, 'VersionOverride') ?? metadataOf(element, 'Version');
  return listOf(element, 'Include').map(name =>
    dependency(name, version, type, {
      direct: true,
      condition,
      unresolved: version?.includes('$(') === true,
    }),
  );
}

/** `Name, Version=1.2.3.4, Culture=neutral, ...`; a name alone is an assembly of the framework. */
function assemblyReference({ element, condition }: Item): ManifestDependency[] {
  const [name, ...parts] = (attributeOf(element, 'Include')[0] ?? '').split(',', 20).map(part => part.trim());
  if (!name || parts.length === 0) return [];
  const version = parts.find(part => /^version\s?=/i.test(part));
  const path = childOf(element, 'HintPath')?.text.trim() || null;
  return [
    dependency(name, version?.slice(version.indexOf('=') + 1).trim() || null, 'runtime', {
      direct: true,
      condition,
      source: path,
    }),
  ];
}

/** Metadata is an attribute or a child. */
function metadataOf(element: XmlElement, name: string): string | null {
  return (element.attributes.get(name) ?? childOf(element, name)?.text)?.trim() || null;
}

function attributeOf(element: XmlElement, attribute: string): string[] {
  const value = element.attributes.get(attribute)?.trim();
  return value ? [value] : [];
}

/** An item names one thing or several, separated by semicolons. */
function listOf(element: XmlElement, attribute: string): string[] {
  const [value = ''] = attributeOf(element, attribute);
  return value
    .split(';')
    .map(part => part.trim())
    .filter(part => part !== '');
}

function conditionOf(element: XmlElement): string | null {
  return element.attributes.get('Condition')?.trim() || null;
}

function both(outer: string | null, inner: string | null): string | null {
  return outer !== null && inner !== null ? `${outer} and ${inner}` : (outer ?? inner);
}

function projectOf(root: XmlElement) {
  const property = (name: string) => {
    for (const group of childrenOf(root, 'PropertyGroup')) {
      const value = childOf(group, name)?.text.trim();
      if (value && !value.includes('$(')) return value;
    }
    return null;
  };
  const name = property('PackageId') ?? property('AssemblyName');
  const version = property('PackageVersion') ?? property('Version') ?? property('VersionPrefix');
  const license = property('PackageLicenseExpression');
  return name === null && version === null && license === null ? null : { name, version, license };
}
