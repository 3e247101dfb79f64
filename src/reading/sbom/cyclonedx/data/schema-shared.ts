// Written by scripts/generate-cyclonedx.mjs from the schemas of CycloneDX, copyright OWASP Foundation, Apache-2.0,
// as @cyclonedx/cyclonedx-library 10.3.0 carries them; descriptions removed. Do not edit.
export const json: string[] = [
  `{"$schema":"http://json-schema.org/draft-07/schema#","$id":"http://cyclonedx.org/schema/spdx.schema.json","type":"string","enum":["0BSD","3D-Slicer-1.0","AAL","Abstyles","AdaCore-doc","Adobe-2006","Adobe-Display-PostScript","Adobe-Glyph","Adobe-Utopia","ADSL","Advanced-Cryptics-Dictionary","AFL-1.1","AFL-1.2","AFL-2.0","AFL-2.1","AFL-3.0","Afmparse","AGPL-1.0","AGPL-1.0-only","AGPL-1.0-or-later","AGPL-3.0","AGPL-3.0-only","AGPL-3.0-or-later","Aladdin","ALGLIB-Documentation","AMD-newlib","AMDPLPA","AML","AML-glslang","AMPAS","ANTLR-PD","ANTLR-PD-fallback","any-OSI","any-OSI-perl-modules","Apache-1.0","Apache-1.1","Apache-2.0","APAFML","APL-1.0","App-s2p","APSL-1.0","APSL-1.1","APSL-1.2","APSL-2.0","Arphic-1999","Artistic-1.0","Artistic-1.0-cl8","Artistic-1.0-Perl","Artistic-2.0","Artistic-dist","Aspell-RU","ASWF-Digital-Assets-1.0","ASWF-Digital-Assets-1.1","atc-game","Baekmuk","Bahyph","Barr","bcrypt-Solar-Designer","Beerware","Bitstream-Charter","Bitstream-Vera","BitTorrent-1.0","BitTorrent-1.1","blessing","BlueOak-1.0.0","Boehm-GC","Boehm-GC-without-fee","BOLA-1.1","Borceux","Brian-Gladman-2-Clause","Brian-Gladman-3-Clause","Brian-Gladman-3-Clause-no-conversion","BSD-1-Clause","BSD-2-Clause","BSD-2-Clause-Darwin","BSD-2-Clause-first-lines","BSD-2-Clause-FreeBSD","BSD-2-Clause-NetBSD","BSD-2-Clause-Patent","BSD-2-Clause-pkgconf-disclaimer","BSD-2-Clause-pos-unchanged","BSD-2-Clause-Views","BSD-3-Clause","BSD-3-Clause-acpica","BSD-3-Clause-Attribution","BSD-3-Clause-Clear","BSD-3-Clause-flex","BSD-3-Clause-HP","BSD-3-Clause-LBNL","BSD-3-Clause-Modification","BSD-3-Clause-No-Military-License","BSD-3-Clause-No-Nuclear-License","BSD-3-Clause-No-Nuclear-License-2014","BSD-3-Clause-No-Nuclear-Warranty","BSD-3-Clause-Open-MPI","BSD-3-Clause-OpenWebUI","BSD-3-Clause-Sun","BSD-3-Clause-Tso","BSD-4-Clause","BSD-4-Clause-Shortened","BSD-4-Clause-UC","BSD-4.3RENO","BSD-4.3TAHOE","BSD-Advertising-Acknowledgement","BSD-ask-to-endorse","BSD-Attribution-HPND-disclaimer","BSD-Inferno-Nettverk","BSD-Mark-Modifications","BSD-Protection","BSD-Source-alt-GPL","BSD-Source-beginning-file","BSD-Source-Code","BSD-Source-Code-no-disclaimer","BSD-Systemics","BSD-Systemics-W3Works","BSL-1.0","Buddy","Bugroff","BUSL-1.1","bzip2-1.0.5","bzip2-1.0.6","C-UDA-1.0","CAL-1.0","CAL-1.0-Combined-Work-Exception","Caldera","Caldera-no-preamble","CAPEC-tou","Catharon","CATOSL-1.1","CC-BY-1.0","CC-BY-2.0","CC-BY-2.5","CC-BY-2.5-AU","CC-BY-3.0","CC-BY-3.0-AT","CC-BY-3.0-AU","CC-BY-3.0-DE","CC-BY-3.0-IGO","CC-BY-3.0-NL","CC-BY-3.0-US","CC-BY-4.0","CC-BY-NC-1.0","CC-BY-NC-2.0","CC-BY-NC-2.5","CC-BY-NC-3.0","CC-BY-NC-3.0-DE","CC-BY-NC-3.0-IGO","CC-BY-NC-4.0","CC-BY-NC-ND-1.0","CC-BY-NC-ND-2.0","CC-BY-NC-ND-2.5","CC-BY-NC-ND-3.0","CC-BY-NC-ND-3.0-DE","CC-BY-NC-ND-3.0-IGO","CC-BY-NC-ND-4.0","CC-BY-NC-SA-1.0","CC-BY-NC-SA-2.0","CC-BY-NC-SA-2.0-DE","CC-BY-NC-SA-2.0-FR","CC-BY-NC-SA-2.0-UK","CC-BY-NC-SA-2.5","CC-BY-NC-SA-3.0","CC-BY-NC-SA-3.0-DE","CC-BY-NC-SA-3.0-IGO","CC-BY-NC-SA-4.0","CC-BY-ND-1.0","CC-BY-ND-2.0","CC-BY-ND-2.5","CC-BY-ND-3.0","CC-BY-ND-3.0-DE","CC-BY-ND-4.0","CC-BY-SA-1.0","CC-BY-SA-2.0","CC-BY-SA-2.0-UK","CC-BY-SA-2.1-JP","CC-BY-SA-2.5","CC-BY-SA-3.0","CC-BY-SA-3.0-AT","CC-BY-SA-3.0-DE","CC-BY-SA-3.0-IGO","CC-BY-SA-4.0","CC-PDDC","CC-PDM-1.0","CC-SA-1.0","CC0-1.0","CDDL-1.0","CDDL-1.1","CDL-1.0","CDLA-Permissive-1.0","CDLA-Permissive-2.0","CDLA-Sharing-1.0","CECILL-1.0","CECILL-1.1","CECILL-2.0","CECILL-2.1","CECILL-B","CECILL-C","CERN-OHL-1.1","CERN-OHL-1.2","CERN-OHL-P-2.0","CERN-OHL-S-2.0","CERN-OHL-W-2.0","CFITSIO","check-cvs","checkmk","ClArtistic","Clips","CMU-Mach","CMU-Mach-nodoc","CNRI-Jython","CNRI-Python","CNRI-Python-GPL-Compatible","COIL-1.0","Community-Spec-1.0","Condor-1.1","copyleft-next-0.3.0","copyleft-next-0.3.1","Cornell-Lossless-JPEG","CPAL-1.0","CPL-1.0","CPOL-1.02","Cronyx","Crossword","CryptoSwift","CrystalStacker","CUA-OPL-1.0","Cube","curl","cve-tou","D-FSL-1.0","DEC-3-Clause","diffmark","DL-DE-BY-2.0","DL-DE-ZERO-2.0","DOC","DocBook-DTD","DocBook-Schema","DocBook-Stylesheet","DocBook-XML","Dotseqn","DRL-1.0","DRL-1.1","DSDP","dtoa","dvipdfm","ECL-1.0","ECL-2.0","eCos-2.0","EFL-1.0","EFL-2.0","eGenix","Elastic-2.0","Entessa","EPICS","EPL-1.0","EPL-2.0","ErlPL-1.1","ESA-PL-permissive-2.4","ESA-PL-strong-copyleft-2.4","ESA-PL-weak-copyleft-2.4","etalab-2.0","EUDatagrid","EUPL-1.0","EUPL-1.1","EUPL-1.2","Eurosym","Fair","FBM","FDK-AAC","FDK-MPEG-H","Ferguson-Twofish","Frameworx-1.0","FreeBSD-DOC","FreeImage","FSFAP","FSFAP-no-warranty-disclaimer","FSFUL","FSFULLR","FSFULLRSD","FSFULLRWD","FSL-1.1-ALv2","FSL-1.1-MIT","FTL","Furuseth","fwlw","Game-Programming-Gems","GCR-docs","GD","generic-xts","GFDL-1.1","GFDL-1.1-invariants-only","GFDL-1.1-invariants-or-later","GFDL-1.1-no-invariants-only","GFDL-1.1-no-invariants-or-later","GFDL-1.1-only","GFDL-1.1-or-later","GFDL-1.2","GFDL-1.2-invariants-only","GFDL-1.2-invariants-or-later","GFDL-1.2-no-invariants-only","GFDL-1.2-no-invariants-or-later","GFDL-1.2-only","GFDL-1.2-or-later","GFDL-1.3","GFDL-1.3-invariants-only","GFDL-1.3-invariants-or-later","GFDL-1.3-no-invariants-only","GFDL-1.3-no-invariants-or-later","GFDL-1.3-only","GFDL-1.3-or-later","Giftware","GL2PS","Glide","Glulxe","GLWTPL","gnuplot","GPL-1.0","GPL-1.0+","GPL-1.0-only","GPL-1.0-or-later","GPL-2.0","GPL-2.0+","GPL-2.0-only","GPL-2.0-or-later","GPL-2.0-with-autoconf-exception","GPL-2.0-with-bison-exception","GPL-2.0-with-classpath-exception","GPL-2.0-with-font-exception","GPL-2.0-with-GCC-exception","GPL-3.0","GPL-3.0+","GPL-3.0-only","GPL-3.0-or-later","GPL-3.0-with-autoconf-exception","GPL-3.0-with-GCC-exception","Graphics-Gems","gSOAP-1.3b","gtkbook","Gutmann","HaskellReport","HDF5","hdparm","HIDAPI","Hippocratic-2.1","Hippocratic-3.0-core","HP-1986","HP-1989","HPND","HPND-DEC","HPND-doc","HPND-doc-sell","HPND-export-US","HPND-export-US-acknowledgement","HPND-export-US-modify","HPND-export2-US","HPND-Fenneberg-Livingston","HPND-INRIA-IMAG","HPND-Intel","HPND-Kevlin-Henney","HPND-Markus-Kuhn","HPND-merchantability-variant","HPND-MIT-disclaimer","HPND-Netrek","HPND-Pbmplus","HPND-sell-MIT-disclaimer-xserver","HPND-sell-regexpr","HPND-sell-variant","HPND-sell-variant-critical-systems","HPND-sell-variant-MIT-disclaimer","HPND-sell-variant-MIT-disclaimer-rev","HPND-SMC","HPND-UC","HPND-UC-export-US","HTMLTIDY","hyphen-bulgarian","IBM-pibs","ICU","IEC-Code-Components-EULA","IJG","IJG-short","ImageMagick","iMatix","Imlib2","Info-ZIP","Informatica","Inner-Net-2.0","InnoSetup","Intel","Intel-ACPI","Interbase-1.0","IPA","IPL-1.0","ISC","ISC-Veillard","ISO-permission","Jam","JasPer-2.0","jove","JPL-image","JPNIC","JSON","Kastrup","Kazlib","Knuth-CTAN","LAL-1.2","LAL-1.3","Latex2e","Latex2e-translated-notice","Leptonica","LGPL-2.0","LGPL-2.0+","LGPL-2.0-only","LGPL-2.0-or-later","LGPL-2.1","LGPL-2.1+","LGPL-2.1-only","LGPL-2.1-or-later","LGPL-3.0","LGPL-3.0+","LGPL-3.0-only","LGPL-3.0-or-later","LGPLLR","Libpng","libpng-1.6.35","libpng-2.0","libselinux-1.0","libtiff","libutil-David-Nugent","LiLiQ-P-1.1","LiLiQ-R-1.1","LiLiQ-Rplus-1.1","Linux-man-pages-1-para","Linux-man-pages-copyleft","Linux-man-pages-copyleft-2-para","Linux-man-pages-copyleft-var","Linux-OpenIB","LOOP","LPD-document","LPL-1.0","LPL-1.02","LPPL-1.0","LPPL-1.1","LPPL-1.2","LPPL-1.3a","LPPL-1.3c","lsof","Lucida-Bitmap-Fonts","LZMA-SDK-9.11-to-9.20","LZMA-SDK-9.22","Mackerras-3-Clause","Mackerras-3-Clause-acknowledgment","magaz","mailprio","MakeIndex","man2html","Martin-Birgmeier","McPhee-slideshow","metamail","Minpack","MIPS","MirOS","MIT","MIT-0","MIT-advertising","MIT-Click","MIT-CMU","MIT-enna","MIT-feh","MIT-Festival","MIT-Khronos-old","MIT-Modern-Variant","MIT-open-group","MIT-STK","MIT-testregex","MIT-Wu","MITNFA","MMIXware","MMPL-1.0.1","Motosoto","MPEG-SSG","mpi-permissive","mpich2","MPL-1.0","MPL-1.1","MPL-2.0","MPL-2.0-no-copyleft-exception","mplus","MS-LPL","MS-PL","MS-RL","MTLL","MulanPSL-1.0","MulanPSL-2.0","Multics","Mup","MVT-1.1","NAIST-2003","NASA-1.3","Naumen","NBPL-1.0","NCBI-PD","NCGL-UK-2.0","NCL","NCSA","Net-SNMP","NetCDF","Newsletr","NGPL","ngrep","NICTA-1.0","NIST-PD","NIST-PD-fallback","NIST-PD-TNT","NIST-Software","NLOD-1.0","NLOD-2.0","NLPL","Nokia","NOSL","Noweb","NPL-1.0","NPL-1.1","NPOSL-3.0","NRL","NTIA-PD","NTP","NTP-0","Nunit","O-UDA-1.0","OAR","OCCT-PL","OCLC-2.0","ODbL-1.0","ODC-By-1.0","OFFIS","OFL-1.0","OFL-1.0-no-RFN","OFL-1.0-RFN","OFL-1.1","OFL-1.1-no-RFN","OFL-1.1-RFN","OGC-1.0","OGDL-Taiwan-1.0","OGL-Canada-2.0","OGL-UK-1.0","OGL-UK-2.0","OGL-UK-3.0","OGTSL","OLDAP-1.1","OLDAP-1.2","OLDAP-1.3","OLDAP-1.4","OLDAP-2.0","OLDAP-2.0.1","OLDAP-2.1","OLDAP-2.2","OLDAP-2.2.1","OLDAP-2.2.2","OLDAP-2.3","OLDAP-2.4","OLDAP-2.5","OLDAP-2.6","OLDAP-2.7","OLDAP-2.8","OLFL-1.3","OML","OpenMDW-1.0","OpenPBS-2.3","OpenSSL","OpenSSL-standalone","OpenVision","OPL-1.0","OPL-UK-3.0","OPUBL-1.0","OSC-1.0","OSET-PL-2.1","OSL-1.0","OSL-1.1","OSL-2.0","OSL-2.1","OSL-3.0","OSSP","PADL","ParaType-Free-Font-1.3","Parity-6.0.0","Parity-7.0.0","PDDL-1.0","PHP-3.0","PHP-3.01","Pixar","pkgconf","Plexus","pnmstitch","PolyForm-Noncommercial-1.0.0","PolyForm-Small-Business-1.0.0","PostgreSQL","PPL","PSF-2.0","psfrag","psutils","Python-2.0","Python-2.0.1","python-ldap","Qhull","QPL-1.0","QPL-1.0-INRIA-2004","radvd","Rdisc","RHeCos-1.1","RPL-1.1","RPL-1.5","RPSL-1.0","RSA-MD","RSCPL","Ruby","Ruby-pty","SAX-PD","SAX-PD-2.0","Saxpath","SCEA","SchemeReport","Sendmail","Sendmail-8.23","Sendmail-Open-Source-1.1","SGI-B-1.0","SGI-B-1.1","SGI-B-2.0","SGI-OpenGL","SGMLUG-PM","SGP4","SHL-0.5","SHL-0.51","SimPL-2.0","SISSL","SISSL-1.2","SL","Sleepycat","SMAIL-GPL","SMLNJ","SMPPL","SNIA","snprintf","SOFA","softSurfer","Soundex","Spencer-86","Spencer-94","Spencer-99","SPL-1.0","ssh-keyscan","SSH-OpenSSH","SSH-short","SSLeay-standalone","SSPL-1.0","StandardML-NJ","SugarCRM-1.1.3","SUL-1.0","Sun-PPP","Sun-PPP-2000","SunPro","SWL","swrule","Symlinks","TAPR-OHL-1.0","TCL","TCP-wrappers","TekHVC","TermReadKey","TGPPL-1.0","ThirdEye","threeparttable","TMate","TORQUE-1.1","TOSL","TPDL","TPL-1.0","TrustedQSL","TTWL","TTYP0","TU-Berlin-1.0","TU-Berlin-2.0","Ubuntu-font-1.0","UCAR","UCL-1.0","ulem","UMich-Merit","Unicode-3.0","Unicode-DFS-2015","Unicode-DFS-2016","Unicode-TOU","UnixCrypt","Unlicense","Unlicense-libtelnet","Unlicense-libwhirlpool","UnRAR","UPL-1.0","URT-RLE","Vim","Vixie-Cron","VOSTROM","VSL-1.0","W3C","W3C-19980720","W3C-20150513","w3m","Watcom-1.0","Widget-Workshop","WordNet","Wsuipa","WTFNMFPL","WTFPL","wwl","wxWindows","X11","X11-distribute-modifications-variant","X11-no-permit-persons","X11-swapped","Xdebug-1.03","Xerox","Xfig","XFree86-1.1","xinetd","xkeyboard-config-Zinoviev","xlock","Xnet","xpp","XSkat","xzoom","YPL-1.0","YPL-1.1","Zed","Zeeff","Zend-2.0","Zimbra-1.3","Zimbra-1.4","Zlib","zlib-acknowledgement","ZPL-1.1","ZPL-2.0","ZPL-2.1","389-exception","Asterisk-exception","Asterisk-linking-protocols-exception","Autoconf-exception-2.0","Autoconf-exception-3.0","Autoconf-exception-generic","Autoconf-exception-generic-3.0","Autoconf-exception-macro","Bison-exception-1.24","Bison-exception-2.2","Bootloader-exception","CGAL-linking-exception","Classpath-exception-2.0","Classpath-exception-2.0-short","CLISP-exception-2.0","cryptsetup-OpenSSL-exception","Digia-Qt-LGPL-exception-1.1","DigiRule-FOSS-exception","eCos-exception-2.0","erlang-otp-linking-exception","Fawkes-Runtime-exception","FLTK-exception","fmt-exception","Font-exception-2.0","freertos-exception-2.0","GCC-exception-2.0","GCC-exception-2.0-note","GCC-exception-3.1","Gmsh-exception","GNAT-exception","GNOME-examples-exception","GNU-compiler-exception","gnu-javamail-exception","Google-Patent-WebM","GPL-3.0-389-ds-base-exception","GPL-3.0-interface-exception","GPL-3.0-linking-exception","GPL-3.0-linking-source-exception","GPL-CC-1.0","GStreamer-exception-2005","GStreamer-exception-2008","harbour-exception","i2p-gpl-java-exception","Independent-modules-exception","KiCad-libraries-exception","kvirc-openssl-exception","LGPL-3.0-linking-exception","libpri-OpenH323-exception","Libtool-exception","Linux-syscall-note","LLGPL","LLVM-exception","LZMA-exception","mif-exception","mxml-exception","Nokia-Qt-exception-1.1","OCaml-LGPL-linking-exception","OCCT-exception-1.0","OpenJDK-assembly-exception-1.0","openvpn-openssl-exception","PCRE2-exception","polyparse-exception","PS-or-PDF-font-exception-20170817","QPL-1.0-INRIA-2004-exception","Qt-GPL-exception-1.0","Qt-LGPL-exception-1.1","Qwt-exception-1.0","romic-exception","RRDtool-FLOSS-exception-2.0","rsync-linking-exception","SANE-exception","SHL-2.0","SHL-2.1","Simple-Library-Usage-exception","Spelling-Provider-LGPL-exception","sqlitestudio-OpenSSL-exception","stunnel-exception","SWI-exception","Swift-exception","Texinfo-exception","u-boot-exception-2.0","UBDL-exception","Universal-FOSS-exception-1.0","vsftpd-openssl-exception","WxWindows-exception-3.1","x11vnc-openssl-exception"]}`,
  `{"$schema":"http://json-schema.org/draft-07/schema#","$id":"http://cyclonedx.org/schema/jsf-0.82.schema.json","type":"object","definitions":{"signature":{"type":"object","oneOf":[{"additionalProperties":false,"properties":{"signers":{"type":"array","items":{"$ref":"#/definitions/signer"}}}},{"additionalProperties":false,"properties":{"chain":{"type":"array","items":{"$ref":"#/definitions/signer"}}}},{"$ref":"#/definitions/signer"}]},"signer":{"type":"object","required":["algorithm","value"],"additionalProperties":false,"properties":{"algorithm":{"oneOf":[{"type":"string","enum":["RS256","RS384","RS512","PS256","PS384","PS512","ES256","ES384","ES512","Ed25519","Ed448","HS256","HS384","HS512"]},{"type":"string","format":"uri"}]},"keyId":{"type":"string"},"publicKey":{"$ref":"#/definitions/publicKey"},"certificatePath":{"type":"array","items":{"type":"string"}},"excludes":{"type":"array","items":{"type":"string"}},"value":{"type":"string"}}},"keyType":{"type":"string","enum":["EC","OKP","RSA"]},"publicKey":{"type":"object","required":["kty"],"additionalProperties":true,"properties":{"kty":{"$ref":"#/definitions/keyType"}},"allOf":[{"if":{"properties":{"kty":{"const":"EC"}}},"then":{"required":["kty","crv","x","y"],"additionalProperties":false,"properties":{"kty":{"$ref":"#/definitions/keyType"},"crv":{"type":"string","enum":["P-256","P-384","P-521"]},"x":{"type":"string"},"y":{"type":"string"}}}},{"if":{"properties":{"kty":{"const":"OKP"}}},"then":{"required":["kty","crv","x"],"additionalProperties":false,"properties":{"kty":{"$ref":"#/definitions/keyType"},"crv":{"type":"string","enum":["Ed25519","Ed448"]},"x":{"type":"string"}}}},{"if":{"properties":{"kty":{"const":"RSA"}}},"then":{"required":["kty","n","e"],"additionalProperties":false,"properties":{"kty":{"$ref":"#/definitions/keyType"},"n":{"type":"string"},"e":{"type":"string"}}}}]}}}`,
  `{"$schema":"http://json-schema.org/draft-07/schema#","$id":"http://cyclonedx.org/schema/cryptography-defs.schema.json","type":"object","additionalProperties":false,"properties":{"$schema":{"type":"string"},"lastUpdated":{"type":"string","format":"date-time"},"algorithms":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"family":{"type":"string"},"standard":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"url":{"type":"string","format":"iri-reference"}},"required":["name","url"]}},"variant":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"pattern":{"type":"string"},"primitive":{"type":"string"},"standard":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"url":{"type":"string","format":"iri-reference"}},"required":["name","url"]}}},"required":["pattern","primitive"]}}},"required":["family","variant"]}},"ellipticCurves":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"description":{"type":["string","null"]},"curves":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"name":{"type":"string"},"description":{"type":["string","null"]},"oid":{"type":["string","null"]},"form":{"type":"string","enum":["Weierstrass","Edwards","TwistedEdwards","Montgomery"]},"aliases":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{"category":{"type":"string"},"name":{"type":"string"}},"required":["category","name"]}}},"required":["name","description","oid","form"]}}},"required":["name","description","curves"]}}},"required":["lastUpdated","algorithms","ellipticCurves"],"definitions":{"algorithmFamiliesEnum":{"type":"string","enum":["3DES","3GPP-XOR","A5/1","A5/2","AES","ARIA","Argon2","Ascon","BLAKE2","BLAKE3","BLS","Blowfish","CAMELLIA","CAST5","CAST6","CMAC","CMEA","CTR_DRBG","ChaCha","ChaCha20","DES","DSA","ECDH","ECDSA","ECIES","EdDSA","ElGamal","FFDH","Fortuna","GOST","HC","HKDF","HMAC","HMAC_DRBG","HPKE","Hash_DRBG","IDEA","IKE-PRF","J-PAKE","LMS","MD2","MD4","MD5","MILENAGE","ML-DSA","ML-KEM","MQV","OPAQUE","PBES1","PBES2","PBKDF1","PBKDF2","PBMAC1","Poly1305","RABBIT","RC2","RC4","RC5","RC6","RIPEMD","RSAES-OAEP","RSAES-PKCS1","RSASSA-PKCS1","RSASSA-PSS","SEED","SHA-1","SHA-2","SHA-3","SLH-DSA","SM2","SM3","SM4","SM9","SNOW3G","SP800-108","SPAKE2","SPAKE2PLUS","SRP","Salsa20","Serpent","SipHash","Skipjack","TUAK","Twofish","UMAC","Whirlpool","X3DH","XMSS","Yarrow","ZUC","bcrypt","scrypt","yescrypt"]},"ellipticCurvesEnum":{"type":"string","enum":["anssi/FRP256v1","bls/BLS12-377","bls/BLS12-381","bls/BLS12-446","bls/BLS12-455","bls/BLS12-638","bls/BLS24-477","bls/Bandersnatch","bn/bn158","bn/bn190","bn/bn222","bn/bn254","bn/bn286","bn/bn318","bn/bn350","bn/bn382","bn/bn414","bn/bn446","bn/bn478","bn/bn510","bn/bn542","bn/bn574","bn/bn606","bn/bn638","brainpool/brainpoolP160r1","brainpool/brainpoolP160t1","brainpool/brainpoolP192r1","brainpool/brainpoolP192t1","brainpool/brainpoolP224r1","brainpool/brainpoolP224t1","brainpool/brainpoolP256r1","brainpool/brainpoolP256t1","brainpool/brainpoolP320r1","brainpool/brainpoolP320t1","brainpool/brainpoolP384r1","brainpool/brainpoolP384t1","brainpool/brainpoolP512r1","brainpool/brainpoolP512t1","gost/gost256","gost/gost512","gost/id-GostR3410-2001-CryptoPro-A-ParamSet","gost/id-GostR3410-2001-CryptoPro-B-ParamSet","gost/id-GostR3410-2001-CryptoPro-C-ParamSet","gost/id-tc26-gost-3410-12-512-paramSetA","gost/id-tc26-gost-3410-12-512-paramSetB","gost/id-tc26-gost-3410-2012-256-paramSetA","gost/id-tc26-gost-3410-2012-512-paramSetC","mnt/mnt1","mnt/mnt2/1","mnt/mnt2/2","mnt/mnt3/1","mnt/mnt3/2","mnt/mnt3/3","mnt/mnt4","mnt/mnt5/1","mnt/mnt5/2","mnt/mnt5/3","nist/B-163","nist/B-233","nist/B-283","nist/B-409","nist/B-571","nist/K-163","nist/K-233","nist/K-283","nist/K-409","nist/K-571","nist/P-192","nist/P-224","nist/P-256","nist/P-384","nist/P-521","nums/ed-254-mont","nums/ed-255-mers","nums/ed-256-mont","nums/ed-382-mont","nums/ed-383-mers","nums/ed-384-mont","nums/ed-510-mont","nums/ed-511-mers","nums/ed-512-mont","nums/numsp256d1","nums/numsp256t1","nums/numsp384d1","nums/numsp384t1","nums/numsp512d1","nums/numsp512t1","nums/w-254-mont","nums/w-255-mers","nums/w-256-mont","nums/w-382-mont","nums/w-383-mers","nums/w-384-mont","nums/w-510-mont","nums/w-511-mers","nums/w-512-mont","oakley/192-bit Random ECP Group","oakley/224-bit Random ECP Group","oakley/256-bit Random ECP Group","oakley/384-bit Random ECP Group","oakley/521-bit Random ECP Group","oakley/Oakley Group 3","oakley/Oakley Group 4","oscaa/SM2","other/BADA55-R-256","other/BADA55-VPR-224","other/BADA55-VPR2-224","other/BADA55-VR-224","other/BADA55-VR-256","other/BADA55-VR-384","other/Curve1174","other/Curve22103","other/Curve25519","other/Curve383187","other/Curve41417","other/Curve4417","other/Curve448","other/Curve67254","other/E-222","other/E-382","other/E-521","other/Ed25519","other/Ed448","other/Ed448-Goldilocks","other/FourQ","other/Fp224BN","other/Fp254BNa","other/Fp254BNb","other/Fp254n2BNa","other/Fp256BN","other/Fp384BN","other/Fp512BN","other/JubJub","other/M-221","other/M-383","other/M-511","other/MDC201601","other/Pallas","other/Tom-256","other/Tom-384","other/Tom-521","other/Tweedledee","other/Tweedledum","other/Vesta","other/ssc-160","other/ssc-192","other/ssc-224","other/ssc-256","other/ssc-288","other/ssc-320","other/ssc-384","other/ssc-512","secg/secp112r1","secg/secp112r2","secg/secp128r1","secg/secp128r2","secg/secp160k1","secg/secp160r1","secg/secp160r2","secg/secp192k1","secg/secp192r1","secg/secp224k1","secg/secp224r1","secg/secp256k1","secg/secp256r1","secg/secp384r1","secg/secp521r1","secg/sect113r1","secg/sect113r2","secg/sect131r1","secg/sect131r2","secg/sect163k1","secg/sect163r1","secg/sect163r2","secg/sect193r1","secg/sect193r2","secg/sect233k1","secg/sect233r1","secg/sect239k1","secg/sect283k1","secg/sect283r1","secg/sect409k1","secg/sect409r1","secg/sect571k1","secg/sect571r1","wtls/wap-wsg-idm-ecid-wtls1","wtls/wap-wsg-idm-ecid-wtls10","wtls/wap-wsg-idm-ecid-wtls11","wtls/wap-wsg-idm-ecid-wtls12","wtls/wap-wsg-idm-ecid-wtls3","wtls/wap-wsg-idm-ecid-wtls4","wtls/wap-wsg-idm-ecid-wtls5","wtls/wap-wsg-idm-ecid-wtls6","wtls/wap-wsg-idm-ecid-wtls7","wtls/wap-wsg-idm-ecid-wtls8","wtls/wap-wsg-idm-ecid-wtls9","x962/c2onb191v4","x962/c2onb191v5","x962/c2onb239v4","x962/c2onb239v5","x962/c2pnb163v1","x962/c2pnb163v2","x962/c2pnb163v3","x962/c2pnb176w1","x962/c2pnb208w1","x962/c2pnb272w1","x962/c2pnb304w1","x962/c2pnb368w1","x962/c2tnb191v1","x962/c2tnb191v2","x962/c2tnb191v3","x962/c2tnb239v1","x962/c2tnb239v2","x962/c2tnb239v3","x962/c2tnb359v1","x962/c2tnb431r1","x962/prime192v1","x962/prime192v2","x962/prime192v3","x962/prime239v1","x962/prime239v2","x962/prime239v3","x962/prime256v1","x963/ansip160k1","x963/ansip160r1","x963/ansip160r2","x963/ansip192k1","x963/ansip224k1","x963/ansip224r1","x963/ansip256k1","x963/ansip384r1","x963/ansip521r1","x963/ansit163k1","x963/ansit163r1","x963/ansit163r2","x963/ansit193r1","x963/ansit193r2","x963/ansit233k1","x963/ansit233r1","x963/ansit239k1","x963/ansit283k1","x963/ansit283r1","x963/ansit409k1","x963/ansit409r1","x963/ansit571k1","x963/ansit571r1"]}}}`,
];
export const spdxXsd = `<?xml version="1.0" encoding="utf-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
elementFormDefault="qualified"
targetNamespace="http://cyclonedx.org/schema/spdx"
version="1.0-3.29.0">
<xs:simpleType name="licenseId">
<xs:restriction base="xs:string">
<xs:enumeration value="0BSD">
</xs:enumeration>
<xs:enumeration value="3D-Slicer-1.0">
</xs:enumeration>
<xs:enumeration value="AAL">
</xs:enumeration>
<xs:enumeration value="Abstyles">
</xs:enumeration>
<xs:enumeration value="AdaCore-doc">
</xs:enumeration>
<xs:enumeration value="Adobe-2006">
</xs:enumeration>
<xs:enumeration value="Adobe-Display-PostScript">
</xs:enumeration>
<xs:enumeration value="Adobe-Glyph">
</xs:enumeration>
<xs:enumeration value="Adobe-Utopia">
</xs:enumeration>
<xs:enumeration value="ADSL">
</xs:enumeration>
<xs:enumeration value="Advanced-Cryptics-Dictionary">
</xs:enumeration>
<xs:enumeration value="AFL-1.1">
</xs:enumeration>
<xs:enumeration value="AFL-1.2">
</xs:enumeration>
<xs:enumeration value="AFL-2.0">
</xs:enumeration>
<xs:enumeration value="AFL-2.1">
</xs:enumeration>
<xs:enumeration value="AFL-3.0">
</xs:enumeration>
<xs:enumeration value="Afmparse">
</xs:enumeration>
<xs:enumeration value="AGPL-1.0">
</xs:enumeration>
<xs:enumeration value="AGPL-1.0-only">
</xs:enumeration>
<xs:enumeration value="AGPL-1.0-or-later">
</xs:enumeration>
<xs:enumeration value="AGPL-3.0">
</xs:enumeration>
<xs:enumeration value="AGPL-3.0-only">
</xs:enumeration>
<xs:enumeration value="AGPL-3.0-or-later">
</xs:enumeration>
<xs:enumeration value="Aladdin">
</xs:enumeration>
<xs:enumeration value="ALGLIB-Documentation">
</xs:enumeration>
<xs:enumeration value="AMD-newlib">
</xs:enumeration>
<xs:enumeration value="AMDPLPA">
</xs:enumeration>
<xs:enumeration value="AML">
</xs:enumeration>
<xs:enumeration value="AML-glslang">
</xs:enumeration>
<xs:enumeration value="AMPAS">
</xs:enumeration>
<xs:enumeration value="ANTLR-PD">
</xs:enumeration>
<xs:enumeration value="ANTLR-PD-fallback">
</xs:enumeration>
<xs:enumeration value="any-OSI">
</xs:enumeration>
<xs:enumeration value="any-OSI-perl-modules">
</xs:enumeration>
<xs:enumeration value="Apache-1.0">
</xs:enumeration>
<xs:enumeration value="Apache-1.1">
</xs:enumeration>
<xs:enumeration value="Apache-2.0">
</xs:enumeration>
<xs:enumeration value="APAFML">
</xs:enumeration>
<xs:enumeration value="APL-1.0">
</xs:enumeration>
<xs:enumeration value="App-s2p">
</xs:enumeration>
<xs:enumeration value="APSL-1.0">
</xs:enumeration>
<xs:enumeration value="APSL-1.1">
</xs:enumeration>
<xs:enumeration value="APSL-1.2">
</xs:enumeration>
<xs:enumeration value="APSL-2.0">
</xs:enumeration>
<xs:enumeration value="Arphic-1999">
</xs:enumeration>
<xs:enumeration value="Artistic-1.0">
</xs:enumeration>
<xs:enumeration value="Artistic-1.0-cl8">
</xs:enumeration>
<xs:enumeration value="Artistic-1.0-Perl">
</xs:enumeration>
<xs:enumeration value="Artistic-2.0">
</xs:enumeration>
<xs:enumeration value="Artistic-dist">
</xs:enumeration>
<xs:enumeration value="Aspell-RU">
</xs:enumeration>
<xs:enumeration value="ASWF-Digital-Assets-1.0">
</xs:enumeration>
<xs:enumeration value="ASWF-Digital-Assets-1.1">
</xs:enumeration>
<xs:enumeration value="atc-game">
</xs:enumeration>
<xs:enumeration value="Baekmuk">
</xs:enumeration>
<xs:enumeration value="Bahyph">
</xs:enumeration>
<xs:enumeration value="Barr">
</xs:enumeration>
<xs:enumeration value="bcrypt-Solar-Designer">
</xs:enumeration>
<xs:enumeration value="Beerware">
</xs:enumeration>
<xs:enumeration value="Bitstream-Charter">
</xs:enumeration>
<xs:enumeration value="Bitstream-Vera">
</xs:enumeration>
<xs:enumeration value="BitTorrent-1.0">
</xs:enumeration>
<xs:enumeration value="BitTorrent-1.1">
</xs:enumeration>
<xs:enumeration value="blessing">
</xs:enumeration>
<xs:enumeration value="BlueOak-1.0.0">
</xs:enumeration>
<xs:enumeration value="Boehm-GC">
</xs:enumeration>
<xs:enumeration value="Boehm-GC-without-fee">
</xs:enumeration>
<xs:enumeration value="BOLA-1.1">
</xs:enumeration>
<xs:enumeration value="Borceux">
</xs:enumeration>
<xs:enumeration value="Brian-Gladman-2-Clause">
</xs:enumeration>
<xs:enumeration value="Brian-Gladman-3-Clause">
</xs:enumeration>
<xs:enumeration value="Brian-Gladman-3-Clause-no-conversion">
</xs:enumeration>
<xs:enumeration value="BSD-1-Clause">
</xs:enumeration>
<xs:enumeration value="BSD-2-Clause">
</xs:enumeration>
<xs:enumeration value="BSD-2-Clause-Darwin">
</xs:enumeration>
<xs:enumeration value="BSD-2-Clause-first-lines">
</xs:enumeration>
<xs:enumeration value="BSD-2-Clause-FreeBSD">
</xs:enumeration>
<xs:enumeration value="BSD-2-Clause-NetBSD">
</xs:enumeration>
<xs:enumeration value="BSD-2-Clause-Patent">
</xs:enumeration>
<xs:enumeration value="BSD-2-Clause-pkgconf-disclaimer">
</xs:enumeration>
<xs:enumeration value="BSD-2-Clause-pos-unchanged">
</xs:enumeration>
<xs:enumeration value="BSD-2-Clause-Views">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause-acpica">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause-Attribution">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause-Clear">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause-flex">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause-HP">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause-LBNL">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause-Modification">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause-No-Military-License">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause-No-Nuclear-License">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause-No-Nuclear-License-2014">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause-No-Nuclear-Warranty">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause-Open-MPI">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause-OpenWebUI">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause-Sun">
</xs:enumeration>
<xs:enumeration value="BSD-3-Clause-Tso">
</xs:enumeration>
<xs:enumeration value="BSD-4-Clause">
</xs:enumeration>
<xs:enumeration value="BSD-4-Clause-Shortened">
</xs:enumeration>
<xs:enumeration value="BSD-4-Clause-UC">
</xs:enumeration>
<xs:enumeration value="BSD-4.3RENO">
</xs:enumeration>
<xs:enumeration value="BSD-4.3TAHOE">
</xs:enumeration>
<xs:enumeration value="BSD-Advertising-Acknowledgement">
</xs:enumeration>
<xs:enumeration value="BSD-ask-to-endorse">
</xs:enumeration>
<xs:enumeration value="BSD-Attribution-HPND-disclaimer">
</xs:enumeration>
<xs:enumeration value="BSD-Inferno-Nettverk">
</xs:enumeration>
<xs:enumeration value="BSD-Mark-Modifications">
</xs:enumeration>
<xs:enumeration value="BSD-Protection">
</xs:enumeration>
<xs:enumeration value="BSD-Source-alt-GPL">
</xs:enumeration>
<xs:enumeration value="BSD-Source-beginning-file">
</xs:enumeration>
<xs:enumeration value="BSD-Source-Code">
</xs:enumeration>
<xs:enumeration value="BSD-Source-Code-no-disclaimer">
</xs:enumeration>
<xs:enumeration value="BSD-Systemics">
</xs:enumeration>
<xs:enumeration value="BSD-Systemics-W3Works">
</xs:enumeration>
<xs:enumeration value="BSL-1.0">
</xs:enumeration>
<xs:enumeration value="Buddy">
</xs:enumeration>
<xs:enumeration value="Bugroff">
</xs:enumeration>
<xs:enumeration value="BUSL-1.1">
</xs:enumeration>
<xs:enumeration value="bzip2-1.0.5">
</xs:enumeration>
<xs:enumeration value="bzip2-1.0.6">
</xs:enumeration>
<xs:enumeration value="C-UDA-1.0">
</xs:enumeration>
<xs:enumeration value="CAL-1.0">
</xs:enumeration>
<xs:enumeration value="CAL-1.0-Combined-Work-Exception">
</xs:enumeration>
<xs:enumeration value="Caldera">
</xs:enumeration>
<xs:enumeration value="Caldera-no-preamble">
</xs:enumeration>
<xs:enumeration value="CAPEC-tou">
</xs:enumeration>
<xs:enumeration value="Catharon">
</xs:enumeration>
<xs:enumeration value="CATOSL-1.1">
</xs:enumeration>
<xs:enumeration value="CC-BY-1.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-2.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-2.5">
</xs:enumeration>
<xs:enumeration value="CC-BY-2.5-AU">
</xs:enumeration>
<xs:enumeration value="CC-BY-3.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-3.0-AT">
</xs:enumeration>
<xs:enumeration value="CC-BY-3.0-AU">
</xs:enumeration>
<xs:enumeration value="CC-BY-3.0-DE">
</xs:enumeration>
<xs:enumeration value="CC-BY-3.0-IGO">
</xs:enumeration>
<xs:enumeration value="CC-BY-3.0-NL">
</xs:enumeration>
<xs:enumeration value="CC-BY-3.0-US">
</xs:enumeration>
<xs:enumeration value="CC-BY-4.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-1.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-2.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-2.5">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-3.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-3.0-DE">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-3.0-IGO">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-4.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-ND-1.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-ND-2.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-ND-2.5">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-ND-3.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-ND-3.0-DE">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-ND-3.0-IGO">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-ND-4.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-SA-1.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-SA-2.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-SA-2.0-DE">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-SA-2.0-FR">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-SA-2.0-UK">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-SA-2.5">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-SA-3.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-SA-3.0-DE">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-SA-3.0-IGO">
</xs:enumeration>
<xs:enumeration value="CC-BY-NC-SA-4.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-ND-1.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-ND-2.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-ND-2.5">
</xs:enumeration>
<xs:enumeration value="CC-BY-ND-3.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-ND-3.0-DE">
</xs:enumeration>
<xs:enumeration value="CC-BY-ND-4.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-SA-1.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-SA-2.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-SA-2.0-UK">
</xs:enumeration>
<xs:enumeration value="CC-BY-SA-2.1-JP">
</xs:enumeration>
<xs:enumeration value="CC-BY-SA-2.5">
</xs:enumeration>
<xs:enumeration value="CC-BY-SA-3.0">
</xs:enumeration>
<xs:enumeration value="CC-BY-SA-3.0-AT">
</xs:enumeration>
<xs:enumeration value="CC-BY-SA-3.0-DE">
</xs:enumeration>
<xs:enumeration value="CC-BY-SA-3.0-IGO">
</xs:enumeration>
<xs:enumeration value="CC-BY-SA-4.0">
</xs:enumeration>
<xs:enumeration value="CC-PDDC">
</xs:enumeration>
<xs:enumeration value="CC-PDM-1.0">
</xs:enumeration>
<xs:enumeration value="CC-SA-1.0">
</xs:enumeration>
<xs:enumeration value="CC0-1.0">
</xs:enumeration>
<xs:enumeration value="CDDL-1.0">
</xs:enumeration>
<xs:enumeration value="CDDL-1.1">
</xs:enumeration>
<xs:enumeration value="CDL-1.0">
</xs:enumeration>
<xs:enumeration value="CDLA-Permissive-1.0">
</xs:enumeration>
<xs:enumeration value="CDLA-Permissive-2.0">
</xs:enumeration>
<xs:enumeration value="CDLA-Sharing-1.0">
</xs:enumeration>
<xs:enumeration value="CECILL-1.0">
</xs:enumeration>
<xs:enumeration value="CECILL-1.1">
</xs:enumeration>
<xs:enumeration value="CECILL-2.0">
</xs:enumeration>
<xs:enumeration value="CECILL-2.1">
</xs:enumeration>
<xs:enumeration value="CECILL-B">
</xs:enumeration>
<xs:enumeration value="CECILL-C">
</xs:enumeration>
<xs:enumeration value="CERN-OHL-1.1">
</xs:enumeration>
<xs:enumeration value="CERN-OHL-1.2">
</xs:enumeration>
<xs:enumeration value="CERN-OHL-P-2.0">
</xs:enumeration>
<xs:enumeration value="CERN-OHL-S-2.0">
</xs:enumeration>
<xs:enumeration value="CERN-OHL-W-2.0">
</xs:enumeration>
<xs:enumeration value="CFITSIO">
</xs:enumeration>
<xs:enumeration value="check-cvs">
</xs:enumeration>
<xs:enumeration value="checkmk">
</xs:enumeration>
<xs:enumeration value="ClArtistic">
</xs:enumeration>
<xs:enumeration value="Clips">
</xs:enumeration>
<xs:enumeration value="CMU-Mach">
</xs:enumeration>
<xs:enumeration value="CMU-Mach-nodoc">
</xs:enumeration>
<xs:enumeration value="CNRI-Jython">
</xs:enumeration>
<xs:enumeration value="CNRI-Python">
</xs:enumeration>
<xs:enumeration value="CNRI-Python-GPL-Compatible">
</xs:enumeration>
<xs:enumeration value="COIL-1.0">
</xs:enumeration>
<xs:enumeration value="Community-Spec-1.0">
</xs:enumeration>
<xs:enumeration value="Condor-1.1">
</xs:enumeration>
<xs:enumeration value="copyleft-next-0.3.0">
</xs:enumeration>
<xs:enumeration value="copyleft-next-0.3.1">
</xs:enumeration>
<xs:enumeration value="Cornell-Lossless-JPEG">
</xs:enumeration>
<xs:enumeration value="CPAL-1.0">
</xs:enumeration>
<xs:enumeration value="CPL-1.0">
</xs:enumeration>
<xs:enumeration value="CPOL-1.02">
</xs:enumeration>
<xs:enumeration value="Cronyx">
</xs:enumeration>
<xs:enumeration value="Crossword">
</xs:enumeration>
<xs:enumeration value="CryptoSwift">
</xs:enumeration>
<xs:enumeration value="CrystalStacker">
</xs:enumeration>
<xs:enumeration value="CUA-OPL-1.0">
</xs:enumeration>
<xs:enumeration value="Cube">
</xs:enumeration>
<xs:enumeration value="curl">
</xs:enumeration>
<xs:enumeration value="cve-tou">
</xs:enumeration>
<xs:enumeration value="D-FSL-1.0">
</xs:enumeration>
<xs:enumeration value="DEC-3-Clause">
</xs:enumeration>
<xs:enumeration value="diffmark">
</xs:enumeration>
<xs:enumeration value="DL-DE-BY-2.0">
</xs:enumeration>
<xs:enumeration value="DL-DE-ZERO-2.0">
</xs:enumeration>
<xs:enumeration value="DOC">
</xs:enumeration>
<xs:enumeration value="DocBook-DTD">
</xs:enumeration>
<xs:enumeration value="DocBook-Schema">
</xs:enumeration>
<xs:enumeration value="DocBook-Stylesheet">
</xs:enumeration>
<xs:enumeration value="DocBook-XML">
</xs:enumeration>
<xs:enumeration value="Dotseqn">
</xs:enumeration>
<xs:enumeration value="DRL-1.0">
</xs:enumeration>
<xs:enumeration value="DRL-1.1">
</xs:enumeration>
<xs:enumeration value="DSDP">
</xs:enumeration>
<xs:enumeration value="dtoa">
</xs:enumeration>
<xs:enumeration value="dvipdfm">
</xs:enumeration>
<xs:enumeration value="ECL-1.0">
</xs:enumeration>
<xs:enumeration value="ECL-2.0">
</xs:enumeration>
<xs:enumeration value="eCos-2.0">
</xs:enumeration>
<xs:enumeration value="EFL-1.0">
</xs:enumeration>
<xs:enumeration value="EFL-2.0">
</xs:enumeration>
<xs:enumeration value="eGenix">
</xs:enumeration>
<xs:enumeration value="Elastic-2.0">
</xs:enumeration>
<xs:enumeration value="Entessa">
</xs:enumeration>
<xs:enumeration value="EPICS">
</xs:enumeration>
<xs:enumeration value="EPL-1.0">
</xs:enumeration>
<xs:enumeration value="EPL-2.0">
</xs:enumeration>
<xs:enumeration value="ErlPL-1.1">
</xs:enumeration>
<xs:enumeration value="ESA-PL-permissive-2.4">
</xs:enumeration>
<xs:enumeration value="ESA-PL-strong-copyleft-2.4">
</xs:enumeration>
<xs:enumeration value="ESA-PL-weak-copyleft-2.4">
</xs:enumeration>
<xs:enumeration value="etalab-2.0">
</xs:enumeration>
<xs:enumeration value="EUDatagrid">
</xs:enumeration>
<xs:enumeration value="EUPL-1.0">
</xs:enumeration>
<xs:enumeration value="EUPL-1.1">
</xs:enumeration>
<xs:enumeration value="EUPL-1.2">
</xs:enumeration>
<xs:enumeration value="Eurosym">
</xs:enumeration>
<xs:enumeration value="Fair">
</xs:enumeration>
<xs:enumeration value="FBM">
</xs:enumeration>
<xs:enumeration value="FDK-AAC">
</xs:enumeration>
<xs:enumeration value="FDK-MPEG-H">
</xs:enumeration>
<xs:enumeration value="Ferguson-Twofish">
</xs:enumeration>
<xs:enumeration value="Frameworx-1.0">
</xs:enumeration>
<xs:enumeration value="FreeBSD-DOC">
</xs:enumeration>
<xs:enumeration value="FreeImage">
</xs:enumeration>
<xs:enumeration value="FSFAP">
</xs:enumeration>
<xs:enumeration value="FSFAP-no-warranty-disclaimer">
</xs:enumeration>
<xs:enumeration value="FSFUL">
</xs:enumeration>
<xs:enumeration value="FSFULLR">
</xs:enumeration>
<xs:enumeration value="FSFULLRSD">
</xs:enumeration>
<xs:enumeration value="FSFULLRWD">
</xs:enumeration>
<xs:enumeration value="FSL-1.1-ALv2">
</xs:enumeration>
<xs:enumeration value="FSL-1.1-MIT">
</xs:enumeration>
<xs:enumeration value="FTL">
</xs:enumeration>
<xs:enumeration value="Furuseth">
</xs:enumeration>
<xs:enumeration value="fwlw">
</xs:enumeration>
<xs:enumeration value="Game-Programming-Gems">
</xs:enumeration>
<xs:enumeration value="GCR-docs">
</xs:enumeration>
<xs:enumeration value="GD">
</xs:enumeration>
<xs:enumeration value="generic-xts">
</xs:enumeration>
<xs:enumeration value="GFDL-1.1">
</xs:enumeration>
<xs:enumeration value="GFDL-1.1-invariants-only">
</xs:enumeration>
<xs:enumeration value="GFDL-1.1-invariants-or-later">
</xs:enumeration>
<xs:enumeration value="GFDL-1.1-no-invariants-only">
</xs:enumeration>
<xs:enumeration value="GFDL-1.1-no-invariants-or-later">
</xs:enumeration>
<xs:enumeration value="GFDL-1.1-only">
</xs:enumeration>
<xs:enumeration value="GFDL-1.1-or-later">
</xs:enumeration>
<xs:enumeration value="GFDL-1.2">
</xs:enumeration>
<xs:enumeration value="GFDL-1.2-invariants-only">
</xs:enumeration>
<xs:enumeration value="GFDL-1.2-invariants-or-later">
</xs:enumeration>
<xs:enumeration value="GFDL-1.2-no-invariants-only">
</xs:enumeration>
<xs:enumeration value="GFDL-1.2-no-invariants-or-later">
</xs:enumeration>
<xs:enumeration value="GFDL-1.2-only">
</xs:enumeration>
<xs:enumeration value="GFDL-1.2-or-later">
</xs:enumeration>
<xs:enumeration value="GFDL-1.3">
</xs:enumeration>
<xs:enumeration value="GFDL-1.3-invariants-only">
</xs:enumeration>
<xs:enumeration value="GFDL-1.3-invariants-or-later">
</xs:enumeration>
<xs:enumeration value="GFDL-1.3-no-invariants-only">
</xs:enumeration>
<xs:enumeration value="GFDL-1.3-no-invariants-or-later">
</xs:enumeration>
<xs:enumeration value="GFDL-1.3-only">
</xs:enumeration>
<xs:enumeration value="GFDL-1.3-or-later">
</xs:enumeration>
<xs:enumeration value="Giftware">
</xs:enumeration>
<xs:enumeration value="GL2PS">
</xs:enumeration>
<xs:enumeration value="Glide">
</xs:enumeration>
<xs:enumeration value="Glulxe">
</xs:enumeration>
<xs:enumeration value="GLWTPL">
</xs:enumeration>
<xs:enumeration value="gnuplot">
</xs:enumeration>
<xs:enumeration value="GPL-1.0">
</xs:enumeration>
<xs:enumeration value="GPL-1.0+">
</xs:enumeration>
<xs:enumeration value="GPL-1.0-only">
</xs:enumeration>
<xs:enumeration value="GPL-1.0-or-later">
</xs:enumeration>
<xs:enumeration value="GPL-2.0">
</xs:enumeration>
<xs:enumeration value="GPL-2.0+">
</xs:enumeration>
<xs:enumeration value="GPL-2.0-only">
</xs:enumeration>
<xs:enumeration value="GPL-2.0-or-later">
</xs:enumeration>
<xs:enumeration value="GPL-2.0-with-autoconf-exception">
</xs:enumeration>
<xs:enumeration value="GPL-2.0-with-bison-exception">
</xs:enumeration>
<xs:enumeration value="GPL-2.0-with-classpath-exception">
</xs:enumeration>
<xs:enumeration value="GPL-2.0-with-font-exception">
</xs:enumeration>
<xs:enumeration value="GPL-2.0-with-GCC-exception">
</xs:enumeration>
<xs:enumeration value="GPL-3.0">
</xs:enumeration>
<xs:enumeration value="GPL-3.0+">
</xs:enumeration>
<xs:enumeration value="GPL-3.0-only">
</xs:enumeration>
<xs:enumeration value="GPL-3.0-or-later">
</xs:enumeration>
<xs:enumeration value="GPL-3.0-with-autoconf-exception">
</xs:enumeration>
<xs:enumeration value="GPL-3.0-with-GCC-exception">
</xs:enumeration>
<xs:enumeration value="Graphics-Gems">
</xs:enumeration>
<xs:enumeration value="gSOAP-1.3b">
</xs:enumeration>
<xs:enumeration value="gtkbook">
</xs:enumeration>
<xs:enumeration value="Gutmann">
</xs:enumeration>
<xs:enumeration value="HaskellReport">
</xs:enumeration>
<xs:enumeration value="HDF5">
</xs:enumeration>
<xs:enumeration value="hdparm">
</xs:enumeration>
<xs:enumeration value="HIDAPI">
</xs:enumeration>
<xs:enumeration value="Hippocratic-2.1">
</xs:enumeration>
<xs:enumeration value="Hippocratic-3.0-core">
</xs:enumeration>
<xs:enumeration value="HP-1986">
</xs:enumeration>
<xs:enumeration value="HP-1989">
</xs:enumeration>
<xs:enumeration value="HPND">
</xs:enumeration>
<xs:enumeration value="HPND-DEC">
</xs:enumeration>
<xs:enumeration value="HPND-doc">
</xs:enumeration>
<xs:enumeration value="HPND-doc-sell">
</xs:enumeration>
<xs:enumeration value="HPND-export-US">
</xs:enumeration>
<xs:enumeration value="HPND-export-US-acknowledgement">
</xs:enumeration>
<xs:enumeration value="HPND-export-US-modify">
</xs:enumeration>
<xs:enumeration value="HPND-export2-US">
</xs:enumeration>
<xs:enumeration value="HPND-Fenneberg-Livingston">
</xs:enumeration>
<xs:enumeration value="HPND-INRIA-IMAG">
</xs:enumeration>
<xs:enumeration value="HPND-Intel">
</xs:enumeration>
<xs:enumeration value="HPND-Kevlin-Henney">
</xs:enumeration>
<xs:enumeration value="HPND-Markus-Kuhn">
</xs:enumeration>
<xs:enumeration value="HPND-merchantability-variant">
</xs:enumeration>
<xs:enumeration value="HPND-MIT-disclaimer">
</xs:enumeration>
<xs:enumeration value="HPND-Netrek">
</xs:enumeration>
<xs:enumeration value="HPND-Pbmplus">
</xs:enumeration>
<xs:enumeration value="HPND-sell-MIT-disclaimer-xserver">
</xs:enumeration>
<xs:enumeration value="HPND-sell-regexpr">
</xs:enumeration>
<xs:enumeration value="HPND-sell-variant">
</xs:enumeration>
<xs:enumeration value="HPND-sell-variant-critical-systems">
</xs:enumeration>
<xs:enumeration value="HPND-sell-variant-MIT-disclaimer">
</xs:enumeration>
<xs:enumeration value="HPND-sell-variant-MIT-disclaimer-rev">
</xs:enumeration>
<xs:enumeration value="HPND-SMC">
</xs:enumeration>
<xs:enumeration value="HPND-UC">
</xs:enumeration>
<xs:enumeration value="HPND-UC-export-US">
</xs:enumeration>
<xs:enumeration value="HTMLTIDY">
</xs:enumeration>
<xs:enumeration value="hyphen-bulgarian">
</xs:enumeration>
<xs:enumeration value="IBM-pibs">
</xs:enumeration>
<xs:enumeration value="ICU">
</xs:enumeration>
<xs:enumeration value="IEC-Code-Components-EULA">
</xs:enumeration>
<xs:enumeration value="IJG">
</xs:enumeration>
<xs:enumeration value="IJG-short">
</xs:enumeration>
<xs:enumeration value="ImageMagick">
</xs:enumeration>
<xs:enumeration value="iMatix">
</xs:enumeration>
<xs:enumeration value="Imlib2">
</xs:enumeration>
<xs:enumeration value="Info-ZIP">
</xs:enumeration>
<xs:enumeration value="Informatica">
</xs:enumeration>
<xs:enumeration value="Inner-Net-2.0">
</xs:enumeration>
<xs:enumeration value="InnoSetup">
</xs:enumeration>
<xs:enumeration value="Intel">
</xs:enumeration>
<xs:enumeration value="Intel-ACPI">
</xs:enumeration>
<xs:enumeration value="Interbase-1.0">
</xs:enumeration>
<xs:enumeration value="IPA">
</xs:enumeration>
<xs:enumeration value="IPL-1.0">
</xs:enumeration>
<xs:enumeration value="ISC">
</xs:enumeration>
<xs:enumeration value="ISC-Veillard">
</xs:enumeration>
<xs:enumeration value="ISO-permission">
</xs:enumeration>
<xs:enumeration value="Jam">
</xs:enumeration>
<xs:enumeration value="JasPer-2.0">
</xs:enumeration>
<xs:enumeration value="jove">
</xs:enumeration>
<xs:enumeration value="JPL-image">
</xs:enumeration>
<xs:enumeration value="JPNIC">
</xs:enumeration>
<xs:enumeration value="JSON">
</xs:enumeration>
<xs:enumeration value="Kastrup">
</xs:enumeration>
<xs:enumeration value="Kazlib">
</xs:enumeration>
<xs:enumeration value="Knuth-CTAN">
</xs:enumeration>
<xs:enumeration value="LAL-1.2">
</xs:enumeration>
<xs:enumeration value="LAL-1.3">
</xs:enumeration>
<xs:enumeration value="Latex2e">
</xs:enumeration>
<xs:enumeration value="Latex2e-translated-notice">
</xs:enumeration>
<xs:enumeration value="Leptonica">
</xs:enumeration>
<xs:enumeration value="LGPL-2.0">
</xs:enumeration>
<xs:enumeration value="LGPL-2.0+">
</xs:enumeration>
<xs:enumeration value="LGPL-2.0-only">
</xs:enumeration>
<xs:enumeration value="LGPL-2.0-or-later">
</xs:enumeration>
<xs:enumeration value="LGPL-2.1">
</xs:enumeration>
<xs:enumeration value="LGPL-2.1+">
</xs:enumeration>
<xs:enumeration value="LGPL-2.1-only">
</xs:enumeration>
<xs:enumeration value="LGPL-2.1-or-later">
</xs:enumeration>
<xs:enumeration value="LGPL-3.0">
</xs:enumeration>
<xs:enumeration value="LGPL-3.0+">
</xs:enumeration>
<xs:enumeration value="LGPL-3.0-only">
</xs:enumeration>
<xs:enumeration value="LGPL-3.0-or-later">
</xs:enumeration>
<xs:enumeration value="LGPLLR">
</xs:enumeration>
<xs:enumeration value="Libpng">
</xs:enumeration>
<xs:enumeration value="libpng-1.6.35">
</xs:enumeration>
<xs:enumeration value="libpng-2.0">
</xs:enumeration>
<xs:enumeration value="libselinux-1.0">
</xs:enumeration>
<xs:enumeration value="libtiff">
</xs:enumeration>
<xs:enumeration value="libutil-David-Nugent">
</xs:enumeration>
<xs:enumeration value="LiLiQ-P-1.1">
</xs:enumeration>
<xs:enumeration value="LiLiQ-R-1.1">
</xs:enumeration>
<xs:enumeration value="LiLiQ-Rplus-1.1">
</xs:enumeration>
<xs:enumeration value="Linux-man-pages-1-para">
</xs:enumeration>
<xs:enumeration value="Linux-man-pages-copyleft">
</xs:enumeration>
<xs:enumeration value="Linux-man-pages-copyleft-2-para">
</xs:enumeration>
<xs:enumeration value="Linux-man-pages-copyleft-var">
</xs:enumeration>
<xs:enumeration value="Linux-OpenIB">
</xs:enumeration>
<xs:enumeration value="LOOP">
</xs:enumeration>
<xs:enumeration value="LPD-document">
</xs:enumeration>
<xs:enumeration value="LPL-1.0">
</xs:enumeration>
<xs:enumeration value="LPL-1.02">
</xs:enumeration>
<xs:enumeration value="LPPL-1.0">
</xs:enumeration>
<xs:enumeration value="LPPL-1.1">
</xs:enumeration>
<xs:enumeration value="LPPL-1.2">
</xs:enumeration>
<xs:enumeration value="LPPL-1.3a">
</xs:enumeration>
<xs:enumeration value="LPPL-1.3c">
</xs:enumeration>
<xs:enumeration value="lsof">
</xs:enumeration>
<xs:enumeration value="Lucida-Bitmap-Fonts">
</xs:enumeration>
<xs:enumeration value="LZMA-SDK-9.11-to-9.20">
</xs:enumeration>
<xs:enumeration value="LZMA-SDK-9.22">
</xs:enumeration>
<xs:enumeration value="Mackerras-3-Clause">
</xs:enumeration>
<xs:enumeration value="Mackerras-3-Clause-acknowledgment">
</xs:enumeration>
<xs:enumeration value="magaz">
</xs:enumeration>
<xs:enumeration value="mailprio">
</xs:enumeration>
<xs:enumeration value="MakeIndex">
</xs:enumeration>
<xs:enumeration value="man2html">
</xs:enumeration>
<xs:enumeration value="Martin-Birgmeier">
</xs:enumeration>
<xs:enumeration value="McPhee-slideshow">
</xs:enumeration>
<xs:enumeration value="metamail">
</xs:enumeration>
<xs:enumeration value="Minpack">
</xs:enumeration>
<xs:enumeration value="MIPS">
</xs:enumeration>
<xs:enumeration value="MirOS">
</xs:enumeration>
<xs:enumeration value="MIT">
</xs:enumeration>
<xs:enumeration value="MIT-0">
</xs:enumeration>
<xs:enumeration value="MIT-advertising">
</xs:enumeration>
<xs:enumeration value="MIT-Click">
</xs:enumeration>
<xs:enumeration value="MIT-CMU">
</xs:enumeration>
<xs:enumeration value="MIT-enna">
</xs:enumeration>
<xs:enumeration value="MIT-feh">
</xs:enumeration>
<xs:enumeration value="MIT-Festival">
</xs:enumeration>
<xs:enumeration value="MIT-Khronos-old">
</xs:enumeration>
<xs:enumeration value="MIT-Modern-Variant">
</xs:enumeration>
<xs:enumeration value="MIT-open-group">
</xs:enumeration>
<xs:enumeration value="MIT-STK">
</xs:enumeration>
<xs:enumeration value="MIT-testregex">
</xs:enumeration>
<xs:enumeration value="MIT-Wu">
</xs:enumeration>
<xs:enumeration value="MITNFA">
</xs:enumeration>
<xs:enumeration value="MMIXware">
</xs:enumeration>
<xs:enumeration value="MMPL-1.0.1">
</xs:enumeration>
<xs:enumeration value="Motosoto">
</xs:enumeration>
<xs:enumeration value="MPEG-SSG">
</xs:enumeration>
<xs:enumeration value="mpi-permissive">
</xs:enumeration>
<xs:enumeration value="mpich2">
</xs:enumeration>
<xs:enumeration value="MPL-1.0">
</xs:enumeration>
<xs:enumeration value="MPL-1.1">
</xs:enumeration>
<xs:enumeration value="MPL-2.0">
</xs:enumeration>
<xs:enumeration value="MPL-2.0-no-copyleft-exception">
</xs:enumeration>
<xs:enumeration value="mplus">
</xs:enumeration>
<xs:enumeration value="MS-LPL">
</xs:enumeration>
<xs:enumeration value="MS-PL">
</xs:enumeration>
<xs:enumeration value="MS-RL">
</xs:enumeration>
<xs:enumeration value="MTLL">
</xs:enumeration>
<xs:enumeration value="MulanPSL-1.0">
</xs:enumeration>
<xs:enumeration value="MulanPSL-2.0">
</xs:enumeration>
<xs:enumeration value="Multics">
</xs:enumeration>
<xs:enumeration value="Mup">
</xs:enumeration>
<xs:enumeration value="MVT-1.1">
</xs:enumeration>
<xs:enumeration value="NAIST-2003">
</xs:enumeration>
<xs:enumeration value="NASA-1.3">
</xs:enumeration>
<xs:enumeration value="Naumen">
</xs:enumeration>
<xs:enumeration value="NBPL-1.0">
</xs:enumeration>
<xs:enumeration value="NCBI-PD">
</xs:enumeration>
<xs:enumeration value="NCGL-UK-2.0">
</xs:enumeration>
<xs:enumeration value="NCL">
</xs:enumeration>
<xs:enumeration value="NCSA">
</xs:enumeration>
<xs:enumeration value="Net-SNMP">
</xs:enumeration>
<xs:enumeration value="NetCDF">
</xs:enumeration>
<xs:enumeration value="Newsletr">
</xs:enumeration>
<xs:enumeration value="NGPL">
</xs:enumeration>
<xs:enumeration value="ngrep">
</xs:enumeration>
<xs:enumeration value="NICTA-1.0">
</xs:enumeration>
<xs:enumeration value="NIST-PD">
</xs:enumeration>
<xs:enumeration value="NIST-PD-fallback">
</xs:enumeration>
<xs:enumeration value="NIST-PD-TNT">
</xs:enumeration>
<xs:enumeration value="NIST-Software">
</xs:enumeration>
<xs:enumeration value="NLOD-1.0">
</xs:enumeration>
<xs:enumeration value="NLOD-2.0">
</xs:enumeration>
<xs:enumeration value="NLPL">
</xs:enumeration>
<xs:enumeration value="Nokia">
</xs:enumeration>
<xs:enumeration value="NOSL">
</xs:enumeration>
<xs:enumeration value="Noweb">
</xs:enumeration>
<xs:enumeration value="NPL-1.0">
</xs:enumeration>
<xs:enumeration value="NPL-1.1">
</xs:enumeration>
<xs:enumeration value="NPOSL-3.0">
</xs:enumeration>
<xs:enumeration value="NRL">
</xs:enumeration>
<xs:enumeration value="NTIA-PD">
</xs:enumeration>
<xs:enumeration value="NTP">
</xs:enumeration>
<xs:enumeration value="NTP-0">
</xs:enumeration>
<xs:enumeration value="Nunit">
</xs:enumeration>
<xs:enumeration value="O-UDA-1.0">
</xs:enumeration>
<xs:enumeration value="OAR">
</xs:enumeration>
<xs:enumeration value="OCCT-PL">
</xs:enumeration>
<xs:enumeration value="OCLC-2.0">
</xs:enumeration>
<xs:enumeration value="ODbL-1.0">
</xs:enumeration>
<xs:enumeration value="ODC-By-1.0">
</xs:enumeration>
<xs:enumeration value="OFFIS">
</xs:enumeration>
<xs:enumeration value="OFL-1.0">
</xs:enumeration>
<xs:enumeration value="OFL-1.0-no-RFN">
</xs:enumeration>
<xs:enumeration value="OFL-1.0-RFN">
</xs:enumeration>
<xs:enumeration value="OFL-1.1">
</xs:enumeration>
<xs:enumeration value="OFL-1.1-no-RFN">
</xs:enumeration>
<xs:enumeration value="OFL-1.1-RFN">
</xs:enumeration>
<xs:enumeration value="OGC-1.0">
</xs:enumeration>
<xs:enumeration value="OGDL-Taiwan-1.0">
</xs:enumeration>
<xs:enumeration value="OGL-Canada-2.0">
</xs:enumeration>
<xs:enumeration value="OGL-UK-1.0">
</xs:enumeration>
<xs:enumeration value="OGL-UK-2.0">
</xs:enumeration>
<xs:enumeration value="OGL-UK-3.0">
</xs:enumeration>
<xs:enumeration value="OGTSL">
</xs:enumeration>
<xs:enumeration value="OLDAP-1.1">
</xs:enumeration>
<xs:enumeration value="OLDAP-1.2">
</xs:enumeration>
<xs:enumeration value="OLDAP-1.3">
</xs:enumeration>
<xs:enumeration value="OLDAP-1.4">
</xs:enumeration>
<xs:enumeration value="OLDAP-2.0">
</xs:enumeration>
<xs:enumeration value="OLDAP-2.0.1">
</xs:enumeration>
<xs:enumeration value="OLDAP-2.1">
</xs:enumeration>
<xs:enumeration value="OLDAP-2.2">
</xs:enumeration>
<xs:enumeration value="OLDAP-2.2.1">
</xs:enumeration>
<xs:enumeration value="OLDAP-2.2.2">
</xs:enumeration>
<xs:enumeration value="OLDAP-2.3">
</xs:enumeration>
<xs:enumeration value="OLDAP-2.4">
</xs:enumeration>
<xs:enumeration value="OLDAP-2.5">
</xs:enumeration>
<xs:enumeration value="OLDAP-2.6">
</xs:enumeration>
<xs:enumeration value="OLDAP-2.7">
</xs:enumeration>
<xs:enumeration value="OLDAP-2.8">
</xs:enumeration>
<xs:enumeration value="OLFL-1.3">
</xs:enumeration>
<xs:enumeration value="OML">
</xs:enumeration>
<xs:enumeration value="OpenMDW-1.0">
</xs:enumeration>
<xs:enumeration value="OpenPBS-2.3">
</xs:enumeration>
<xs:enumeration value="OpenSSL">
</xs:enumeration>
<xs:enumeration value="OpenSSL-standalone">
</xs:enumeration>
<xs:enumeration value="OpenVision">
</xs:enumeration>
<xs:enumeration value="OPL-1.0">
</xs:enumeration>
<xs:enumeration value="OPL-UK-3.0">
</xs:enumeration>
<xs:enumeration value="OPUBL-1.0">
</xs:enumeration>
<xs:enumeration value="OSC-1.0">
</xs:enumeration>
<xs:enumeration value="OSET-PL-2.1">
</xs:enumeration>
<xs:enumeration value="OSL-1.0">
</xs:enumeration>
<xs:enumeration value="OSL-1.1">
</xs:enumeration>
<xs:enumeration value="OSL-2.0">
</xs:enumeration>
<xs:enumeration value="OSL-2.1">
</xs:enumeration>
<xs:enumeration value="OSL-3.0">
</xs:enumeration>
<xs:enumeration value="OSSP">
</xs:enumeration>
<xs:enumeration value="PADL">
</xs:enumeration>
<xs:enumeration value="ParaType-Free-Font-1.3">
</xs:enumeration>
<xs:enumeration value="Parity-6.0.0">
</xs:enumeration>
<xs:enumeration value="Parity-7.0.0">
</xs:enumeration>
<xs:enumeration value="PDDL-1.0">
</xs:enumeration>
<xs:enumeration value="PHP-3.0">
</xs:enumeration>
<xs:enumeration value="PHP-3.01">
</xs:enumeration>
<xs:enumeration value="Pixar">
</xs:enumeration>
<xs:enumeration value="pkgconf">
</xs:enumeration>
<xs:enumeration value="Plexus">
</xs:enumeration>
<xs:enumeration value="pnmstitch">
</xs:enumeration>
<xs:enumeration value="PolyForm-Noncommercial-1.0.0">
</xs:enumeration>
<xs:enumeration value="PolyForm-Small-Business-1.0.0">
</xs:enumeration>
<xs:enumeration value="PostgreSQL">
</xs:enumeration>
<xs:enumeration value="PPL">
</xs:enumeration>
<xs:enumeration value="PSF-2.0">
</xs:enumeration>
<xs:enumeration value="psfrag">
</xs:enumeration>
<xs:enumeration value="psutils">
</xs:enumeration>
<xs:enumeration value="Python-2.0">
</xs:enumeration>
<xs:enumeration value="Python-2.0.1">
</xs:enumeration>
<xs:enumeration value="python-ldap">
</xs:enumeration>
<xs:enumeration value="Qhull">
</xs:enumeration>
<xs:enumeration value="QPL-1.0">
</xs:enumeration>
<xs:enumeration value="QPL-1.0-INRIA-2004">
</xs:enumeration>
<xs:enumeration value="radvd">
</xs:enumeration>
<xs:enumeration value="Rdisc">
</xs:enumeration>
<xs:enumeration value="RHeCos-1.1">
</xs:enumeration>
<xs:enumeration value="RPL-1.1">
</xs:enumeration>
<xs:enumeration value="RPL-1.5">
</xs:enumeration>
<xs:enumeration value="RPSL-1.0">
</xs:enumeration>
<xs:enumeration value="RSA-MD">
</xs:enumeration>
<xs:enumeration value="RSCPL">
</xs:enumeration>
<xs:enumeration value="Ruby">
</xs:enumeration>
<xs:enumeration value="Ruby-pty">
</xs:enumeration>
<xs:enumeration value="SAX-PD">
</xs:enumeration>
<xs:enumeration value="SAX-PD-2.0">
</xs:enumeration>
<xs:enumeration value="Saxpath">
</xs:enumeration>
<xs:enumeration value="SCEA">
</xs:enumeration>
<xs:enumeration value="SchemeReport">
</xs:enumeration>
<xs:enumeration value="Sendmail">
</xs:enumeration>
<xs:enumeration value="Sendmail-8.23">
</xs:enumeration>
<xs:enumeration value="Sendmail-Open-Source-1.1">
</xs:enumeration>
<xs:enumeration value="SGI-B-1.0">
</xs:enumeration>
<xs:enumeration value="SGI-B-1.1">
</xs:enumeration>
<xs:enumeration value="SGI-B-2.0">
</xs:enumeration>
<xs:enumeration value="SGI-OpenGL">
</xs:enumeration>
<xs:enumeration value="SGMLUG-PM">
</xs:enumeration>
<xs:enumeration value="SGP4">
</xs:enumeration>
<xs:enumeration value="SHL-0.5">
</xs:enumeration>
<xs:enumeration value="SHL-0.51">
</xs:enumeration>
<xs:enumeration value="SimPL-2.0">
</xs:enumeration>
<xs:enumeration value="SISSL">
</xs:enumeration>
<xs:enumeration value="SISSL-1.2">
</xs:enumeration>
<xs:enumeration value="SL">
</xs:enumeration>
<xs:enumeration value="Sleepycat">
</xs:enumeration>
<xs:enumeration value="SMAIL-GPL">
</xs:enumeration>
<xs:enumeration value="SMLNJ">
</xs:enumeration>
<xs:enumeration value="SMPPL">
</xs:enumeration>
<xs:enumeration value="SNIA">
</xs:enumeration>
<xs:enumeration value="snprintf">
</xs:enumeration>
<xs:enumeration value="SOFA">
</xs:enumeration>
<xs:enumeration value="softSurfer">
</xs:enumeration>
<xs:enumeration value="Soundex">
</xs:enumeration>
<xs:enumeration value="Spencer-86">
</xs:enumeration>
<xs:enumeration value="Spencer-94">
</xs:enumeration>
<xs:enumeration value="Spencer-99">
</xs:enumeration>
<xs:enumeration value="SPL-1.0">
</xs:enumeration>
<xs:enumeration value="ssh-keyscan">
</xs:enumeration>
<xs:enumeration value="SSH-OpenSSH">
</xs:enumeration>
<xs:enumeration value="SSH-short">
</xs:enumeration>
<xs:enumeration value="SSLeay-standalone">
</xs:enumeration>
<xs:enumeration value="SSPL-1.0">
</xs:enumeration>
<xs:enumeration value="StandardML-NJ">
</xs:enumeration>
<xs:enumeration value="SugarCRM-1.1.3">
</xs:enumeration>
<xs:enumeration value="SUL-1.0">
</xs:enumeration>
<xs:enumeration value="Sun-PPP">
</xs:enumeration>
<xs:enumeration value="Sun-PPP-2000">
</xs:enumeration>
<xs:enumeration value="SunPro">
</xs:enumeration>
<xs:enumeration value="SWL">
</xs:enumeration>
<xs:enumeration value="swrule">
</xs:enumeration>
<xs:enumeration value="Symlinks">
</xs:enumeration>
<xs:enumeration value="TAPR-OHL-1.0">
</xs:enumeration>
<xs:enumeration value="TCL">
</xs:enumeration>
<xs:enumeration value="TCP-wrappers">
</xs:enumeration>
<xs:enumeration value="TekHVC">
</xs:enumeration>
<xs:enumeration value="TermReadKey">
</xs:enumeration>
<xs:enumeration value="TGPPL-1.0">
</xs:enumeration>
<xs:enumeration value="ThirdEye">
</xs:enumeration>
<xs:enumeration value="threeparttable">
</xs:enumeration>
<xs:enumeration value="TMate">
</xs:enumeration>
<xs:enumeration value="TORQUE-1.1">
</xs:enumeration>
<xs:enumeration value="TOSL">
</xs:enumeration>
<xs:enumeration value="TPDL">
</xs:enumeration>
<xs:enumeration value="TPL-1.0">
</xs:enumeration>
<xs:enumeration value="TrustedQSL">
</xs:enumeration>
<xs:enumeration value="TTWL">
</xs:enumeration>
<xs:enumeration value="TTYP0">
</xs:enumeration>
<xs:enumeration value="TU-Berlin-1.0">
</xs:enumeration>
<xs:enumeration value="TU-Berlin-2.0">
</xs:enumeration>
<xs:enumeration value="Ubuntu-font-1.0">
</xs:enumeration>
<xs:enumeration value="UCAR">
</xs:enumeration>
<xs:enumeration value="UCL-1.0">
</xs:enumeration>
<xs:enumeration value="ulem">
</xs:enumeration>
<xs:enumeration value="UMich-Merit">
</xs:enumeration>
<xs:enumeration value="Unicode-3.0">
</xs:enumeration>
<xs:enumeration value="Unicode-DFS-2015">
</xs:enumeration>
<xs:enumeration value="Unicode-DFS-2016">
</xs:enumeration>
<xs:enumeration value="Unicode-TOU">
</xs:enumeration>
<xs:enumeration value="UnixCrypt">
</xs:enumeration>
<xs:enumeration value="Unlicense">
</xs:enumeration>
<xs:enumeration value="Unlicense-libtelnet">
</xs:enumeration>
<xs:enumeration value="Unlicense-libwhirlpool">
</xs:enumeration>
<xs:enumeration value="UnRAR">
</xs:enumeration>
<xs:enumeration value="UPL-1.0">
</xs:enumeration>
<xs:enumeration value="URT-RLE">
</xs:enumeration>
<xs:enumeration value="Vim">
</xs:enumeration>
<xs:enumeration value="Vixie-Cron">
</xs:enumeration>
<xs:enumeration value="VOSTROM">
</xs:enumeration>
<xs:enumeration value="VSL-1.0">
</xs:enumeration>
<xs:enumeration value="W3C">
</xs:enumeration>
<xs:enumeration value="W3C-19980720">
</xs:enumeration>
<xs:enumeration value="W3C-20150513">
</xs:enumeration>
<xs:enumeration value="w3m">
</xs:enumeration>
<xs:enumeration value="Watcom-1.0">
</xs:enumeration>
<xs:enumeration value="Widget-Workshop">
</xs:enumeration>
<xs:enumeration value="WordNet">
</xs:enumeration>
<xs:enumeration value="Wsuipa">
</xs:enumeration>
<xs:enumeration value="WTFNMFPL">
</xs:enumeration>
<xs:enumeration value="WTFPL">
</xs:enumeration>
<xs:enumeration value="wwl">
</xs:enumeration>
<xs:enumeration value="wxWindows">
</xs:enumeration>
<xs:enumeration value="X11">
</xs:enumeration>
<xs:enumeration value="X11-distribute-modifications-variant">
</xs:enumeration>
<xs:enumeration value="X11-no-permit-persons">
</xs:enumeration>
<xs:enumeration value="X11-swapped">
</xs:enumeration>
<xs:enumeration value="Xdebug-1.03">
</xs:enumeration>
<xs:enumeration value="Xerox">
</xs:enumeration>
<xs:enumeration value="Xfig">
</xs:enumeration>
<xs:enumeration value="XFree86-1.1">
</xs:enumeration>
<xs:enumeration value="xinetd">
</xs:enumeration>
<xs:enumeration value="xkeyboard-config-Zinoviev">
</xs:enumeration>
<xs:enumeration value="xlock">
</xs:enumeration>
<xs:enumeration value="Xnet">
</xs:enumeration>
<xs:enumeration value="xpp">
</xs:enumeration>
<xs:enumeration value="XSkat">
</xs:enumeration>
<xs:enumeration value="xzoom">
</xs:enumeration>
<xs:enumeration value="YPL-1.0">
</xs:enumeration>
<xs:enumeration value="YPL-1.1">
</xs:enumeration>
<xs:enumeration value="Zed">
</xs:enumeration>
<xs:enumeration value="Zeeff">
</xs:enumeration>
<xs:enumeration value="Zend-2.0">
</xs:enumeration>
<xs:enumeration value="Zimbra-1.3">
</xs:enumeration>
<xs:enumeration value="Zimbra-1.4">
</xs:enumeration>
<xs:enumeration value="Zlib">
</xs:enumeration>
<xs:enumeration value="zlib-acknowledgement">
</xs:enumeration>
<xs:enumeration value="ZPL-1.1">
</xs:enumeration>
<xs:enumeration value="ZPL-2.0">
</xs:enumeration>
<xs:enumeration value="ZPL-2.1">
</xs:enumeration>
<xs:enumeration value="389-exception">
</xs:enumeration>
<xs:enumeration value="Asterisk-exception">
</xs:enumeration>
<xs:enumeration value="Asterisk-linking-protocols-exception">
</xs:enumeration>
<xs:enumeration value="Autoconf-exception-2.0">
</xs:enumeration>
<xs:enumeration value="Autoconf-exception-3.0">
</xs:enumeration>
<xs:enumeration value="Autoconf-exception-generic">
</xs:enumeration>
<xs:enumeration value="Autoconf-exception-generic-3.0">
</xs:enumeration>
<xs:enumeration value="Autoconf-exception-macro">
</xs:enumeration>
<xs:enumeration value="Bison-exception-1.24">
</xs:enumeration>
<xs:enumeration value="Bison-exception-2.2">
</xs:enumeration>
<xs:enumeration value="Bootloader-exception">
</xs:enumeration>
<xs:enumeration value="CGAL-linking-exception">
</xs:enumeration>
<xs:enumeration value="Classpath-exception-2.0">
</xs:enumeration>
<xs:enumeration value="Classpath-exception-2.0-short">
</xs:enumeration>
<xs:enumeration value="CLISP-exception-2.0">
</xs:enumeration>
<xs:enumeration value="cryptsetup-OpenSSL-exception">
</xs:enumeration>
<xs:enumeration value="Digia-Qt-LGPL-exception-1.1">
</xs:enumeration>
<xs:enumeration value="DigiRule-FOSS-exception">
</xs:enumeration>
<xs:enumeration value="eCos-exception-2.0">
</xs:enumeration>
<xs:enumeration value="erlang-otp-linking-exception">
</xs:enumeration>
<xs:enumeration value="Fawkes-Runtime-exception">
</xs:enumeration>
<xs:enumeration value="FLTK-exception">
</xs:enumeration>
<xs:enumeration value="fmt-exception">
</xs:enumeration>
<xs:enumeration value="Font-exception-2.0">
</xs:enumeration>
<xs:enumeration value="freertos-exception-2.0">
</xs:enumeration>
<xs:enumeration value="GCC-exception-2.0">
</xs:enumeration>
<xs:enumeration value="GCC-exception-2.0-note">
</xs:enumeration>
<xs:enumeration value="GCC-exception-3.1">
</xs:enumeration>
<xs:enumeration value="Gmsh-exception">
</xs:enumeration>
<xs:enumeration value="GNAT-exception">
</xs:enumeration>
<xs:enumeration value="GNOME-examples-exception">
</xs:enumeration>
<xs:enumeration value="GNU-compiler-exception">
</xs:enumeration>
<xs:enumeration value="gnu-javamail-exception">
</xs:enumeration>
<xs:enumeration value="Google-Patent-WebM">
</xs:enumeration>
<xs:enumeration value="GPL-3.0-389-ds-base-exception">
</xs:enumeration>
<xs:enumeration value="GPL-3.0-interface-exception">
</xs:enumeration>
<xs:enumeration value="GPL-3.0-linking-exception">
</xs:enumeration>
<xs:enumeration value="GPL-3.0-linking-source-exception">
</xs:enumeration>
<xs:enumeration value="GPL-CC-1.0">
</xs:enumeration>
<xs:enumeration value="GStreamer-exception-2005">
</xs:enumeration>
<xs:enumeration value="GStreamer-exception-2008">
</xs:enumeration>
<xs:enumeration value="harbour-exception">
</xs:enumeration>
<xs:enumeration value="i2p-gpl-java-exception">
</xs:enumeration>
<xs:enumeration value="Independent-modules-exception">
</xs:enumeration>
<xs:enumeration value="KiCad-libraries-exception">
</xs:enumeration>
<xs:enumeration value="kvirc-openssl-exception">
</xs:enumeration>
<xs:enumeration value="LGPL-3.0-linking-exception">
</xs:enumeration>
<xs:enumeration value="libpri-OpenH323-exception">
</xs:enumeration>
<xs:enumeration value="Libtool-exception">
</xs:enumeration>
<xs:enumeration value="Linux-syscall-note">
</xs:enumeration>
<xs:enumeration value="LLGPL">
</xs:enumeration>
<xs:enumeration value="LLVM-exception">
</xs:enumeration>
<xs:enumeration value="LZMA-exception">
</xs:enumeration>
<xs:enumeration value="mif-exception">
</xs:enumeration>
<xs:enumeration value="mxml-exception">
</xs:enumeration>
<xs:enumeration value="Nokia-Qt-exception-1.1">
</xs:enumeration>
<xs:enumeration value="OCaml-LGPL-linking-exception">
</xs:enumeration>
<xs:enumeration value="OCCT-exception-1.0">
</xs:enumeration>
<xs:enumeration value="OpenJDK-assembly-exception-1.0">
</xs:enumeration>
<xs:enumeration value="openvpn-openssl-exception">
</xs:enumeration>
<xs:enumeration value="PCRE2-exception">
</xs:enumeration>
<xs:enumeration value="polyparse-exception">
</xs:enumeration>
<xs:enumeration value="PS-or-PDF-font-exception-20170817">
</xs:enumeration>
<xs:enumeration value="QPL-1.0-INRIA-2004-exception">
</xs:enumeration>
<xs:enumeration value="Qt-GPL-exception-1.0">
</xs:enumeration>
<xs:enumeration value="Qt-LGPL-exception-1.1">
</xs:enumeration>
<xs:enumeration value="Qwt-exception-1.0">
</xs:enumeration>
<xs:enumeration value="romic-exception">
</xs:enumeration>
<xs:enumeration value="RRDtool-FLOSS-exception-2.0">
</xs:enumeration>
<xs:enumeration value="rsync-linking-exception">
</xs:enumeration>
<xs:enumeration value="SANE-exception">
</xs:enumeration>
<xs:enumeration value="SHL-2.0">
</xs:enumeration>
<xs:enumeration value="SHL-2.1">
</xs:enumeration>
<xs:enumeration value="Simple-Library-Usage-exception">
</xs:enumeration>
<xs:enumeration value="Spelling-Provider-LGPL-exception">
</xs:enumeration>
<xs:enumeration value="sqlitestudio-OpenSSL-exception">
</xs:enumeration>
<xs:enumeration value="stunnel-exception">
</xs:enumeration>
<xs:enumeration value="SWI-exception">
</xs:enumeration>
<xs:enumeration value="Swift-exception">
</xs:enumeration>
<xs:enumeration value="Texinfo-exception">
</xs:enumeration>
<xs:enumeration value="u-boot-exception-2.0">
</xs:enumeration>
<xs:enumeration value="UBDL-exception">
</xs:enumeration>
<xs:enumeration value="Universal-FOSS-exception-1.0">
</xs:enumeration>
<xs:enumeration value="vsftpd-openssl-exception">
</xs:enumeration>
<xs:enumeration value="WxWindows-exception-3.1">
</xs:enumeration>
<xs:enumeration value="x11vnc-openssl-exception">
</xs:enumeration>
</xs:restriction>
</xs:simpleType>
</xs:schema>`;
