import { describe, expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { msbuildProject, packagesProps } from './msbuild.ts';
import { nuspec, packagesConfig } from './xml-lists.ts';

const read = (reader: ManifestReader, text: string) => reader.parse(manifestInput('x', Buffer.from(text)));
const shown = (reader: ManifestReader, text: string) =>
  read(reader, text).dependencies.map(
    ({ name, requirement, type, condition }) =>
      `${name} ${requirement} ${type}${condition ? ` if ${condition}` : ''}`,
  );

describe('csproj', () => {
  it('reads versions and assets from attributes and children, and conditions', () => {
    const text = `<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><PackageId>Example.App</PackageId><Version>1.2</Version>
        <PackageLicenseExpression>MIT</PackageLicenseExpression></PropertyGroup>
      <ItemGroup>
        <PackageReference Include="A" Version="1.0" />
        <PackageReference Include="B"><Version>[2.0,3.0)</Version><IncludeAssets>runtime</IncludeAssets><PrivateAssets>all</PrivateAssets></PackageReference>
        <PackageReference Include="C" Version="$(CVersion)" PrivateAssets="all" />
        <PackageReference Include="D" VersionOverride="4.0" />
        <PackageReference Include="A" Version="9.9" />
        <PackageReference Update="E" Version="5.0" />
        <ProjectReference Include="..\\Core\\Core.csproj" />
      </ItemGroup>
      <ItemGroup Condition="'$(TargetFramework)' == 'net48'"><PackageReference Include="F" Version="6.0" /></ItemGroup>
      <Choose><When Condition="x"><ItemGroup><PackageReference Include="G" /></ItemGroup></When></Choose></Project>`;
    expect(shown(msbuildProject, text)).toEqual([
      'A 1.0 runtime',
      'B [2.0,3.0) development',
      'C $(CVersion) development',
      'D 4.0 runtime',
      "F 6.0 runtime if '$(TargetFramework)' == 'net48'",
      'G * runtime if x',
    ]);
    expect(read(msbuildProject, text)).toMatchObject({
      project: { name: 'Example.App', version: '1.2', license: 'MIT' },
      includes: ['..\\Core\\Core.csproj'],
    });
    expect(read(msbuildProject, text).dependencies[2]?.unresolved).toBe(true);
  });

  it('reads references to assemblies that are more than a name', () => {
    const text = `<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003"><ItemGroup>
      <Reference Include="System" />
      <Reference Include="A, Version=1.2.3.4, Culture=neutral"><HintPath>..\\packages\\A.1.2.3\\A.dll</HintPath></Reference>
      <Reference Include="B, Culture=neutral" /></ItemGroup></Project>`;
    expect(shown(msbuildProject, text)).toEqual(['A 1.2.3.4 runtime', 'B * runtime']);
    expect(read(msbuildProject, text).dependencies[0]?.source).toBe('..\\packages\\A.1.2.3\\A.dll');
  });

  it('refuses other documents', () => {
    expect(() => read(msbuildProject, '<packages/>')).toThrow('the root element is not Project');
  });
});

it('Directory.Packages.props: central versions', () => {
  const text = `<Project><ItemGroup><PackageVersion Include="A" Version="1.0" />
    <GlobalPackageReference Include="B" Version="2.0" /></ItemGroup></Project>`;
  expect(shown(packagesProps, text)).toEqual(['A 1.0 runtime', 'B 2.0 development']);
});

it('packages.config', () => {
  const text = `<packages><package id="A" version="1.0" /><package id="B" version="2.0" developmentDependency="true" /><package/></packages>`;
  expect(shown(packagesConfig, text)).toEqual(['A 1.0 runtime', 'B 2.0 development']);
});

it('nuspec: also in groups of frameworks', () => {
  const text = `<package><metadata><id>X</id><version>1.0</version><license type="expression">MIT</license><dependencies>
    <dependency id="A" version="[1.0]" /><group targetFramework="net6.0"><dependency id="B" /></group>
    </dependencies></metadata></package>`;
  expect(shown(nuspec, text)).toEqual(['A [1.0] runtime', 'B * runtime if net6.0']);
  expect(read(nuspec, text).project).toEqual({ name: 'X', version: '1.0', license: 'MIT' });
});

// https://learn.microsoft.com/en-us/visualstudio/msbuild/msbuild-items: Include="file1.cs;file2.cs"
it('an item may name several packages or projects', () => {
  const text = `<Project><ItemGroup>
      <PackageReference Include="A; B;" Version="1.0" />
      <ProjectReference Include="a.csproj;b.csproj" /></ItemGroup></Project>`;
  expect(shown(msbuildProject, text)).toEqual(['A 1.0 runtime', 'B 1.0 runtime']);
  expect(read(msbuildProject, text).includes).toEqual(['a.csproj', 'b.csproj']);
});
