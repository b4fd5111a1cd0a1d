/** The text of a rule beside its code. */
import fc from 'fast-check';
import { compileRule, isFormulaError } from '../../formula/index.ts';
import type { Optimizer } from '../../types.ts';
import { argumentsOf, coordinate, updates } from './inputs.ts';
import { createTrial } from './trial.ts';

/** The text of the rule under a convention. */
export const formulaOf = (rule: Optimizer, as: string): string => rule.formulas?.[as] ?? rule.formula;

/** The same number; the sign of a zero has no meaning here. */
const agree = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

/**
 * The formula, evaluated from the same memory as the code, gives the same memory, rate, direction and point.
 *
 * @throws Error that names what differs, or the error in the text.
 */
export function formulaClause(rule: Optimizer, as: string): void {
  const scalars = Object.keys(rule.scalars ?? {});
  const keys = rule.parameters.map(({ key }) => key);
  const compiled = compileRule(formulaOf(rule, as), { constants: [...keys, ...scalars] });
  if (isFormulaError(compiled)) throw new Error(compiled.message);
  for (const name of ['rate', 'direction', ...rule.memory])
    if (!compiled.assigned.includes(name)) throw new Error(`the formula never assigns ${name}`);

  const inputs = [argumentsOf(rule, as), updates, fc.tuple(coordinate, coordinate)] as const;
  const property = fc.property(...inputs, (args, given, start) => {
    const trial = createTrial(rule, args, Float64Array.from(start));
    const { step } = trial;
    for (const { gradient, factor } of given) {
      const lr = Number(args.lr) * factor;
      const texts = gradient.map((g, i) => ({
        ...(args as Record<string, number>),
        ...step.scalars,
        ...Object.fromEntries(rule.memory.map((name) => [name, step.memory[name][i]])),
        x: step.theta[i],
        g,
        lr,
        t: step.t + 1,
      })) as Record<string, number>[];
      trial.advance(gradient, lr);
      texts.forEach((text, i) => {
        compiled.evaluate(text);
        const compare = (name: string, code: number): void => {
          if (!agree(code, text[name]))
            throw new Error(`at update ${step.t} ${name} is ${code}, by the formula ${text[name]}`);
        };
        for (const name of rule.memory) compare(name, step.memory[name][i]);
        for (const name of scalars) compare(name, step.scalars[name]);
        compare('rate', step.rate[i]);
        compare('direction', step.direction[i]);
        compare('x', step.theta[i]);
      });
    }
  });
  fc.assert(property, { numRuns: 150 });
}
