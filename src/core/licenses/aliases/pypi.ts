/**
 * Trove classifiers, without `License ::` and `OSI Approved ::`. A bare `GNU General Public License v2 (GPLv2)` is in the
 * table of the GNU licences. PEP 639 lists the ambiguous ones; the version of the LGPL called 2 there may be 2.0 or 2.1.
 */
import type { AliasSource } from './alias-source.ts';

export const pypi: AliasSource = {
  source: 'https://pypi.org/classifiers/ and https://peps.python.org/pep-0639/',
  ambiguous: `GNU Lesser General Public License v2 (LGPLv2) | GNU Lesser General Public License v2 or later (LGPLv2+)
| Apache Software License | BSD License | Artistic License | Academic Free License (AFL) | GNU General Public License (GPL)
| GNU Library or Lesser General Public License (LGPL) | GNU Free Documentation License (FDL) | Apple Public Source License`,
  names: `
AAL = Attribution Assurance License
AGPL-3.0-or-later = GNU Affero General Public License v3 or later (AGPLv3+)
CECILL-2.1 = CEA CNRS Inria Logiciel Libre License version 2.1 (CeCILL-2.1)
CECILL-B = CeCILL-B Free Software License Agreement (CECILL-B)
CECILL-C = CeCILL-C Free Software License Agreement (CECILL-C)
CNRI-Python = Python License (CNRI Python License)
ECL-2.0 = Educational Community License Version 2.0 (ECL-2.0)
HPND = Historical Permission Notice and Disclaimer (HPND)
Intel = Intel Open Source License
IPL-1.0 = IBM Public License
MirOS = MirOS License (MirOS)
MIT-0 = MIT No Attribution License (MIT-0)
MIT-CMU = CMU License (MIT-CMU)
Motosoto = Motosoto License
MPL-1.0 = Mozilla Public License 1.0 (MPL)
MulanPSL-2.0 = Mulan Permissive Software License v2 (MulanPSL-2.0)
NASA-1.3 = NASA Open Source Agreement v1.3 (NASA-1.3)
NGPL = Nethack General Public License
Nokia = Nokia Open Source License (NOKOS)
OGTSL = Open Group Test Suite License
QPL-1.0 = Qt Public License (QPL)
RSCPL = Ricoh Source Code Public License
Sleepycat = Sleepycat License
SPL-1.0 = Sun Public License
UPL-1.0 = Universal Permissive License (UPL)
VSL-1.0 = Vovida Software License 1.0
Xnet = X.Net License
0BSD = Zero-Clause BSD (0BSD)
`,
};
