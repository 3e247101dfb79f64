/**
 * What a licence asks of those who pass the work on, by SPDX identifier. The terms are those of
 * https://www.gnu.org/licenses/license-list.html and https://blueoakcouncil.org/copyleft; the lines are drawn so:
 *
 * - `public-domain`: the author gives up the rights, or grants them all without condition.
 * - `permissive`: notices must be kept, little else.
 * - `weak-copyleft`: changed files, or the changed library or font, keep the licence; what merely uses them does not.
 * - `strong-copyleft`: a whole work that is based on it keeps the licence when it is passed on.
 * - `network-copyleft`: so too when the work is only offered over a network.
 * - `source-available`: the text is open to read, some uses, changes or users are not allowed.
 *
 * An identifier that stands in no list is `unknown`: no licence is judged by what its name looks like.
 */
import { words } from './words.ts';

export const CATEGORIES = {
  'public-domain': words(`
    0BSD ANTLR-PD CC-PDDC CC-PDM-1.0 CC0-1.0 DL-DE-ZERO-2.0 GLWTPL MIT-0 NCBI-PD NIST-PD NIST-PD-TNT NTIA-PD NTP-0
    PDDL-1.0 SAX-PD SAX-PD-2.0 Unlicense WTFPL blessing libselinux-1.0
  `),
  permissive: words(`
    3D-Slicer-1.0 AAL ADSL AFL-1.1 AFL-1.2 AFL-2.0 AFL-2.1 AFL-3.0 AMDPLPA AML AML-glslang AMPAS ANTLR-PD-fallback
    APAFML Abstyles Adobe-2006 Adobe-Glyph Afmparse Apache-1.0 Apache-1.1 Apache-2.0 App-s2p Artistic-dist
    BSD-1-Clause BSD-2-Clause BSD-2-Clause-Darwin BSD-2-Clause-Patent BSD-2-Clause-Views BSD-2-Clause-first-lines
    BSD-2-Clause-pkgconf-disclaimer BSD-3-Clause BSD-3-Clause-Attribution BSD-3-Clause-Clear BSD-3-Clause-HP
    BSD-3-Clause-LBNL BSD-3-Clause-Modification BSD-3-Clause-Open-MPI BSD-3-Clause-Sun BSD-3-Clause-Tso
    BSD-3-Clause-acpica BSD-3-Clause-flex BSD-4-Clause BSD-4-Clause-Shortened BSD-4-Clause-UC BSD-4.3RENO
    BSD-4.3TAHOE BSD-Advertising-Acknowledgement BSD-Attribution-HPND-disclaimer BSD-Source-Code BSL-1.0 Bahyph Barr
    Beerware Bitstream-Charter Bitstream-Vera BlueOak-1.0.0 Boehm-GC Boehm-GC-without-fee Borceux
    Brian-Gladman-2-Clause Brian-Gladman-3-Clause CC-BY-1.0 CC-BY-2.0 CC-BY-2.5 CC-BY-2.5-AU CC-BY-3.0 CC-BY-3.0-AT
    CC-BY-3.0-AU CC-BY-3.0-DE CC-BY-3.0-IGO CC-BY-3.0-NL CC-BY-3.0-US CC-BY-4.0 CDLA-Permissive-1.0
    CDLA-Permissive-2.0 CECILL-B CERN-OHL-P-2.0 CFITSIO CMU-Mach CMU-Mach-nodoc CNRI-Jython CNRI-Python
    CNRI-Python-GPL-Compatible COIL-1.0 Caldera Clips Cronyx Crossword CrystalStacker Cube DL-DE-BY-2.0 DOC DRL-1.0
    DRL-1.1 DSDP Dotseqn ECL-1.0 ECL-2.0 EFL-1.0 EFL-2.0 EPICS ESA-PL-permissive-2.4 EUDatagrid Entessa FBM FSFAP
    FSFAP-no-warranty-disclaimer FSFUL FSFULLR FSFULLRSD FSFULLRWD FTL Fair FreeBSD-DOC Furuseth GD Giftware Glulxe
    Graphics-Gems HDF5 HP-1986 HP-1989 HPND HPND-DEC HPND-Fenneberg-Livingston HPND-INRIA-IMAG HPND-Intel
    HPND-Kevlin-Henney HPND-MIT-disclaimer HPND-Markus-Kuhn HPND-Pbmplus HPND-UC HPND-doc HPND-doc-sell HPND-export-US
    HPND-sell-MIT-disclaimer-xserver HPND-sell-regexpr HPND-sell-variant HPND-sell-variant-MIT-disclaimer HTMLTIDY
    HaskellReport IBM-pibs ICU IJG IJG-short ISC ISC-Veillard ImageMagick Imlib2 Info-ZIP Inner-Net-2.0 Intel JPNIC
    JSON Jam JasPer-2.0 Kazlib Knuth-CTAN LOOP LPL-1.0 LPL-1.02 Latex2e Leptonica LiLiQ-P-1.1 Libpng Linux-OpenIB
    Lucida-Bitmap-Fonts MIT MIT-CMU MIT-Click MIT-Festival MIT-Khronos-old MIT-Modern-Variant MIT-STK MIT-Wu
    MIT-advertising MIT-enna MIT-feh MIT-open-group MIT-testregex MITNFA MMIXware MPEG-SSG MS-PL MTLL MakeIndex
    Martin-Birgmeier Minpack MirOS MulanPSL-1.0 MulanPSL-2.0 Multics NAIST-2003 NCSA NIST-PD-fallback NIST-Software
    NLOD-1.0 NLOD-2.0 NLPL NRL NTP Naumen NetCDF Net-SNMP Newsletr Noweb O-UDA-1.0 ODC-By-1.0 OFFIS OGC-1.0
    OGDL-Taiwan-1.0 OGL-Canada-2.0 OGL-UK-1.0 OGL-UK-2.0 OGL-UK-3.0 OGTSL OLDAP-2.0 OLDAP-2.0.1 OLDAP-2.1 OLDAP-2.2
    OLDAP-2.2.1 OLDAP-2.2.2 OLDAP-2.3 OLDAP-2.4 OLDAP-2.5 OLDAP-2.6 OLDAP-2.7 OLDAP-2.8 OLFL-1.3 OML OpenSSL
    OpenSSL-standalone PHP-3.0 PHP-3.01 PSF-2.0 Plexus PostgreSQL Python-2.0 Python-2.0.1 Qhull RSA-MD Rdisc SGI-B-1.0
    SGI-B-1.1 SGI-B-2.0 SHL-0.5 SHL-0.51 SMLNJ SSH-OpenSSH SSH-short SSLeay-standalone SWL Saxpath SchemeReport
    Sendmail-Open-Source-1.1 Spencer-86 Spencer-94 Spencer-99 SunPro Symlinks TCL TCP-wrappers TMate TTWL
    TermReadKey TU-Berlin-1.0 TU-Berlin-2.0 UCAR UMich-Merit UPL-1.0 Unicode-3.0 Unicode-DFS-2015 Unicode-DFS-2016
    UnixCrypt VSL-1.0 Vixie-Cron W3C W3C-19980720 W3C-20150513 WordNet Wsuipa X11
    X11-distribute-modifications-variant XFree86-1.1 Xdebug-1.03 Xerox Xfig Xnet XSkat ZPL-1.1 ZPL-2.0 ZPL-2.1 Zed
    Zend-2.0 Zlib bzip2-1.0.6 check-cvs curl diffmark dtoa dvipdfm eGenix etalab-2.0 fwlw libpng-1.6.35 libpng-2.0
    libtiff libutil-David-Nugent lsof metamail mpi-permissive mpich2 mplus pkgconf pnmstitch psfrag psutils
    python-ldap snprintf softSurfer ssh-keyscan swrule ulem w3m xinetd xlock xpp zlib-acknowledgement
  `),
  'weak-copyleft': words(`
    APSL-1.0 APSL-1.1 APSL-1.2 Artistic-1.0 Artistic-1.0-Perl Artistic-1.0-cl8 Artistic-2.0 BitTorrent-1.0
    BitTorrent-1.1 CATOSL-1.1 CDDL-1.0 CDDL-1.1 CECILL-C CERN-OHL-1.1 CERN-OHL-1.2 CERN-OHL-W-2.0 CPL-1.0 CUA-OPL-1.0
    ClArtistic EPL-1.0 EPL-2.0 ESA-PL-weak-copyleft-2.4 ErlPL-1.1 IPA IPL-1.0 Interbase-1.0 LGPL-2.0-only
    LGPL-2.0-or-later LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0-only LGPL-3.0-or-later LGPLLR LPPL-1.0 LPPL-1.1
    LPPL-1.2 LPPL-1.3a LPPL-1.3c LiLiQ-R-1.1 MPL-1.0 MPL-1.1 MPL-2.0 MPL-2.0-no-copyleft-exception MS-RL Motosoto
    NASA-1.3 NOSL NPL-1.0 NPL-1.1 Nokia OCCT-PL OCLC-2.0 OFL-1.0 OFL-1.0-RFN OFL-1.0-no-RFN OFL-1.1 OFL-1.1-RFN
    OFL-1.1-no-RFN OSET-PL-2.1 RSCPL Ruby SISSL SISSL-1.2 SPL-1.0 SugarCRM-1.1.3 Ubuntu-font-1.0 gSOAP-1.3b
    Vim Zimbra-1.3 Zimbra-1.4
  `),
  'strong-copyleft': words(`
    Arphic-1999 CC-BY-SA-1.0 CC-BY-SA-2.0 CC-BY-SA-2.0-UK CC-BY-SA-2.1-JP CC-BY-SA-2.5 CC-BY-SA-3.0 CC-BY-SA-3.0-AT
    CC-BY-SA-3.0-DE CC-BY-SA-3.0-IGO CC-BY-SA-4.0 CC-SA-1.0 CDLA-Sharing-1.0 CECILL-1.0 CECILL-1.1 CECILL-2.0
    CECILL-2.1 CERN-OHL-S-2.0 D-FSL-1.0 ESA-PL-strong-copyleft-2.4 GFDL-1.1-invariants-only
    GFDL-1.1-invariants-or-later GFDL-1.1-no-invariants-only GFDL-1.1-no-invariants-or-later GFDL-1.1-only
    GFDL-1.1-or-later GFDL-1.2-invariants-only GFDL-1.2-invariants-or-later GFDL-1.2-no-invariants-only
    GFDL-1.2-no-invariants-or-later GFDL-1.2-only GFDL-1.2-or-later GFDL-1.3-invariants-only
    GFDL-1.3-invariants-or-later GFDL-1.3-no-invariants-only GFDL-1.3-no-invariants-or-later GFDL-1.3-only
    GFDL-1.3-or-later GPL-1.0-only GPL-1.0-or-later GPL-2.0-only GPL-2.0-or-later GPL-3.0-only GPL-3.0-or-later
    LAL-1.2 LAL-1.3 LiLiQ-Rplus-1.1 NGPL ODbL-1.0 OSL-1.0 QPL-1.0 SMAIL-GPL SimPL-2.0 Sleepycat TAPR-OHL-1.0
    TGPPL-1.0 copyleft-next-0.3.0 copyleft-next-0.3.1
  `),
  'network-copyleft': words(`
    AGPL-1.0-only AGPL-1.0-or-later AGPL-3.0-only AGPL-3.0-or-later APSL-2.0 CAL-1.0 CAL-1.0-Combined-Work-Exception
    CPAL-1.0 EUPL-1.0 EUPL-1.1 EUPL-1.2 NPOSL-3.0 OSL-1.1 OSL-2.0 OSL-2.1 OSL-3.0 Parity-6.0.0 Parity-7.0.0 RPL-1.1
    RPL-1.5 RPSL-1.0 Watcom-1.0
  `),
  'source-available': words(`
    Aladdin BSD-3-Clause-No-Military-License BUSL-1.1 CC-BY-NC-1.0 CC-BY-NC-2.0 CC-BY-NC-2.5 CC-BY-NC-3.0
    CC-BY-NC-3.0-DE CC-BY-NC-3.0-IGO CC-BY-NC-4.0 CC-BY-NC-ND-1.0 CC-BY-NC-ND-2.0 CC-BY-NC-ND-2.5 CC-BY-NC-ND-3.0
    CC-BY-NC-ND-3.0-DE CC-BY-NC-ND-3.0-IGO CC-BY-NC-ND-4.0 CC-BY-NC-SA-1.0 CC-BY-NC-SA-2.0 CC-BY-NC-SA-2.0-DE
    CC-BY-NC-SA-2.0-FR CC-BY-NC-SA-2.0-UK CC-BY-NC-SA-2.5 CC-BY-NC-SA-3.0 CC-BY-NC-SA-3.0-DE CC-BY-NC-SA-3.0-IGO
    CC-BY-NC-SA-4.0 CC-BY-ND-1.0 CC-BY-ND-2.0 CC-BY-ND-2.5 CC-BY-ND-3.0 CC-BY-ND-3.0-DE CC-BY-ND-4.0 CPOL-1.02
    C-UDA-1.0 Elastic-2.0 FSL-1.1-ALv2 FSL-1.1-MIT Hippocratic-2.1 Hippocratic-3.0-core MS-LPL NCGL-UK-2.0 PPL
    PolyForm-Noncommercial-1.0.0 PolyForm-Small-Business-1.0.0 SSPL-1.0 SUL-1.0 UnRAR
  `),
} as const;
