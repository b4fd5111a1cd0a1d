import { describe, expect, it } from 'vitest';
import { isFormulaError, parseRule } from '../../formula/index.ts';
import { createEvaluator, type Names, number } from './language.ts';
import { bowl } from './trial.ts';

const { evaluate } = createEvaluator(bowl([1, 2]));

/** The values that a text gives to its names. */
function run(text: string, given: Names = {}): Names {
  const statements = parseRule(text);
  if (isFormulaError(statements)) throw new Error(statements.message);
  const names = { ...given };
  for (const { name, value } of statements) names[name] = evaluate(value, names);
  return names;
}

const A = [
  [1, 2],
  [3, 4],
];
const v = [[1], [10]];

describe('the language of matrices', () => {
  it.each([
    [
      '2*A + 1',
      [
        [3, 5],
        [7, 9],
      ],
    ],
    [
      'A^2 - A*A',
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      '-A/2',
      [
        [-0.5, -1],
        [-1.5, -2],
      ],
    ],
    ['sum(A)', [[10]]],
    ['dot(v, v)', [[101]]],
    ['matmul(A, v)', [[21], [43]]],
    ['matmul(transpose(v), A, v)', [[451]]],
    [
      'outer(v, v)',
      [
        [1, 10],
        [10, 100],
      ],
    ],
    [
      'identity(v)',
      [
        [1, 0],
        [0, 1],
      ],
    ],
    [
      'append(A, v, 2)',
      [
        [2, 1],
        [4, 10],
      ],
    ],
    ['last(A)', [[2], [4]]],
    [
      'max(A, 3)',
      [
        [3, 3],
        [3, 4],
      ],
    ],
    [
      'min(3, A, 2)',
      [
        [1, 2],
        [2, 2],
      ],
    ],
    [
      'if(A > 2, A, -1)',
      [
        [-1, -1],
        [3, 4],
      ],
    ],
    ['if(1, 2, nothing)', [[2]]],
    [
      'mod(-A, 3)',
      [
        [2, 1],
        [0, 2],
      ],
    ],
    ['repeat(B, 3, 2*B + 1)', [[7]]],
    ['repeat(B, 0, 2*B + 1)', [[0]]],
    ['fold(B, 10*B + sum(a) + dot(b, b), a, A, b, transpose(v))', [[156]]],
    ['first(k, 9, 2^k >= 8)', [[3]]],
    ['first(k, 3, 2^k >= 8)', [[3]]],
    ['f(v)', [[128]]],
    ['gradient(v)', [[0], [32]]],
    [
      'hessian(v)',
      [
        [1, 0],
        [0, 4],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(run(`r = ${text}`, { A, v, B: number(0) }).r).toEqual(expected);
  });

  it.each([
    // Doubled until steep enough, then halved between what was low enough and what was not.
    ['bracket(a, 1, 50, a <= 100, a >= 30)', 32],
    ['bracket(a, 1, 50, a <= 5, a >= 4.5)', 5],
    ['bracket(a, 64, 50, a <= 5, a >= 1)', 4],
    ['bracket(a, 1, 4, a <= 100, a >= 30)', 8],
    ['bracket(a, 1, 4, a <= -1, a >= 0)', 0],
  ])('%s', (text, expected) => {
    expect(run(`r = ${text}`).r).toEqual([[expected]]);
  });

  it('names what it does not have', () => {
    expect(() => run('r = q + 1')).toThrow('knows no q');
    expect(() => run('r = norm(1)')).toThrow('knows no norm()');
    expect(() => run('r = repeat(1, 2, 3)')).toThrow('not a name');
    expect(() => run('r = first(k, 2, k + 1)')).toThrow('no condition');
  });

  it('leaves a tie open', () => {
    expect(() => run('r = first(k, 2, 1 + 1e-15 <= 1)')).toThrow('a tie');
  });
});
