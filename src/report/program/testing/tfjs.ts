/** How programs for TensorFlow.js are compared. */
import type { ExperimentRun } from '../../../experiment/index.ts';
import { tfjsProgram } from '../tfjs.ts';
import { nativeOptimizer } from '../tfjs-rules.ts';
import type { Target } from './compare.ts';
import { runModules } from './node.ts';

const inFloat32 = ({ optimizer }: ExperimentRun): boolean => nativeOptimizer(optimizer) !== null;

export const TFJS: Target = {
  name: 'tfjs',
  program: tfjsProgram,
  run: runModules,
  // tf.train keeps 1 − βᵗ in float32: for β₂ = 0.999 it starts with an error of 6e-5.
  close: (run) => (inFloat32(run) ? 1e-3 : 1e-9),
  probe: (run) => (inFloat32(run) ? 1e-6 : 1e-14),
  // Float32 ends at 3e38: runs that diverge do so some steps earlier.
  skip: (run, status) => status === 'diverged' && inFloat32(run),
};
