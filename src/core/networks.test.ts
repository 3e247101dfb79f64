import { describe, expect, test } from 'vitest';
import { contains, isLoopback, readAddress, readNetwork, subscriberNetwork } from './networks.ts';

const subject = (text: string) => {
  const address = readAddress(text);
  return address === null ? null : subscriberNetwork(address);
};

describe('the network that a caller is counted as', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1/32'],
    ['255.255.255.255', '255.255.255.255/32'],
    ['::ffff:192.0.2.1', '192.0.2.1/32'],
    ['::ffff:c000:201', '192.0.2.1/32'],
    ['0:0:0:0:0:FFFF:192.0.2.1', '192.0.2.1/32'],
    // RFC 5952, section 4.
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['2001:db8:0:7::9', '2001:db8:0:7::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['::1', '::/64'],
  ])('of %s is %s', (text, network) => expect(subject(text)).toBe(network));

  test.each([
    '',
    'localhost',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '01.2.3.4',
    '1.2.3.4:80',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8:9',
    'g::1',
    '::1.2.3.4.5',
    '1.2.3.4::',
    `${'1:'.repeat(500)}1`,
    '12345::',
  ])('%j is no address', text => expect(readAddress(text)).toBeNull());
});

test('networks hold their own addresses', () => {
  const inside = (network: string, address: string) => {
    const [n, a] = [readNetwork(network), readAddress(address)];
    if (n === null || a === null) throw new Error('not read');
    return contains(n, a);
  };
  expect(inside('10.0.0.0/8', '10.255.1.2')).toBe(true);
  expect(inside('10.0.0.0/8', '11.0.0.0')).toBe(false);
  expect(inside('10.0.0.0/8', '::ffff:10.1.1.1')).toBe(true);
  expect(inside('0.0.0.0/0', '203.0.113.9')).toBe(true);
  expect(inside('::/0', '203.0.113.9')).toBe(false);
  expect(inside('2001:db8::/33', '2001:db8:7fff::1')).toBe(true);
  expect(inside('2001:db8::/33', '2001:db8:8000::1')).toBe(false);
  expect(inside('192.0.2.7', '192.0.2.7')).toBe(true);
  for (const bad of ['10.0.0.1/8', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/08', '::/129', 'x/8']) {
    expect(readNetwork(bad), bad).toBeNull();
  }
});

test('loopback is 127.0.0.0/8 and ::1', () => {
  const loop = (text: string) => isLoopback(readAddress(text) ?? { family: 4, value: 0n });
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '128.0.0.1', '::2'].map(loop)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});
