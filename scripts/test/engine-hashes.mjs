/**
 * Prints a line for each of many links: a hash of all numbers of its runs, and the link. For any JavaScript engine, with or without
 * a page: `node scripts/test/engine-hashes.mjs`, `js102 -m scripts/test/engine-hashes.mjs`. Needs `npm run build:package`.
 */
// The name stands apart because the types of a file that is still to be built cannot be checked.
const built = '../../lib/index.js';
/** @type {typeof import('../../src/index.ts')} */
const { formatExperiment, optimizers, parseExperiment, schedules, stages, study, surfaces, trace } =
  await import(built);

/** @type {(line: string) => void} */
const say = Reflect.get(globalThis, 'print') ?? console.log;

// Every function and operator of formulas, where they have derivatives and where they have none; powers of every kind.
const FORMULAS = [
  'sin(x*y)+exp(-x^2)+y^2',
  'tan(x/3)^2+cos(5*y)/2+x^2+y^2',
  'asin(x/9)+acos(y/9)+atan(x*y)+x^2+y^2',
  'sinh(x/2)^2+cosh(y/2)+tanh(x*y)',
  'log(1+x^2)+ln(2+y^2)+log2(3+x^2)+log10(4+y^2)',
  'sqrt(1+x^2)+cbrt(y)^2+abs(x)^1.3+sigmoid(x*y)',
  'pow(1+x^2,0.7)+(1+y^2)^1.1+2^(x/3)+x^6/50+(2+x^2)^(y/4)',
  'min(x^2,y^2)+max(x,y,0)+mod(x,1)+floor(x)/9+ceil(y)/9+round(x*y)/9+sign(x)/9',
  'if(x^2+y^2<2,exp(x),10-cos(y))+x^2+y^2',
  'sin(1e6*x)/1e6+sin(1e300*y)/1e3+x^2+y^2',
];
const RULES = [
  'm = 0.9*m + g; x = x - lr*m',
  'v = 0.99*v + 0.01*g^2; x = x - lr*g/(v^0.45 + 1e-8)',
  'm = 0.9*m + 0.1*g; x = x - lr*0.99^t*tanh(m)*exp(-t/500)',
];
/** Runs of one link, so that every rule is tried on some surface. */
const TOGETHER = 4;
const rules = optimizers.map(({ id }) => id).filter((id) => id !== 'custom');
/** @param {number} i */
const runs = (i) =>
  Array.from({ length: TOGETHER }, (_, k) => `run=${rules[(i * TOGETHER + k) % rules.length]}`).join('&');

const links = [
  ...surfaces
    .filter(({ id }) => id !== 'custom' && id !== 'mnist')
    .flatMap(({ id }, i) => [`surface=${id}&${runs(i)}`, `surface=${id}`]),
  ...FORMULAS.map(
    (f, i) => `surface=custom&f=${encodeURIComponent(f)}&start=1.2,-0.7&${runs(i)}&run=adam,lr:0.05`,
  ),
  ...RULES.map((rule) => `surface=beale&run=custom,lr:0.003&rule=${encodeURIComponent(rule)}`),
  ...schedules.map(
    ({ id }) =>
      `surface=levy&run=adam,lr:0.05~${id}&run=sgd,lr:0.001,momentum:0.9~${id}${id === 'warmup' ? '' : '~warmup'}`,
  ),
  `surface=levy&run=adam,lr:0.05~warmup,wait:1~cosine,steps:200&run=adam,lr:0.05~inverse-time,power:0.6`,
  `surface=ackley&run=adam,lr:0.05~cyclic,mode:exp-range,gamma:0.97&run=adam,lr:0.05~cyclic,mode:triangular2`,
  ...stages.map(({ id }) => `surface=ackley&run=adam,lr:0.05~${id}&run=adagrad,lr:0.5~${id}`),
  ...['fp32', 'fp16', 'bf16'].map(
    (format) => `surface=rastrigin&run=adam,lr:0.05~precision,format:${format}~noise,sigma:0.3~clip,norm:1`,
  ),
  // Plain Adam, over which engines disagreed, and chaos, which makes a third digit of a last bit.
  'surface=rosenbrock&run=adam,lr:0.05&steps=2000',
  'surface=custom&f=sin(x*y)%2Bexp(-x%5E2)%2By%5E2&start=1,1&run=adam,lr:0.05&steps=2000',
  'surface=regression&run=sgd,lr:0.05&run=adam,lr:0.05&seed=7&steps=1000',
  // Studies, which compiled kernels compute where they can be made.
  ...surfaces
    .filter(({ id }) => id !== 'custom' && id !== 'mnist')
    .map(({ id }, i) => `surface=${id}&${runs(i)}&steps=200&axis=lr,from:1e-3,to:1,n:5`),
  'surface=beale&run=adam~cosine,steps:100~clip,norm:1&steps=150&study=grid,measure:area&axis=beta1,at:0/0.5/0.9&axis=start.x,from:-1,to:1,n:3',
];

const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);
let high = 0;
let low = 0;
/** Takes a number into the hash (the mixing of MurmurHash3 on both halves). @param {number} x */
function take(x) {
  value[0] = Number.isNaN(x) ? Number.NaN : x;
  for (const word of words) {
    low = Math.imul(low ^ word, 0xcc9e2d51);
    low = (low << 15) | (low >>> 17);
    high = (Math.imul(high ^ low, 0x1b873593) + 0xe6546b64) | 0;
    high = (high << 13) | (high >>> 19);
    low = (low + high) | 0;
  }
}

for (const link of links) {
  high = low = 0;
  let count = 0;
  const { experiment, problems } = parseExperiment(link);
  if (problems.length > 0) throw new Error(`${link}: ${JSON.stringify(problems)}`);
  for (const record of experiment.study ? study(experiment) : trace(experiment)) {
    for (const part of Object.values(record)) {
      for (const number of Array.isArray(part) ? part : [part]) {
        if (typeof number !== 'number') continue;
        take(number);
        count++;
      }
    }
  }
  const hash = [high, low].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  say(`${hash} ${count} ?${formatExperiment(experiment)}`);
}
