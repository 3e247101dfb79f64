/** NuGet's own resolver. README.md tells what it does and where its rules come from. */
export { nugetResolver as default } from './resolution/resolver.ts';
