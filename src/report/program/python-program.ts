/** Programs in Python of experiments in the plane: what those of all libraries have in common. */
import { networkArguments } from '../../core/network.ts';
import { dimensionsOf, type Experiment, formatExperiment } from '../../experiment/index.ts';
import { type Helpers, helpersIn } from './helpers.ts';
import { oneLine } from './lines.ts';
import { layersOf, trainingDifferences } from './network-limits.ts';
import { pythonNumber as n } from './python.ts';
import { PERMUTATION, STREAM } from './python-source.ts';

/** What a program is put together from. */
export interface PythonParts {
  /** As in "with PyTorch". */
  readonly library: string;
  /** Further sentences of its head. */
  readonly about: string;
  readonly imports: readonly string[];
  /** Between the imports and the constants. */
  readonly settings: readonly string[];
  /** Functions of the library's arrays that formulas call, by name. */
  readonly helpers: Helpers;
  /** `f`, and what its samples are. */
  readonly surface: readonly string[];
  /** What is made of `f`, by name. */
  readonly asked: Helpers;
  /** Classes and functions of rules, by name. */
  readonly rules: Helpers;
  readonly rounded: string;
  /** One function `runI` for each run. */
  readonly runs: readonly string[];
  /** Whether all of `theta` is finite, as an expression. */
  readonly finite: string;
  /** `theta` as a list of numbers. */
  readonly list: string;
  /** What calls the runs, at the end; each of them once unless it is given. */
  readonly calls?: string;
}

const record = (finite: string, list: string): string => `
def is_finite(theta):
    return ${finite} and math.isfinite(value(theta))


def record(run, theta, t):
    """The line of a run: where it ended, with null for what is not finite."""
    finite = lambda v: v if math.isfinite(v) else None
    line = {"run": run, "theta": [finite(v) for v in ${list}], "loss": finite(float(value(theta)))}
    if not is_finite(theta):
        line.update(status="diverged", step=t)
    print(json.dumps(line, separators=(",", ":")), flush=True)
`;

/** The program, with only those functions that it calls. */
export function pythonProgram(experiment: Experiment, parts: PythonParts): string {
  const { runs, steps, start } = experiment;
  const flat = dimensionsOf(experiment) === 1;
  const last = record(parts.finite, flat ? `${parts.list}[:1]` : parts.list);
  const body = [...parts.surface, ...parts.runs].join('\n');
  const rules = helpersIn(body, parts.rules);
  const asked = helpersIn([body, last, ...rules, 'gradient('].join('\n'), parts.asked);
  const own = [
    ...(/\bstream\(|\bpermutation\(/.test(body) ? [STREAM] : []),
    ...(/\bpermutation\(/.test(body) ? [PERMUTATION] : []),
    ...(/\brounded\(/.test(body) ? [parts.rounded] : []),
  ];
  const helpers = helpersIn(['tensor(', body, last, ...asked, ...own, ...rules].join('\n'), parts.helpers);
  const text = [body, ...own].join('\n');
  const imports = parts.imports.filter((line) => line !== 'import numpy as np' || /\bnp\./.test(text));
  const head = `"""${oneLine(experiment.title ?? 'An experiment of Adascope')}, with ${parts.library}.

    ?${oneLine(formatExperiment(experiment))}

${parts.about}
"""
${imports.join('\n')}

${[...parts.settings, `STEPS = ${steps}`].join('\n')}
${flat ? '# A function of x alone: y has no gradient and stands still.\n' : ''}START = [${start.map(n).join(', ')}]`;
  const calls = parts.calls ?? runs.map((_, index) => `run${index}()`).join('\n');
  const all = [
    head,
    ...helpers,
    ...own,
    parts.surface.join('\n'),
    ...asked,
    last,
    ...rules,
    ...parts.runs,
    calls,
  ];
  return `${all.map((part) => part.trim()).join('\n\n\n')}\n`;
}

/** The head of the program of a training, with where its files are. */
export function trainingHead(
  experiment: Experiment,
  library: string,
  about: string,
  imports: readonly string[],
  settings: readonly string[],
): string {
  const args = networkArguments(experiment.surface.args);
  const layers = layersOf(args).map(([inputs, units]) => `(${inputs}, ${units})`);
  const differences = trainingDifferences(args, experiment.runs, library).map((line) => `# ${line}`);
  return `"""${oneLine(experiment.title ?? 'A training of Adascope')}, with ${library}.

    ?${oneLine(formatExperiment(experiment))}

    python3 experiment.py [FOLDER]

FOLDER has the IDX files; the folder of this program unless it is given. Prints the loss of every batch before its update, and
at the end a line of JSON for each run: loss and accuracy on the test images. Computed in float32.${about === '' ? '' : ` ${about}`}
"""
import gzip
import json
import math
import os
import sys

import numpy as np
${imports.join('\n')}

${settings.map((line) => `${line}\n`).join('')}HERE = os.path.dirname(os.path.abspath(__file__))
DATA = sys.argv[1] if len(sys.argv) > 1 else HERE
WEIGHTS = np.load(os.path.join(HERE, "weights.npy"))
BATCHES = np.load(os.path.join(HERE, "batches.npy"))
STEPS, DROPOUT = ${experiment.steps}, ${n(args.dropout)}
LAYERS = [${layers.join(', ')}]
${differences.join('\n')}`;
}
