/** The parameters of a row: names that survive in links, defaults and sliders within what is allowed. */
import type { Argument, Optimizer, Parameter } from '../../types.ts';

const fail = (message: string): never => {
  throw new Error(message);
};

/** Whether a parameter may have a value. */
function isAllowed(parameter: Parameter, value: Argument): boolean {
  const { kind, optional, choices, min, max, above, below } = parameter;
  if (value === null) return optional === true;
  if (kind === 'choice') return choices?.includes(String(value)) === true;
  if (kind === 'flag') return value === 0 || value === 1;
  const numbers = kind === 'list' ? (value as readonly number[]) : [value as number];
  return numbers.every(
    (x) =>
      Number.isFinite(x) &&
      (kind !== 'integer' || Number.isInteger(x)) &&
      (min === undefined || x >= min) &&
      (max === undefined || x <= max) &&
      (above === undefined || x > above) &&
      (below === undefined || x < below),
  );
}

/** @throws Error that names the parameter and what is wrong with it. */
export function parameterClause(rule: Optimizer): void {
  const { id, parameters, conventions = {}, check } = rule;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) fail(`"${id}" is no name for a link`);
  const keys = parameters.map(({ key }) => key);
  if (new Set(keys).size < keys.length) fail('two parameters share a key');
  if (keys[0] !== 'lr') fail('the first parameter is not lr');
  for (const parameter of parameters) {
    const { key, kind, slider, min, above, symbol } = parameter;
    if (!/^[a-z][A-Za-z0-9]*$/.test(key)) fail(`"${key}" is no key for a link`);
    if (!isAllowed(parameter, parameter.default)) fail(`the default of ${key} is not allowed`);
    if (symbol === '') fail(`${key} has no symbol`);
    if ((kind === 'number' || kind === 'integer') && min === undefined && above === undefined)
      fail(`${key} has no lower bound`);
    if (!slider) continue;
    if (!(slider.min < slider.max)) fail(`the slider of ${key} is empty`);
    if (![slider.min, slider.max].every((end) => isAllowed(parameter, end)))
      fail(`the slider of ${key} shows what is not allowed`);
    if (slider.scale === 'log' && slider.min <= 0) fail(`the slider of ${key} takes the logarithm of 0`);
    if (slider.scale === 'complement' && slider.max >= 1) fail(`the slider of ${key} reaches 1`);
  }
  const usual = Object.fromEntries(parameters.map((parameter) => [parameter.key, parameter.default]));
  if (check?.(usual).length) fail('its own defaults are repaired');
  const as = parameters.find(({ key }) => key === 'as');
  const names = Object.keys(conventions);
  if (names.length > 0 && as?.choices?.join() !== ['pytorch', ...names].join())
    fail('the choices of "as" are not pytorch and the conventions');
  for (const [name, values] of Object.entries(conventions))
    for (const [key, value] of Object.entries(values)) {
      const parameter = parameters.find((one) => one.key === key);
      if (!parameter || !isAllowed(parameter, value)) fail(`${name} has no allowed default of ${key}`);
    }
  if (rule.tex.length === 0 || rule.source === '') fail('it has no equations or no source');
}
