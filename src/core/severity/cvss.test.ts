/** Scores that FIRST has published, beside some worked out by hand from the equations of the specifications. */
import { describe, expect, test } from 'vitest';
import { scoreCvss } from './index.ts';

/** The guide's three examples, each with its base, temporal and environmental scores: https://www.first.org/cvss/v2/guide, 3.3. */
const CVSS2: [vector: string, score: number, baseScore: number][] = [
  ['AV:N/AC:L/Au:N/C:N/I:N/A:C', 7.8, 7.8],
  ['AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C', 6.4, 7.8],
  ['AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:N/TD:N/CR:M/IR:M/AR:H', 0, 7.8],
  ['AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H', 9.2, 7.8],
  ['AV:N/AC:L/Au:N/C:C/I:C/A:C', 10, 10],
  ['AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C', 8.3, 10],
  ['AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C/CDP:N/TD:N/CR:M/IR:M/AR:L', 0, 10],
  ['AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:L', 9, 10],
  ['AV:L/AC:H/Au:N/C:C/I:C/A:C', 6.2, 6.2],
  ['AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C', 4.9, 6.2],
  ['AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C/CDP:N/TD:N/CR:M/IR:M/AR:M', 0, 6.2],
  ['AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:M', 7.5, 6.2],
  // No impact, no score: f(Impact) is 0.
  ['AV:N/AC:L/Au:N/C:N/I:N/A:N', 0, 0],
];

/** Base metrics and scores of the examples document: https://www.first.org/cvss/v3.1/examples, and v3.0/examples before it. */
const CVSS3: [cve: string, metrics: string, score: number][] = [
  ['CVE-2013-1937', 'AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1],
  ['CVE-2013-0375', 'AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N', 6.4],
  ['CVE-2014-3566', 'AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N', 3.1],
  ['CVE-2012-1516', 'AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H', 9.9],
  ['CVE-2009-0783', 'AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L', 4.2],
  ['CVE-2012-0384', 'AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 8.8],
  ['CVE-2015-1098', 'AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.8],
  ['CVE-2014-0160', 'AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', 7.5],
  ['CVE-2014-6271', 'AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8],
  ['CVE-2008-1447', 'AV:N/AC:H/PR:N/UI:N/S:C/C:N/I:H/A:N', 6.8],
  ['CVE-2014-2005', 'AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 6.8],
  ['CVE-2010-0467', 'AV:N/AC:L/PR:N/UI:N/S:C/C:L/I:N/A:N', 5.8],
  ['CVE-2013-6014', 'AV:A/AC:L/PR:N/UI:N/S:C/C:H/I:N/A:H', 9.3],
  ['CVE-2014-9253', 'AV:N/AC:L/PR:L/UI:R/S:C/C:L/I:L/A:N', 5.4],
  ['CVE-2011-1265', 'AV:A/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.8],
  ['CVE-2014-2019', 'AV:P/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N', 4.6],
  ['CVE-2014-0224', 'AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:N', 7.4],
  ['CVE-2012-5376', 'AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H', 9.6],
];

/**
 * CVSS 4: the examples document (https://www.first.org/cvss/v4.0/examples) and FIRST's corpus for implementers
 * (https://github.com/FIRSTdotorg/cvss-resources/blob/main/vectorFiles/reference-scores).
 */
const CVSS4: [metrics: string, score: number][] = [
  ['AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 7.3],
  ['AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 7.7],
  ['AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N', 8.3],
  ['AV:L/AC:L/AT:N/PR:N/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N', 4.6],
  ['AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N', 5.1],
  ['AV:L/AC:L/AT:N/PR:H/UI:N/VC:N/VI:N/VA:N/SC:H/SI:N/SA:N', 5.9],
  ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N', 8.7],
  ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/E:A/CR:H/IR:H/AR:H/MSI:S/MSA:S', 10],
  ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:L/SI:L/SA:L/E:P/CR:H/IR:H/AR:H', 8.9],
  ['AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:H/VA:H/SC:L/SI:L/SA:L/E:U/CR:M/IR:M/AR:M', 5.3],
  ['AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:L/VA:H/SC:L/SI:L/SA:L/E:U/CR:M/IR:H/AR:M', 3],
  ['AV:N/AC:L/AT:P/PR:N/UI:N/VC:L/VI:L/VA:L/SC:L/SI:L/SA:L/E:U/CR:H/IR:H/AR:H', 1.7],
  ['AV:A/AC:L/AT:P/PR:N/UI:N/VC:H/VI:H/VA:H/SC:L/SI:L/SA:L/E:P/CR:H/IR:H/AR:H', 6.8],
  [
    'AV:P/AC:L/AT:N/PR:L/UI:A/VC:N/VI:H/VA:L/SC:H/SI:H/SA:H/E:P/CR:H/IR:H/AR:H/MAV:A/MAC:X/MAT:N/MPR:X/MUI:X/MVC:N/MVI:H/MVA:H/MSC:N/MSI:H/MSA:S/S:N/AU:X/R:I/V:X/RE:M/U:Clear',
    7.1,
  ],
  [
    'AV:L/AC:H/AT:P/PR:H/UI:N/VC:N/VI:H/VA:L/SC:L/SI:H/SA:N/E:U/CR:X/IR:L/AR:H/MAV:P/MAC:L/MAT:P/MPR:X/MUI:A/MVC:N/MVI:X/MVA:X/MSC:L/MSI:H/MSA:X/S:N/AU:X/R:X/V:C/RE:H/U:Amber',
    0.6,
  ],
  [
    'AV:P/AC:H/AT:N/PR:L/UI:N/VC:L/VI:N/VA:N/SC:H/SI:H/SA:H/E:U/CR:M/IR:X/AR:M/MAV:X/MAC:L/MAT:N/MPR:X/MUI:N/MVC:N/MVI:N/MVA:H/MSC:N/MSI:L/MSA:L/S:P/AU:X/R:I/V:X/RE:M/U:Red',
    0.7,
  ],
  [
    'AV:A/AC:H/AT:N/PR:H/UI:P/VC:N/VI:H/VA:H/SC:L/SI:L/SA:N/E:X/CR:H/IR:L/AR:L/MAV:P/MAC:X/MAT:X/MPR:L/MUI:P/MVC:X/MVI:L/MVA:L/MSC:H/MSI:H/MSA:X/S:P/AU:X/R:I/V:C/RE:H/U:Red',
    2.1,
  ],
  [
    'AV:N/AC:L/AT:P/PR:H/UI:N/VC:H/VI:L/VA:L/SC:H/SI:H/SA:H/E:X/CR:L/IR:L/AR:X/MAV:L/MAC:H/MAT:P/MPR:L/MUI:A/MVC:N/MVI:N/MVA:X/MSC:H/MSI:L/MSA:S/S:P/AU:N/R:U/V:X/RE:L/U:Green',
    4.8,
  ],
  [
    'AV:P/AC:H/AT:N/PR:L/UI:P/VC:H/VI:N/VA:N/SC:L/SI:L/SA:L/E:A/CR:X/IR:M/AR:X/MAV:L/MAC:L/MAT:X/MPR:N/MUI:P/MVC:N/MVI:N/MVA:H/MSC:L/MSI:S/MSA:H/S:N/AU:Y/R:U/V:X/RE:M/U:Amber',
    9.2,
  ],
  // No impact once modified: 0, whatever the base metrics (https://github.com/google/osv.dev/issues/5836).
  [
    'AV:A/AC:L/AT:P/PR:L/UI:N/VC:N/VI:H/VA:L/SC:N/SI:N/SA:L/E:P/CR:X/IR:L/AR:M/MAV:X/MAC:X/MAT:N/MPR:L/MUI:X/MVC:X/MVI:N/MVA:N/MSC:X/MSI:N/MSA:N/S:P/AU:X/R:A/V:X/RE:M/U:Clear',
    0,
  ],
  // 8.55 exactly, which floating point falls short of (https://github.com/RedHatProductSecurity/cvss-v4-calculator/issues/66).
  ['AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:L/VA:N/SC:H/SI:H/SA:H', 8.6],
];

test.each(CVSS2)('%s: %d, base %d', (vector, score, baseScore) => {
  expect(scoreCvss(vector)).toMatchObject({ version: '2.0', score, baseScore });
});

describe.each(['3.0', '3.1'])('CVSS %s', version => {
  test.each(CVSS3)('%s, %s: %d', (_, metrics, score) => {
    expect(scoreCvss(`CVSS:${version}/${metrics}`)).toMatchObject({ version, score, baseScore: score });
  });

  const critical = `CVSS:${version}/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H`;
  test.each([
    // Base 9.8; 9.8 * 0.94 * 0.95 = 8.7514, rounded up.
    [`${critical}/E:P/RL:O/RC:C`, 8.8],
    // 9.8 * 0.91 * 0.95 * 0.92 = 7.794.
    [`${critical}/E:U/RL:O/RC:U`, 7.8],
    // Impact 6.42 * (1 - 0.72^3) = 4.0237, exploitability 3.8870.
    [`${critical}/CR:L/IR:L/AR:L`, 8],
    [`${critical}/MC:N/MI:N/MA:N`, 0],
  ])('%s: %d', (vector, score) => {
    expect(scoreCvss(vector)).toMatchObject({ score, baseScore: 9.8, baseRating: 'critical' });
  });
});

test.each(CVSS4)('CVSS:4.0/%s: %d', (metrics, score) => {
  expect(scoreCvss(`CVSS:4.0/${metrics}`)).toMatchObject({ version: '4.0', score });
});

test('the base score of CVSS 4 leaves threat and environment out', () => {
  const base = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N';
  expect(scoreCvss(`${base}/E:U/CR:L/U:Red`)).toMatchObject({ baseScore: 8.7, baseRating: 'high' });
  expect(scoreCvss(`${base}/MVC:N`)).toMatchObject({ score: 0, rating: 'none', baseScore: 8.7 });
});

test('more vectors than are remembered: scores stay as they are', () => {
  const values = { AV: 'NALP', E: 'XUPFH', RL: 'XOTWU', RC: 'XURC', CR: 'XLMH', IR: 'XL' };
  let vectors = ['CVSS:3.1/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'];
  for (const [metric, letters] of Object.entries(values)) {
    vectors = vectors.flatMap(vector => [...letters].map(letter => `${vector}/${metric}:${letter}`));
  }
  expect(vectors).toHaveLength(3_200);
  const first = vectors.map(vector => scoreCvss(vector).score);
  expect(vectors.map(vector => scoreCvss(vector).score)).toEqual(first);
  expect(new Set(first).size).toBeGreaterThan(20);
});
