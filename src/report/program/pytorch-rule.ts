/** A rule that torch.optim lacks, as a function made from its formula and an optimizer that applies it. */
import { write } from './language.ts';
import { indented } from './lines.ts';
import { arrays, asNumber, pythonNumber as n, pythonName } from './python.ts';
import type { RuleProgram } from './rules.ts';

/** The rule of a run as a function, and the call that makes its optimizer. */
export function ownRule(index: number, program: RuleProgram, lr: number) {
  const { statements, memory, uniform, columns, reads, text, inPlane } = program;
  const names = memory.map(({ name }) => pythonName(name));
  const shape = columns ? '.reshape(-1, 1)' : '';
  const initial = memory.map(({ initial }) =>
    initial === null
      ? 'None'
      : typeof initial === 'number'
        ? `tensor(${n(initial)})`
        : initial === 'start'
          ? 'theta.detach().clone()'
          : 'all' in initial
            ? `torch.full_like(theta.detach(), ${n(initial.all)})`
            : `tensor([${initial.each.map(n).join(', ')}])${shape}`,
  );
  const lines = statements.map(
    ({ name, value }) => `${pythonName(name)} = ${asNumber(write(value, arrays, uniform))}`,
  );
  const given = [
    ...(columns ? ['x, g = x.reshape(-1, 1), g.reshape(-1, 1)'] : []),
    ...(reads.has('loss') ? ['loss = value(x)'] : []),
    ...(reads.has('curvature') ? [`curvature = ${inPlane ? 'torch.diagonal(hessian(x))' : 'g*g'}`] : []),
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
    make: `Rule([theta], ${n(lr)}, rule${index}, (${initial.map((one) => `${one},`).join(' ')}))`,
  };
}

/** An optimizer of torch that makes the updates of a function, so that torch's schedulers and clipping go with it. */
export const RULE = `
class Rule(torch.optim.Optimizer):
    """Updates by a function, which is given its memory and returns the new parameters and memory."""

    def __init__(self, params, lr, rule, memory):
        super().__init__(params, dict(lr=lr))
        self.rule, self.memory, self.t = rule, memory, 0

    @torch.no_grad()
    def step(self):
        group = self.param_groups[0]
        theta = group["params"][0]
        self.t += 1
        x, self.memory = self.rule(theta.clone(), theta.grad, tensor(self.t), tensor(group["lr"]), *self.memory)
        theta.copy_(x.reshape(theta.shape))
`;
