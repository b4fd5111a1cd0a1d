/** Named experiments: where a lesson starts. Each is a link, and so stays a test of every link's meaning. */
import type { Language } from './types.ts';

export interface Preset {
  readonly id: string;
  /** The experiment, as a link says it. */
  readonly query: string;
  readonly title: Readonly<Record<Language, string>>;
  /** What to see in it, in one sentence. */
  readonly lesson: Readonly<Record<Language, string>>;
}

export const presets: readonly Preset[] = [
  {
    id: 'five-rules',
    query: '',
    title: { en: 'Five rules in the banana valley', zh: '香蕉谷中的五种优化器' },
    lesson: {
      en: 'One start, five ways: finding the valley is easy, following it is what tells the rules apart.',
      zh: '同一起点，五条路径：找到谷底容易，沿着谷底前进才见分晓。',
    },
  },
  {
    id: 'one-variable',
    query:
      'surface=custom&f=x%5E2&start=-9&run=sgd,lr:0.05&run=sgd,lr:0.2&run=sgd,lr:0.95&steps=20&view=overlay' +
      '&window=-11,11&speed=4',
    title: { en: 'One variable: a step along the tangent', zh: '一个变量：沿切线走一步' },
    lesson: {
      en: 'On x² a step multiplies x by 1 − 2η: too small a rate creeps, too large a one leaps from wall to wall.',
      zh: '在 x² 上，每一步把 x 乘以 1 − 2η：学习率太小就爬行，太大就在两壁之间来回跳。',
    },
  },
  {
    id: 'sgd-diverges',
    query:
      'surface=quadratic,angle:0&run=sgd,lr:0.05&run=sgd,lr:0.095&run=sgd,lr:0.1&run=sgd,lr:0.103&steps=120',
    title: { en: 'Where gradient descent diverges', zh: '梯度下降何时发散' },
    lesson: {
      en:
        'On a bowl with curvature 20 the limit is η = 2/20: just below it the steps shrink, ' +
        'above it they grow.',
      zh: '在曲率为 20 的碗中，界限是 η = 2/20：略低于它，步子缩小；高于它，步子放大。',
    },
  },
  {
    id: 'momentum',
    query: 'surface=quadratic&run=sgd&run=sgd,momentum:0.9&run=sgd,momentum:0.9,nesterov:1&steps=200',
    title: { en: 'Momentum overshoots, and still arrives first', zh: '动量会冲过头，却先到终点' },
    lesson: {
      en: 'Momentum carries the point past the valley floor; Nesterov looks ahead and swings less.',
      zh: '动量让点越过谷底；Nesterov 提前看一步，摆动更小。',
    },
  },
  {
    id: 'axes',
    query:
      'surface=quadratic,condition:100,angle:0' +
      '&run=sgd,lr:0.015&run=rmsprop,lr:0.02&run=adam,lr:0.1&steps=300',
    title: { en: 'A rate for each parameter', zh: '每个参数各有学习率' },
    lesson: {
      en:
        'With the valley along an axis adaptive rates cancel its narrowness. Turn the angle ' +
        'to 45° and they cannot.',
      zh: '山谷与坐标轴平行时，自适应学习率能抵消它的狭窄；把角度转到 45°，就不行了。',
    },
  },
  {
    id: 'sparse',
    query:
      'surface=sparse&run=sgd,lr:0.05&run=sgd,lr:0.005,momentum:0.9&run=adagrad,lr:0.5&run=rmsprop,lr:0.02',
    title: { en: 'Adagrad and the rare feature', zh: 'Adagrad 与稀疏特征' },
    lesson: {
      en:
        'The second feature is active once in twenty updates; Adagrad keeps a large rate for ' +
        'it while the others crawl.',
      zh: '第二个特征二十次更新才出现一次；Adagrad 为它保留较大的学习率，其他方法只能缓慢爬行。',
    },
  },
  {
    id: 'amsgrad',
    query: 'surface=reddi&run=adam,lr:0.1,beta2:0.9&run=amsgrad,lr:0.1,beta2:0.9&steps=2000&speed=240',
    title: { en: 'Adam walks the wrong way', zh: 'Adam 走反了方向' },
    lesson: {
      en:
        'Adam forgets the rare large gradient and ends at the wrong wall; AMSGrad remembers ' +
        'its maximum and does not.',
      zh: 'Adam 忘掉了罕见的大梯度，停在错误的一侧；AMSGrad 记住最大值，不会上当。',
    },
  },
  {
    id: 'bias-correction',
    query:
      'surface=beale&run=adam,lr:0.1&run=adam,lr:0.1,biasCorrection:0' +
      '&run=adam,lr:0.1,biasCorrection:0~warmup,steps:100&steps=300',
    title: { en: 'Warm-up and bias correction', zh: '预热与偏差修正' },
    lesson: {
      en:
        "Without bias correction Adam's first steps are three times too long; a warm-up " +
        'tames them as well.',
      zh: '没有偏差修正，Adam 最初几步约长三倍；预热同样能驯服它们。',
    },
  },
  {
    id: 'clipping',
    query: 'start=1.8,-0.5&run=sgd,lr:0.002&run=sgd,lr:0.002~clip,norm:20&run=sgd,lr:0.002~clip,norm:100',
    title: { en: 'Gradient clipping on the Rosenbrock cliff', zh: '悬崖上的梯度裁剪' },
    lesson: {
      en:
        'One huge gradient throws the plain run out of the picture; clipped to a norm it ' +
        'comes down the cliff.',
      zh: '一个巨大的梯度就把普通 SGD 抛出画面；裁剪范数之后，它能走下悬崖。',
    },
  },
  {
    id: 'noise',
    query:
      'surface=himmelblau&start=-0.5,-1&run=sgd~noise,sigma:30&run=sgd~inverse-time,k:0.02~noise,sigma:30' +
      '&run=sgd~cosine~noise,sigma:30',
    title: { en: 'Noise asks for a falling rate', zh: '有噪声时学习率要下降' },
    lesson: {
      en: 'At a constant rate the point keeps wandering round the minimum; a schedule lets it settle.',
      zh: '学习率不变，点就一直在极小值附近游荡；让学习率下降，它才能停下来。',
    },
  },
  {
    id: 'which-rate',
    query: 'view=study&axis=lr,from:0.00001,to:10,n:61',
    title: { en: 'Which rate? 61 rates × 5 rules', zh: '哪个学习率？61 个学习率 × 5 种优化器' },
    lesson: {
      en:
        'A race at one rate proves nothing. Momentum wins at its best rate, a step before it diverges; Adam is ' +
        'the one that a few trials are enough for.',
      zh: '只比一个学习率说明不了问题。动量法在最佳学习率上获胜，但再大一点就发散；只试几次就够好的，是 Adam。',
    },
  },
  {
    id: 'search-adam',
    query:
      'run=adam,lr:0.05&view=study&study=tpe,trials:200&axis=lr,from:0.0001,to:1' +
      '&axis=beta1,from:0,to:0.999&axis=beta2,from:0.5,to:0.9999',
    title: { en: 'Search: the three settings of Adam', zh: '搜索：Adam 的三个设置' },
    lesson: {
      en:
        'Two hundred trials by TPE: the rate explains most of the differences, but the best of them need all three ' +
        'settings to fit each other.',
      zh: '用 TPE 试 200 次：大部分差异由学习率造成，但最好的结果要求三个设置相互配合。',
    },
  },
  {
    id: 'how-much-momentum',
    query:
      'surface=quadratic&run=sgd,momentum:0.9&run=sgd,momentum:0.9,nesterov:1&steps=200&view=study' +
      '&axis=momentum,from:0,to:0.99,n:100',
    title: { en: 'How much momentum?', zh: '动量该取多大？' },
    lesson: {
      en: 'There is a best momentum, about (1−√(ηλ))² for the flattest direction λ: beyond it the point swings.',
      zh: '动量有最佳值：对最平坦方向的曲率 λ，它约为 (1−√(ηλ))²；再大，点就会来回摆动。',
    },
  },
  {
    id: 'ten-seeds',
    query:
      'surface=himmelblau&start=-0.5,-1&run=sgd~noise,sigma:30&run=sgd~inverse-time,k:0.02~noise,sigma:30' +
      '&run=sgd~cosine~noise,sigma:30&view=study&axis=seed,from:1,to:10,n:10',
    title: { en: 'Ten seeds: what is more than chance', zh: '十个种子：哪些差别不只是偶然' },
    lesson: {
      en:
        'Each run is made with ten seeds of the noise. Both schedules end far below the constant rate in all of them: ' +
        'that is no accident of one seed.',
      zh: '每个运行用噪声的十个种子各做一次。两种学习率调度的终点都远低于固定学习率：这不是某个种子的偶然。',
    },
  },
  {
    id: 'fair-race',
    query: 'view=study&study=race',
    title: { en: 'A fair race: 72 problems, 20 trials each', zh: '公平比赛：72 个问题，各试 20 次' },
    lesson: {
      en:
        'Every rule is tuned with the same number of trials on each problem: RMSprop is most often the soonest, Adam solves ' +
        'the most, and none of them all.',
      zh: '每种优化器在每个问题上用同样多的试验调参：最常最快的是 RMSprop，解出最多的是 Adam，谁也解不出全部。',
    },
  },
  {
    id: 'saddle',
    query: 'surface=saddle&steps=600',
    title: { en: 'Leaving a saddle', zh: '离开鞍点' },
    lesson: {
      en:
        'Along the flat direction gradients are tiny: dividing by their size is what gets ' +
        'the adaptive rules away first.',
      zh: '平坦方向上梯度很小：除以梯度大小，使自适应方法最先离开。',
    },
  },
  {
    id: 'decoupled-decay',
    query:
      'surface=factorisation' +
      '&run=adam,lr:0.05&run=adam,lr:0.05,weightDecay:0.1&run=adamw,lr:0.05,weightDecay:0.1',
    title: { en: 'Adam with decay is not AdamW', zh: '带衰减的 Adam 不是 AdamW' },
    lesson: {
      en:
        'Decay in the gradient is divided by √v like the rest of it; decoupled, it shrinks ' +
        'every weight by the same fraction.',
      zh: '加进梯度的衰减也会被 √v 除；解耦之后，每个权重按相同比例缩小。',
    },
  },
  {
    id: 'basins',
    query:
      'surface=himmelblau&run=sgd,lr:0.015&run=sgd,momentum:0.9&run=adagrad,lr:0.5&run=adam,lr:0.1' +
      '&steps=300&view=study&axis=start.x,from:-5,to:5,n:256&axis=start.y,from:-5,to:5,n:256',
    title: { en: 'Where each start leads', zh: '每个起点通向哪里' },
    lesson: {
      en:
        'Four minima of the same depth: which one a start falls into depends on the rule. Momentum ' +
        'frays the borders; drag its rate.',
      zh: '四个同样深的极小值：落入哪一个取决于优化器。动量使边界支离破碎；拖动它的学习率看看。',
    },
  },
  {
    id: 'rate-and-momentum',
    query:
      'surface=quadratic&run=sgd&run=sgd,momentum:0.9,nesterov:1&steps=300&view=study' +
      '&axis=lr,from:0.0001,to:1,n:128&axis=momentum,from:0,to:0.999,n:128',
    title: { en: 'Rate and momentum', zh: '学习率与动量' },
    lesson: {
      en: 'Momentum lets the rate grow, Nesterov’s does not: the dashed line is the limit that theory gives.',
      zh: '普通动量允许更大的学习率，Nesterov 动量则不然：虚线是理论给出的稳定性界限。',
    },
  },
  {
    id: 'mnist-rates',
    query: 'surface=mnist&steps=300&view=study&axis=lr,from:0.0001,to:1,n:12',
    title: { en: 'Learning rate too high, too low', zh: '学习率过高与过低' },
    lesson: {
      en: 'Sixty networks: every rule has its own best rate, and falls off on either side of it at its own pace.',
      zh: '六十个网络：每种优化器都有自己的最佳学习率，偏离它时变差的快慢也各不相同。',
    },
  },
  {
    id: 'mnist-adagrad',
    query: 'surface=mnist&run=sgd&run=adagrad',
    title: { en: 'Adagrad against gradient descent, rate 0.01', zh: 'Adagrad 对梯度下降：学习率同为 0.01' },
    lesson: {
      en:
        'After 500 updates Adagrad reads most digits, gradient descent still errs on one in six: the same 0.01, divided by ' +
        'small gradients, is a rate dozens of times as large.',
      zh: '更新 500 步后，Adagrad 已认得大多数数字，梯度下降每六个仍错一个：同样是 0.01，除以很小的梯度之后，有效学习率大了几十倍。',
    },
  },
  {
    id: 'mnist',
    query: 'surface=mnist',
    title: { en: 'Five rules learn to read digits', zh: '五种优化器学认数字' },
    lesson: {
      en: 'The same network, weights and batches: only the effective rate of each weight differs.',
      zh: '相同的网络、初始权重和批次：不同的只是每个权重的有效学习率。',
    },
  },
];
