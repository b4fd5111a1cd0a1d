/** A rule as a function in Python, made from its formula. */
import { type Dialect, write } from './language.ts';
import { indented } from './lines.ts';
import { asNumber, pythonNumber as n, pythonName } from './python.ts';
import type { RuleProgram } from './rules.ts';

export interface PythonRule {
  readonly source: readonly string[];
  /** The call that makes its optimizer. */
  readonly make: string;
}

/** How a library writes what rules begin with and read. */
interface RuleWords {
  readonly dialect: Dialect;
  /** Second derivatives along each coordinate of the plane, at `x`. */
  readonly curvature: string;
  /** A copy of the start. */
  readonly start: string;
  /** As many numbers as there are coordinates. */
  full(value: string): string;
  /** The optimizer, given its memory as a tuple. */
  make(memory: string): string;
}

/** The function `ruleI(x, g, t, lr, …)`, which is given its memory and returns the new point and memory. */
export function pythonRule(index: number, program: RuleProgram, words: RuleWords): PythonRule {
  const { statements, memory, uniform, columns, reads, text, inPlane } = program;
  const names = memory.map(({ name }) => pythonName(name));
  const initial = memory.map(({ initial: one }) => {
    if (one === null) return 'None';
    if (typeof one === 'number') return `tensor(${n(one)})`;
    if (one === 'start') return words.start;
    if ('all' in one) return words.full(n(one.all));
    const list = `tensor([${one.each.map(n).join(', ')}])`;
    return columns ? `column(${list})` : list;
  });
  const lines = statements.map(
    ({ name, value }) => `${pythonName(name)} = ${asNumber(write(value, words.dialect, uniform))}`,
  );
  const given = [
    ...(columns ? ['x, g = column(x), column(g)'] : []),
    ...(reads.has('loss') ? ['loss = value(x)'] : []),
    ...(reads.has('curvature') ? [`curvature = ${inPlane ? words.curvature : 'g*g'}`] : []),
  ];
  const formula = text
    .trim()
    .split(/\n|;/)
    .map((line) => `#     ${line.trim()}`);
  return {
    source: [
      '# The rule, in the words of its formula; what its settings decide is left out below:',
      ...formula,
      `def rule${index}(${['x', 'g', 't', 'lr', ...names].join(', ')}):`,
      ...indented([...given, ...lines, `return x, (${names.map((name) => `${name},`).join(' ')})`], '    '),
    ],
    make: words.make(`(${initial.map((one) => `${one},`).join(' ')})`),
  };
}
