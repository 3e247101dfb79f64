/**
 * The metrics of each version of CVSS with the values that they take, in the order of the vector string.
 * Sources: https://www.first.org/cvss/v2/guide (2.4), https://www.first.org/cvss/v3.0/specification-document (6),
 * https://www.first.org/cvss/v3.1/specification-document (6), https://www.first.org/cvss/v4.0/specification-document (7).
 */

export type CvssVersion = '2.0' | '3.0' | '3.1' | '4.0';

/** Of a version: its metrics by name, in order. */
export type MetricTable = ReadonlyMap<string, readonly string[]>;

export interface VectorForm {
  /** What the vector begins with; empty for CVSS 2. */
  prefix: string;
  mandatory: readonly string[];
  metrics: MetricTable;
  /** CVSS 3 says that any order is valid, CVSS 2 and 4 that only theirs is. */
  ordered: boolean;
  /** How "not defined" is written; it is also what a metric that is left out means. */
  notDefined: string;
}

/** `AV:N,A,L` and so on, separated by blanks. */
function table(text: string): MetricTable {
  return new Map(
    text.split(/\s+/).map(entry => {
      const [name = '', values = ''] = entry.split(':');
      return [name, values.split(',')];
    }),
  );
}

const names = (metrics: MetricTable) => [...metrics.keys()];

const base2 = table('AV:L,A,N AC:H,M,L Au:M,S,N C:N,P,C I:N,P,C A:N,P,C');
const optional2 = table(
  'E:U,POC,F,H,ND RL:OF,TF,W,U,ND RC:UC,UR,C,ND CDP:N,L,LM,MH,H,ND TD:N,L,M,H,ND CR:L,M,H,ND IR:L,M,H,ND AR:L,M,H,ND',
);

const base3 = table('AV:N,A,L,P AC:L,H PR:N,L,H UI:N,R S:U,C C:N,L,H I:N,L,H A:N,L,H');
const optional3 = table(
  'E:X,U,P,F,H RL:X,O,T,W,U RC:X,U,R,C CR:X,L,M,H IR:X,L,M,H AR:X,L,M,H ' +
    'MAV:X,N,A,L,P MAC:X,L,H MPR:X,N,L,H MUI:X,N,R MS:X,U,C MC:X,N,L,H MI:X,N,L,H MA:X,N,L,H',
);

const base4 = table(
  'AV:N,A,L,P AC:L,H AT:N,P PR:N,L,H UI:N,P,A VC:H,L,N VI:H,L,N VA:H,L,N SC:H,L,N SI:H,L,N SA:H,L,N',
);
const optional4 = table(
  'E:X,A,P,U CR:X,H,M,L IR:X,H,M,L AR:X,H,M,L ' +
    'MAV:X,N,A,L,P MAC:X,L,H MAT:X,N,P MPR:X,N,L,H MUI:X,N,P,A MVC:X,H,L,N MVI:X,H,L,N MVA:X,H,L,N ' +
    'MSC:X,H,L,N MSI:X,S,H,L,N MSA:X,S,H,L,N ' +
    'S:X,N,P AU:X,N,Y R:X,A,U,I V:X,D,C RE:X,L,M,H U:X,Clear,Green,Amber,Red',
);

const join = (...tables: MetricTable[]): MetricTable => new Map(tables.flatMap(t => [...t]));
const third = { mandatory: names(base3), metrics: join(base3, optional3), ordered: false, notDefined: 'X' };

export const VECTOR_FORMS: Readonly<Record<CvssVersion, VectorForm>> = {
  '2.0': {
    prefix: '',
    mandatory: names(base2),
    metrics: join(base2, optional2),
    ordered: true,
    notDefined: 'ND',
  },
  '3.0': { ...third, prefix: 'CVSS:3.0/' },
  '3.1': { ...third, prefix: 'CVSS:3.1/' },
  '4.0': {
    prefix: 'CVSS:4.0/',
    mandatory: names(base4),
    metrics: join(base4, optional4),
    ordered: true,
    notDefined: 'X',
  },
};
