import { describe, expect, it } from 'vitest';
import { customObjectiveOrDefault, DEFAULT_FORMULA } from './surface.ts';

describe('a typed surface', () => {
  it('is compiled once for all who ask for the same text', () => {
    const first = customObjectiveOrDefault('x^2 + 3*y');
    expect(customObjectiveOrDefault('x^2 + 3*y')).toBe(first);
    expect(customObjectiveOrDefault('x^2 + 4*y')).not.toBe(first);
    expect(customObjectiveOrDefault('x^2 + 3*y').loss(Float64Array.of(2, 5))).toBe(19);
    expect(customObjectiveOrDefault(null)).toBe(customObjectiveOrDefault(DEFAULT_FORMULA));
  });

  it('is forgotten when others have been asked for since', () => {
    const first = customObjectiveOrDefault('x + y');
    for (let k = 0; k < 3; k++) customObjectiveOrDefault(`x + ${k}`);
    expect(customObjectiveOrDefault('x + y')).toBe(first);
    for (let k = 0; k < 4; k++) customObjectiveOrDefault(`y + ${k}`);
    expect(customObjectiveOrDefault('x + y')).not.toBe(first);
  });
});
