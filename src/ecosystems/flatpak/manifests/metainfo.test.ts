import { expect, test } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { flatpakMetadata, metainfo } from './metainfo.ts';

const read = (reader: ManifestReader, text: string) => reader.parse(manifestInput('x', Buffer.from(text)));
const PLATFORM = ['org.gnome.Platform', '45', 'runtime'];
const SDK = ['org.gnome.Sdk', '45', 'build'];
const short = (found: ReturnType<typeof read>) =>
  found.dependencies.map(one => [one.name, one.requirement, one.type]);

test('metainfo.xml: the newest release, the licence, runtimes', () => {
  const found = read(
    metainfo,
    `<?xml version="1.0"?><component type="desktop-application"><id>org.example.App</id>
<project_license>GPL-3.0-or-later</project_license>
<bundle type="flatpak" runtime="org.gnome.Platform/x86_64/45" sdk="org.gnome.Sdk/x86_64/45">app/org.example.App/x86_64/stable</bundle>
<bundle type="snap">app</bundle>
<releases><release version="2.0" date="2024-01-01"/><release version="1.9"/></releases></component>`,
  );
  expect(found.project).toEqual({ name: 'org.example.App', version: '2.0', license: 'GPL-3.0-or-later' });
  expect(short(found)).toEqual([PLATFORM, SDK]);
  const addon = '<component type="addon"><id>a</id><extends>org.example.App</extends></component>';
  expect(short(read(metainfo, addon))).toEqual([['org.example.App', '*', 'extends']]);
  expect(() => read(metainfo, '<project/>')).toThrow(expect.objectContaining({ reason: 'not-this-format' }));
});

test('metadata of an installed flatpak', () => {
  const found = read(
    flatpakMetadata,
    '[Application]\nname=org.example.App\nruntime=org.gnome.Platform/x86_64/45\nsdk=org.gnome.Sdk/x86_64/45\n[Context]\nruntime=no/x/1\n',
  );
  expect(found.project?.name).toBe('org.example.App');
  expect(short(found)).toEqual([PLATFORM, SDK]);
});
