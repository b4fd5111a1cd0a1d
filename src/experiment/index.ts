/**
 * What a link says.
 *
 *     parseExperiment(query)       → { experiment, problems }    never throws
 *     formatExperiment(experiment) → the shortest query that parses to it
 *     checkExperiment(value)       → the same for plain JSON of unknown origin
 *     computation(experiment)      → what the engine needs of it
 *     presets                      named experiments
 */

export {
  DEFAULT_FORMULA,
  DEFAULT_RULE,
  validateFormula as formulaError,
  validateRule as ruleError,
} from '../core/formula/index.ts';
export { adviceInWords, adviceOn } from './advice.ts';
export { readArgument, ruleOf, sameArgument, writeArgument } from './argument.ts';
export { checkExperiment } from './check.ts';
export { computation } from './computation.ts';
export { defaultRuns, defaultStart, defaultSurface } from './defaults/index.ts';
export { MAX_COLOUR, MAX_RUNS } from './defaults/v1.ts';
export { dimensionsOf } from './dimensions.ts';
export { formatExperiment } from './format.ts';
export { MAX_LINK } from './link.ts';
export { type Parsed, parseExperiment, parseStored } from './parse.ts';
export { presets } from './presets.ts';
export { problem } from './problems.ts';
export {
  nameOfRule,
  type RateContext,
  ratesAlike,
  ruleNamed,
  searchRate,
  withRate,
} from './rates.ts';
export { isNetwork, mostSteps, sliceOf } from './slice.ts';
export { MAX_LABEL, MAX_NOTE, MAX_TITLE } from './text.ts';
export * from './types.ts';
