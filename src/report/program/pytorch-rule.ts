/** A rule that torch.optim lacks: an optimizer that applies a function made from its formula. */
import { arrays, pythonNumber as n } from './python.ts';
import { type PythonRule, pythonRule } from './python-rule.ts';
import type { RuleProgram } from './rules.ts';

/** The rule of a run as a function, and the call that makes its optimizer. */
export function ownRule(index: number, program: RuleProgram, lr: number): PythonRule {
  return pythonRule(index, program, {
    dialect: arrays,
    curvature: 'torch.diagonal(hessian(x))',
    start: 'theta.detach().clone()',
    full: (value) => `torch.full_like(theta.detach(), ${value})`,
    make: (memory) => `Rule([theta], ${n(lr)}, rule${index}, ${memory})`,
  });
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
