/**
 * What a link says.
 *
 *     parseExperiment(query)      → { experiment, problems }    never throws
 *     formatExperiment(experiment) → the shortest query that parses to it
 *     computation(experiment)      → what the engine needs of it
 *     presets                      named experiments
 */
export { computation } from './computation.ts';
export { defaultRuns, defaultStart, defaultSurface } from './defaults/index.ts';
export { formatExperiment } from './format.ts';
export { MAX_LINK } from './link.ts';
export { type Parsed, parseExperiment } from './parse.ts';
export * from './types.ts';
