/** What `f=` and `rule=` understand, as a section of the catalogue: names and limits from the tables of the language. */
import { CONSTANTS, FUNCTIONS } from '../../src/core/formula/functions.ts';
import { LIMITS } from '../../src/core/formula/index.ts';

/** What each function is, by name. Every function has to be here. */
const MEANINGS: Readonly<Record<string, string>> = {
  sin: 'sine of radians',
  cos: 'cosine of radians',
  tan: 'tangent of radians',
  asin: 'arcsine; not a number outside −1 to 1',
  acos: 'arccosine; not a number outside −1 to 1',
  atan: 'arctangent',
  sinh: 'hyperbolic sine',
  cosh: 'hyperbolic cosine',
  tanh: 'hyperbolic tangent',
  exp: 'e to the power of',
  expm1: '`exp(a) - 1`, exact near 0',
  log: 'natural logarithm; not a number below 0',
  ln: 'the same as `log`',
  log2: 'logarithm to base 2',
  log10: 'logarithm to base 10',
  sqrt: 'square root, also `√x`; not a number below 0',
  cbrt: 'cube root, also `∛x`; that of −8 is −2',
  abs: 'absolute value',
  sign: '−1, 0 or 1',
  floor: 'the largest whole number that is not above',
  ceil: 'the smallest whole number that is not below',
  round: 'the nearest whole number; a half goes up',
  sigmoid: '1/(1 + e^−x)',
  min: 'the smallest',
  max: 'the largest',
  pow: 'the first to the power of the second, as `^`',
  mod: 'a − b·floor(a/b), which has the sign of b',
  if: 'the second where the first is not 0, else the third; not a number where the first is none',
};

const code = (text: string): string => `\`${text}\``;

function functionLines(): readonly string[] {
  return [...FUNCTIONS].map(([name, { arity }]) => {
    const meaning = MEANINGS[name];
    if (meaning === undefined) throw new Error(`the catalogue does not say what ${name} is`);
    const [least, most] = arity;
    return `| ${code(name)} | ${least === most ? least : `${least} to ${most}`} | ${meaning} |`;
  });
}

export const language = (): readonly string[] => [
  '## Formulas and rules',
  '',
  'What `f=` (of `surface=custom`) and `rule=` (of `run=custom`) understand. The same text is read in the same way in links, on the page',
  'and in the package. A formula is a function of `x` and `y`. Its gradient and its Hessian are worked out exactly, as formulas.',
  '',
  '**A rule** is a list of statements `name = expression`, with `;` or line ends in between, done in order for each coordinate. It is',
  'given the coordinate `x`, its gradient `g`, the number of the update `t` (from 1) and the learning rate `lr` (after the schedules),',
  'and has to assign `x`. A name that is read before it is assigned has the value of the last update, 0 before the first: memory needs no',
  'declaration. `t`, `lr`, the constants and the functions cannot be assigned. `rate` and `direction`, if they are assigned, are what the plots',
  'show, and Δx = −rate·direction should hold; otherwise the direction is `g` and the rate −Δx/g. For example',
  '`v = 0.999v + 0.001g²; x = x - lr*g/(√v + 1e-8)`.',
  '',
  '**Names** are letters, digits and `_`, and begin with a letter; capitals count. Greek letters are their names (`β1` and `β₁` are `beta1`).',
  `Constants: ${[...CONSTANTS.keys()].map(code).join(', ')}.`,
  '',
  '**Numbers** are written `3`, `0.5`, `.5`, `1e-3`.',
  '',
  '**What binds how tightly**, from the loosest to the tightest:',
  '',
  '| | | |',
  '|---|---|---|',
  '| `==` `!=` `<` `<=` `>` `>=` | 1 where it holds, else 0; not in chains | `(0 < x)*(x < 1)` |',
  '| `+` `-` | from left to right | `8 - 4 - 2` is 2 |',
  '| `*` `/`, and products without a sign | from left to right | `x/2*y` is (x/2)·y |',
  '| `-` `+` before a value | | `-x^2` is −(x²) |',
  '| `√` `∛` | the power that follows | `√x^2 + 1` is √(x²) + 1 |',
  '| `^` or `**` | from right to left | `2^3^2` is 2⁹, `2^-x` is 2^(−x) |',
  '| `²` `⁻¹` `²³` … | belongs at once to what stands before it | `x²^3` is (x²)³, `x²³` is x^23 |',
  '| `f(…)` `(…)` | | |',
  '',
  '**Products without a sign** are read directly behind a number or a superscript, before a name, a parenthesis or a root: `2x`, `2(x + 1)`,',
  '`3sin(x)`, `x²y`, `2√x`, and `2x^3` is 2·(x³). Everywhere else `*` is needed: `xy` is one name, and `x(y + 1)` a function. After a division',
  'or under a root such a product could be read in two ways, as in `1/2x` and `√2x`: it is refused, and the text as it was probably meant is suggested.',
  '',
  '**Other characters.** `−` `–` `×` `·` `÷` `≤` `≥` `≠`, full-width letters, digits and signs, the full stop `。` as a decimal point, and mathematical',
  'italics are read as what they stand for. Characters that cannot be seen (U+200B, U+2060 to U+2064, a byte order mark) are passed over; those',
  'that turn the direction of writing are refused.',
  '',
  '| function | arguments | |',
  '|---|---|---|',
  ...functionLines(),
  '',
  '**Where there is no derivative:** |x| has the derivative 0 at 0, as have `sign`, `floor`, `ceil`, `round` and comparisons everywhere; `min` and `max`',
  'take the mean of both where both are equal; `if` takes that of the branch it takes. Where a value is not a number, neither is the gradient, and a run',
  'that starts there is said to be not defined at the start.',
  '',
  `**Limits:** ${LIMITS.formula} characters in a formula and ${LIMITS.rule} in a rule, ${LIMITS.operations} operations, ${LIMITS.depth} levels of nesting. What is`,
  'longer is refused before it is read.',
  '',
];
