/** Symbols of parameters in plain text: `\beta_1` → β₁, `\varepsilon` → ε. */
const LETTERS: Record<string, string> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  Delta: 'Δ',
  varepsilon: 'ε',
  epsilon: 'ε',
  eta: 'η',
  theta: 'θ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  varphi: 'φ',
  psi: 'ψ',
  omega: 'ω',
};
const SUBSCRIPT: Record<string, string> = {
  0: '₀',
  1: '₁',
  2: '₂',
  3: '₃',
  4: '₄',
  5: '₅',
  6: '₆',
  7: '₇',
  8: '₈',
  9: '₉',
  '+': '₊',
  '-': '₋',
};

/** The symbol as text, or null where it is a word rather than a symbol. */
export function symbolText(tex: string): string | null {
  if (tex.includes('\\text')) return null;
  return tex
    .replaceAll('\\mathrm', '')
    .replace(/\\([a-z]+)/gi, (_, name: string) => LETTERS[name] ?? name)
    .replace(/[{}^]/g, '')
    .replace(/_([\d+-]+)/g, (_, sub: string) => [...sub].map((c) => SUBSCRIPT[c]).join(''))
    .replaceAll('_', '');
}
