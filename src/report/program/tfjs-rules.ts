/** The rules that tf.train has, and those that it lacks as functions made from their formulas. */
import { createOptimizer } from '../../core/optimizer.ts';
import type { StageSpec } from '../../core/types.ts';
import { asJavascriptNumber, javascriptName, javascriptNumber as n, scalars, vectors } from './javascript.ts';
import { write } from './language.ts';
import { indented } from './lines.ts';
import type { Initial, RuleProgram } from './rules.ts';

type Values = Readonly<Record<string, number>>;

/** Rules with formulas of their own in tfjs: only `as:tfjs` is what tf.train computes. */
const TFJS: Readonly<Record<string, (args: Values) => string | null>> = {
  // The library does not let one choose this ε.
  adagrad: ({ lr, initialAccumulator, lrDecay, eps }) =>
    lrDecay === 0 && eps === 1e-7 ? `adagrad(${n(lr)}, ${n(initialAccumulator)})` : null,
  adadelta: ({ lr, rho, eps }) => `adadelta(${n(lr)}, ${n(rho)}, ${n(eps)})`,
  rmsprop: ({ lr, alpha, momentum, eps, centered }) =>
    `rmsprop(${n(lr)}, ${n(alpha)}, ${n(momentum)}, ${n(eps)}, ${centered === 1})`,
  adamax: ({ lr, beta1, beta2, eps }) => `adamax(${n(lr)}, ${n(beta1)}, ${n(beta2)}, ${n(eps)})`,
};

/** The call that makes the optimizer of tf.train that does what the rule does; null where there is none. */
export function nativeOptimizer({ id, args }: StageSpec): string | null {
  const values = args as Values;
  const as = String(args.as ?? 'pytorch');
  if (values.weightDecay !== 0) return null;
  // In float32 these would be 1, and 1 − β nothing.
  if (['beta1', 'beta2', 'rho', 'alpha'].some((key) => Math.fround(values[key]) === 1)) return null;
  if (as === 'tfjs' && TFJS[id]) {
    const call = TFJS[id](values);
    return call && `tf.train.${call}`;
  }
  const { lr, momentum, dampening, nesterov, beta1, beta2, eps, biasCorrection } = values;
  if (id === 'sgd' && as !== 'keras' && (dampening === 0 || momentum === 0))
    return momentum === 0
      ? `tf.train.sgd(${n(lr)})`
      : `tf.train.momentum(${n(lr)}, ${n(momentum)}, ${nesterov === 1})`;
  if (id === 'adam' && as !== 'keras' && biasCorrection === 1)
    return `tf.train.adam(${n(lr)}, ${n(beta1)}, ${n(beta2)}, ${n(eps)})`;
  return null;
}

/** The text of the rule as comments. */
const formulaLines = (text: string): readonly string[] => [
  '// The rule, in the words of its formula; what its settings decide is left out below:',
  ...text
    .trim()
    .split(/\n|;/)
    .map((line) => `//     ${line.trim()}`),
];

/** A function of x, g, t, lr and what is remembered, that returns the new x and what is remembered. */
function ruleLines(
  index: number,
  program: RuleProgram,
  mode: 'coordinates' | 'arrays' | 'tensors',
): readonly string[] {
  const { statements, memory, uniform, reads, columns, inPlane } = program;
  const names = memory.map(({ name }) => javascriptName(name));
  const dialect = mode === 'coordinates' ? scalars : vectors(mode === 'arrays' ? '' : 'tf.');
  const same = mode === 'coordinates' ? new Set(uniform).add('x').add('g') : uniform;
  const parameters = ['x', 'g', 't', 'lr', ...names];
  const assigned = [...new Set(statements.map(({ name }) => javascriptName(name)))].filter(
    (name) => !parameters.includes(name),
  );
  const diagonal = columns ? '[row[i]]' : 'row[i]';
  const given = [
    ...(reads.has('loss') ? ['const loss = valueAt(x);'] : []),
    ...(reads.has('curvature')
      ? [`const curvature = ${inPlane ? `hessianAt(x).map((row, i) => ${diagonal})` : 'tf.mul(g, g)'};`]
      : []),
    ...(assigned.length > 0 ? [`let ${assigned.join(', ')};`] : []),
  ];
  const lines = statements.map(
    ({ name, value }) => `${javascriptName(name)} = ${asJavascriptNumber(write(value, dialect, same))};`,
  );
  return [
    ...formulaLines(program.text),
    `function rule${index}(x, g, t, lr, [${names.join(', ')}]) {`,
    ...indented([...given, ...lines, `return [x, [${names.join(', ')}]];`], '  '),
    '}',
  ];
}

/** Where memory starts in the plane, for one coordinate or all of them. */
function initialText(initial: Initial, columns: boolean, coordinate: number | null): string {
  if (initial === null || typeof initial === 'number') return initial === null ? 'null' : n(initial);
  if (initial === 'start' || 'all' in initial) throw new RangeError('this is memory of a network');
  if (coordinate !== null) return n(initial.each[coordinate]);
  return `[${initial.each.map((one) => (columns ? `[${n(one)}]` : n(one))).join(', ')}]`;
}

/** A rule in the plane: its function, and the call that makes its step. */
export function planeRule(
  index: number,
  program: RuleProgram,
  spec: StageSpec,
  rules: readonly string[],
): { readonly source: readonly string[]; readonly make: string } {
  const { memory, columns, reads } = program;
  const alone = createOptimizer(spec, rules).coordinatewise !== false && reads.size === 0 && !columns;
  if (alone) {
    const initial = [0, 1].map(
      (i) => `[${memory.map((one) => initialText(one.initial, false, i)).join(', ')}]`,
    );
    return {
      source: ruleLines(index, program, 'coordinates'),
      make: `coordinatewise(rule${index}, [${initial.join(', ')}])`,
    };
  }
  const initial = memory.map((one) => initialText(one.initial, columns, null)).join(', ');
  return {
    source: ruleLines(index, program, 'arrays'),
    make: `${columns ? 'inColumns' : 'together'}(rule${index}, [${initial}])`,
  };
}

/** A rule of all weights of a network, in tensors. */
export function tensorRule(
  index: number,
  program: RuleProgram,
): { readonly source: readonly string[]; readonly make: string } {
  const initial = program.memory.map(({ initial: one }) => {
    if (one === null || typeof one === 'number') return one === null ? 'null' : n(one);
    if (one === 'start') return 'tf.tensor1d(WEIGHTS)';
    return 'all' in one ? `tf.fill([WEIGHTS.length], ${n(one.all)})` : '';
  });
  return {
    source: ruleLines(index, program, 'tensors'),
    make: `tensorwise(rule${index}, [${initial.join(', ')}])`,
  };
}
