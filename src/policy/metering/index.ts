/** Metering: what was answered, by hour; and how it could be had with fewer requests. */
export { createWasteWatch, type WasteWatch } from './hints.ts';
export { createMeter, type MeterDeps, type RunningMeter } from './meter.ts';
