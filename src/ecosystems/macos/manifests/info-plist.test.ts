import { expect, test } from 'vitest';
import { UpstreamError } from '../../../core/errors.ts';
import { manifestInput } from '../../manifest.ts';
import { infoPlist } from './info-plist.ts';

const read = (bytes: Buffer) => infoPlist.parse(manifestInput('App.app/Contents/Info.plist', bytes));
// Written by Python's plistlib, with members of other kinds and a text of more than fifteen characters.
const BINARY = Buffer.from(
  'YnBsaXN0MDDXAQIDBAUGBwgJCgsMDQ5fEBJDRkJ1bmRsZUlkZW50aWZpZXJcQ0ZCdW5kbGVOYW1lXxAaQ0ZCdW5kbGVTaG9ydFZlcnNpb25TdHJpbmdfEA9DRkJ1bmRsZVZlcnNpb25fEBlMU1JlcXVpcmVzTmF0aXZlRXhlY3V0aW9uXxAYTlNIdW1hblJlYWRhYmxlQ29weXJpZ2h0Vk5lc3RlZF8QD29yZy5leGFtcGxlLkFwcGMAxABwAHBVMS4yLjNSNDUJXxAvQ29weXJpZ2h0IG9mIGEgbGVuZ3RoIGJleW9uZCBmaWZ0ZWVuIGNoYXJhY3RlcnPRBA9Sbm8ACAAXACwAOQBWAGgAhACfAKYAuAC/AMUAyADJAPsA/gAAAAAAAAIBAAAAAAAAABAAAAAAAAAAAAAAAAAAAAEB',
  'base64',
);
const EXPECTED = {
  dependencies: [{ name: 'org.example.App', requirement: '1.2.3', alias: 'Äpp' }],
  project: { name: 'org.example.App', version: '1.2.3', license: null },
};

test('XML, with the document type that every property list has', () => {
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleIdentifier</key><string>org.example.App</string>
<key>CFBundleName</key><string>Äpp</string>
<key>LSRequiresNativeExecution</key><true/>
<key>CFBundleShortVersionString</key><string>1.2.3</string>
<key>Nested</key><dict><key>CFBundleShortVersionString</key><string>no</string></dict>
</dict></plist>`;
  expect(read(Buffer.from(text))).toMatchObject(EXPECTED);
  expect(() => read(Buffer.from('<plist><dict/></plist>'))).toThrow(/no CFBundleIdentifier/);
});

test('the binary form, broken anywhere', () => {
  expect(read(BINARY)).toMatchObject(EXPECTED);
  for (let at = 8; at < BINARY.length; at++) {
    for (const value of [0, 0x5f, 0xdf, 0xff]) {
      const broken = Buffer.from(BINARY);
      broken[at] = value;
      try {
        read(broken);
      } catch (error) {
        const isTyped = error instanceof UpstreamError || (error as Error).name === 'ManifestError';
        if (!isTyped) throw error;
      }
    }
  }
  expect(() => read(BINARY.subarray(0, 60))).toThrow(UpstreamError);
});
