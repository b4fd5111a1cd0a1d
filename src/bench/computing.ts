/** What benches measure: built.ts builds it as the page and the package are built. */
export * as elementary from '../core/elementary/index.ts';
export { compileFormula } from '../core/formula/index.ts';
export { createRecording } from '../core/kernel/recording.ts';
export { optimizers } from '../core/optimizers/index.ts';
export { createRun } from '../core/run.ts';
export { defaults, optimizerTable, surfaceTable } from '../core/tables.ts';
export { createUpdater } from '../core/updater.ts';
export { createRecorder } from '../surface/record/recorder.ts';
export { createRows } from '../surface/record/rows.ts';
export { referenceSource } from '../surface/record/sources.ts';
