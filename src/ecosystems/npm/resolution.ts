/** The resolver of npm: README.md, "Resolution". */
export { npmResolver as default } from '../../resolving/npm/resolver.ts';
