import { describe, expect, it } from 'vitest';
import { stages } from '../../core/gradient/index.ts';
import { mnist } from '../../core/network.ts';
import { optimizers } from '../../core/optimizers/index.ts';
import { schedules } from '../../core/schedules/index.ts';
import { surfaces } from '../../core/surfaces/index.ts';
import { symbolText } from './symbol.ts';

describe('a symbol', () => {
  it.each([
    ['\\eta', 'η'],
    ['\\beta_1', 'β₁'],
    ['\\beta_{2}', 'β₂'],
    ['\\varepsilon', 'ε'],
    ['\\eta_-', 'η₋'],
    ['\\eta_+', 'η₊'],
    ['\\Delta_{\\min}', 'Δmin'],
    ['T_{\\beta_3}', 'Tβ₃'],
    ['d_{\\mathrm{final}}', 'dfinal'],
    ['f^*', 'f*'],
    ['\\lambda', 'λ'],
    ['t_0', 't₀'],
    ['T', 'T'],
    ['v', 'v'],
  ])('%s is shown as %s', (tex, text) => expect(symbolText(tex)).toBe(text));

  it('that is a word is left to the name', () => {
    expect(symbolText('\\text{nesterov}')).toBeNull();
  });

  it('of any parameter is a letter or a few, and no TeX', () => {
    for (const row of [...optimizers, ...schedules, ...stages, ...surfaces, mnist]) {
      for (const { key, symbol } of row.parameters) {
        const text = symbolText(symbol);
        expect(text ?? '', `${row.id}.${key}: ${symbol}`).not.toMatch(/[\\{}^_$]|[a-z]{7}/i);
        expect(text ?? '', `${row.id}.${key}: ${symbol}`).not.toMatch(
          /(?<!f)(alpha|beta|eta|phi|delta|math)/i,
        );
      }
    }
  });
});
