/** Conditions on the environment under which a dependency, or a package, counts. Pure and bounded. */
export * from './debian.ts';
export * from './gem-platform.ts';
export * from './npm.ts';
export * from './pep508.ts';
export * from './pep508-evaluate.ts';
export {
  type Marker,
  type MarkerComparison,
  type MarkerOperand,
  type MarkerOperator,
  type MarkerSelection,
  type MarkerVariable,
  normaliseName,
  parseMarker,
} from './pep508-marker.ts';
