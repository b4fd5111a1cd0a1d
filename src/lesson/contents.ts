/** The table of contents, in the order of the course: what is known of lessons before one is loaded. */
import type { LessonEntry } from './types.ts';

export const contents: readonly LessonEntry[] = [
  {
    id: 'gd-one-variable',
    chapter: 'rates',
    title: { en: 'One number decides: the learning rate', zh: '一个数决定一切：学习率' },
    line: {
      en: 'On a parabola every step multiplies the distance by the same factor.',
      zh: '在抛物线上，每一步都把距离乘以同一个因子。',
    },
    query:
      'surface=custom&f=x%5E2&start=10&run=sgd,lr:0.2&run=sgd,lr:0.05&run=sgd,lr:1.1&steps=10&window=-11,11',
  },
  {
    id: 'three-loss-curves',
    chapter: 'rates',
    title: { en: 'Too low, too high, right: reading a loss curve', zh: '太低、太高、正好：读懂损失曲线' },
    line: {
      en: 'The shape of a loss curve says which way the rate is wrong.',
      zh: '损失曲线的形状说明学习率偏大还是偏小。',
    },
    query:
      'surface=quadratic,condition:20,angle:0&run=sgd,lr:0.002,label:too%20low&run=sgd,lr:0.05,label:right&run=sgd,lr:0.0995,label:nearly%20too%20high&run=sgd,lr:0.105,label:too%20high&steps=200',
  },
  {
    id: 'newton-one-variable',
    chapter: 'rates',
    title: {
      en: "Dividing by the curvature: Newton's step, and where it goes wrong",
      zh: '除以曲率：牛顿步及其失误',
    },
    line: {
      en: 'One step on a parabola; over the hills on anything else.',
      zh: '在抛物线上一步到位，在别处可能翻山越岭。',
    },
    query:
      'surface=custom&f=x*cos(0.15*pi*x)&start=10&run=newton,lr:1&run=newton,lr:0.5&steps=10&window=-30,30',
  },
  {
    id: 'two-directions',
    chapter: 'rates',
    title: { en: 'One rate for two directions', zh: '两个方向共用一个学习率' },
    line: {
      en: 'The steep direction sets the limit, the flat one the waiting time.',
      zh: '陡的方向定上限，平的方向定等待时间。',
    },
    query:
      'surface=custom&f=0.1*x%5E2%2B2*y%5E2&start=-5,-2&run=sgd,lr:0.4&run=sgd,lr:0.6&steps=20&window=-6,3,-4,3',
  },
  {
    id: 'range-test',
    chapter: 'rates',
    title: { en: 'A range test is no verdict', zh: '学习率范围测试不是定论' },
    line: {
      en: 'The loss keeps falling long after the rate has become too large.',
      zh: '学习率早已过大，损失却还在下降。',
    },
    query: 'surface=quadratic,condition:20,angle:0&run=sgd,lr:1e-4~exponential,gamma:1.03&steps=340',
  },
  {
    id: 'momentum-damps',
    chapter: 'momentum',
    title: { en: 'Momentum tames a rate that is too large', zh: '动量驯服过大的学习率' },
    line: {
      en: 'Velocities across the valley cancel, those along it add up.',
      zh: '横跨山谷的速度相互抵消，沿谷的速度不断累积。',
    },
    query:
      'surface=custom&f=0.1*x%5E2%2B2*y%5E2&start=-5,-2&run=sgd,lr:0.6&run=sgd,lr:0.6,momentum:0.25&run=sgd,lr:0.6,momentum:0.5&steps=20&window=-6,3,-4,3',
  },
  {
    id: 'conditioning',
    chapter: 'momentum',
    title: { en: 'Ill-conditioned, and what momentum makes of it', zh: '病态条件数，以及动量的作用' },
    line: {
      en: 'Momentum turns a condition number of 100 into one of 10.',
      zh: '动量把条件数 100 变成 10。',
    },
    query:
      'surface=quadratic,condition:100,angle:0&run=sgd,lr:0.0198019801980198&run=sgd,lr:0.0330578512396694,momentum:0.669421487603306&steps=800',
  },
  {
    id: 'terminal-velocity',
    chapter: 'momentum',
    title: { en: 'The terminal velocity of a heavy ball', zh: '重球的极限速度' },
    line: {
      en: 'On an even slope momentum multiplies the rate by 1/(1−μ).',
      zh: '在均匀的坡上，动量使学习率变为 1/(1−μ) 倍。',
    },
    query:
      'surface=custom&f=3*x%2B0.5*y&start=0,0&run=sgd,lr:0.1&run=sgd,lr:0.1,momentum:0.9&run=sgd,lr:0.1,momentum:0.99&steps=100&window=-350,10,-60,10',
  },
  {
    id: 'memory-of-an-average',
    chapter: 'momentum',
    title: { en: 'A moving average remembers 1/(1−β) steps', zh: '滑动平均记住 1/(1−β) 步' },
    line: { en: 'How far back β = 0.9 and β = 0.99 can see.', zh: 'β = 0.9 与 β = 0.99 各能回看多远。' },
    query:
      'surface=custom&f=x&start=0&rule=m%20=%200.9*m%20%2B%200.1*g;%20x%20=%20x%20-%20lr*m&rule=m%20=%200.99*m%20%2B%200.01*g;%20x%20=%20x%20-%20lr*m&run=custom,lr:1,rule:1,label:0.9&run=custom,lr:1,rule:2,label:0.99&steps=300&window=-300,5',
  },
  {
    id: 'adagrad-steps',
    chapter: 'adaptive',
    title: { en: 'Adagrad: a rate for every coordinate', zh: 'Adagrad：每个坐标有自己的学习率' },
    line: {
      en: 'Each coordinate is divided by the root of its own squared gradients.',
      zh: '每个坐标除以自己梯度平方和的平方根。',
    },
    query:
      'surface=custom&f=0.1*x%5E2%2B2*y%5E2&start=-5,-2&run=adagrad,lr:0.4,as:keras,initialAccumulator:0,eps:1e-6&run=adagrad,lr:2,as:keras,initialAccumulator:0,eps:1e-6&steps=20&window=-6,3,-4,3',
  },
  {
    id: 'adagrad-clock',
    chapter: 'adaptive',
    title: { en: "Adagrad's clock: a rate that falls like 1/√t", zh: 'Adagrad 的时钟：按 1/√t 下降的学习率' },
    line: {
      en: 'Nobody chose this schedule, and nobody can turn it off.',
      zh: '没有人选择这个调度，也没有人能关掉它。',
    },
    query: 'surface=custom&f=3*x%2B0.5*y&start=0,0&run=adagrad,lr:0.5&steps=100&window=-12,2,-12,2',
  },
  {
    id: 'rmsprop-leak',
    chapter: 'adaptive',
    title: { en: 'RMSprop: a sum that forgets', zh: 'RMSprop：会遗忘的累加' },
    line: {
      en: 'With a moving average instead of a sum, rates can rise again.',
      zh: '用滑动平均代替求和，学习率可以回升。',
    },
    query:
      'surface=custom&f=0.1*x%5E2%2B2*y%5E2&start=-5,-2&run=rmsprop,lr:0.4,alpha:0.9,as:keras,eps:1e-6&run=adagrad,lr:0.4,as:keras,initialAccumulator:0,eps:1e-6&steps=20&window=-6,3,-4,3',
  },
  {
    id: 'four-paths',
    chapter: 'adaptive',
    title: { en: 'Four paths into one valley', zh: '同一山谷的四条路' },
    line: {
      en: 'The picture of many textbooks, with its numbers computed again.',
      zh: '许多教材里的那张图，数字重新算过。',
    },
    query:
      'surface=custom&f=x%5E2/20%2By%5E2&start=-7,2&run=sgd,lr:0.95&run=sgd,lr:0.1,momentum:0.9&run=adagrad,lr:1.5&run=adam,lr:0.3&steps=30&window=-10,10,-4,4',
  },
  {
    id: 'error-surface',
    chapter: 'adaptive',
    title: { en: 'Small gradients without a minimum', zh: '没有到极小值，训练却停了' },
    line: {
      en: 'A loss that stands still is no proof of a small gradient.',
      zh: '损失停住，并不说明梯度已经很小。',
    },
    query:
      'surface=custom&f=0.00005*x%5E2%2B99.5*y%5E2&start=-100,1&run=sgd,lr:1e-2&run=sgd,lr:1e-7&run=adagrad,lr:1&steps=1000&window=-110,20,-2,2',
  },
  {
    id: 'rmsprop-burst',
    chapter: 'adaptive',
    title: { en: 'The burst: dividing by almost nothing', zh: '“爆发”：除以几乎为零的数' },
    line: {
      en: 'A quiet walk along the valley, and suddenly up its wall.',
      zh: '沿着山谷平静地走，突然冲上谷壁。',
    },
    query:
      'surface=quadratic,condition:100,angle:0&start=-2.5,1&run=rmsprop,lr:0.01,alpha:0.9,eps:0&steps=400',
  },
  {
    id: 'rotation',
    chapter: 'adaptive',
    title: { en: 'Turn the valley by 45°', zh: '把山谷转 45 度' },
    line: {
      en: 'A rate for each coordinate helps only where the valley follows the axes.',
      zh: '山谷与坐标轴平行时，逐坐标的学习率才有用。',
    },
    query:
      'surface=quadratic,condition:100,angle:0&run=sgd,lr:0.015&run=adagrad,lr:0.5&run=rmsprop,lr:0.02&run=adam,lr:0.1&steps=300',
  },
  {
    id: 'sign-steps',
    chapter: 'adaptive',
    title: { en: 'Only the sign counts: Lion and its relatives', zh: '只看符号：Lion 及其近亲' },
    line: {
      en: 'Once its size is divided away, the sign of a gradient is all that is left.',
      zh: '除去大小之后，梯度只剩下符号。',
    },
    query:
      'surface=custom&f=3*x%2B0.5*y&start=0,0&run=lion,lr:0.01&run=adam,lr:0.01&run=sgd,lr:0.01&steps=100&window=-4,0.5,-4,0.5',
  },
  {
    id: 'scale-free',
    chapter: 'adaptive',
    title: { en: 'Multiply the loss by 1024', zh: '把损失乘以 1024' },
    line: {
      en: 'Which methods notice that the loss is measured in another unit?',
      zh: '换一个单位来量损失，哪些方法会察觉？',
    },
    query:
      'surface=custom&f=(1.5-x%2Bx*y)%5E2%2B(2.25-x%2Bx*y%5E2)%5E2%2B(2.625-x%2Bx*y%5E3)%5E2&start=1,1.5&run=adam,lr:0.05,eps:0&run=rmsprop,lr:0.01,eps:0&run=adagrad,lr:0.5,eps:0&run=sgd,lr:0.001&steps=100',
  },
  {
    id: 'rare-feature',
    chapter: 'adaptive',
    title: { en: 'A rare feature wants a rate of its own', zh: '稀有特征需要自己的学习率' },
    line: {
      en: 'A word that stands in one text out of a hundred, and how it is learned.',
      zh: '一百篇文本中才出现一次的词，怎样学会它。',
    },
    query: 'surface=sparse,rate:0.01&run=sgd,lr:0.1&run=adagrad,lr:1&run=sgd,lr:0.5&steps=1000',
  },
  {
    id: 'adadelta-units',
    chapter: 'adaptive',
    title: { en: 'Adadelta: a step must have the unit of a weight', zh: 'Adadelta：步长应有权重的单位' },
    line: {
      en: 'A rule without a learning rate, and what ε has to do with it.',
      zh: '没有学习率的规则，以及 ε 在其中的角色。',
    },
    query:
      'surface=custom&f=x%5E2%2B10*y%5E2&start=2,1&run=adadelta,lr:1&run=adadelta,lr:1,eps:1e-4&steps=1000',
  },
  {
    id: 'saddle-point',
    chapter: 'adaptive',
    title: { en: 'How long does it take to leave a saddle?', zh: '离开鞍点要多久？' },
    line: {
      en: 'Away from a saddle, exponentially or at once.',
      zh: '离开鞍点：按指数慢慢走，还是立刻就走。',
    },
    query: 'surface=saddle&start=1,0.01&run=sgd,lr:0.01&run=rmsprop,lr:0.01&run=adam,lr:0.01&steps=1000',
  },
  {
    id: 'bias-correction',
    chapter: 'correction',
    title: { en: 'What bias correction is for', zh: '偏差修正的作用' },
    line: {
      en: 'Averages that begin at zero are too small at first.',
      zh: '从零开始的平均值，起初总是偏小。',
    },
    query: 'surface=beale&run=adam,lr:0.05&run=adam,lr:0.05,biasCorrection:0&steps=100',
  },
  {
    id: 'radam-warmup',
    chapter: 'correction',
    title: { en: 'RAdam: correcting the variance of the first steps', zh: 'RAdam：修正最初几步的方差' },
    line: {
      en: 'A warm-up that follows from how little is known at first.',
      zh: '起初所知甚少，预热由此而来。',
    },
    query: 'surface=custom&f=3*x&start=0&run=adam,lr:0.001&run=radam,lr:0.001&steps=100',
  },
  {
    id: 'epsilon-floor',
    chapter: 'correction',
    title: { en: 'ε is a floor', zh: 'ε 是一道底线' },
    line: { en: 'It decides which gradients count as zero.', zh: '它决定多小的梯度算作零。' },
    query:
      'surface=custom&f=1e-10*x%5E2&start=1&run=adam,lr:0.01,eps:1e-16,label:1e-16&run=adam,lr:0.01,eps:1e-8,label:1e-8&run=adam,lr:0.01,eps:1e-4,label:1e-4&steps=100&window=-0.2,1.2',
  },
  {
    id: 'amsgrad',
    chapter: 'correction',
    title: { en: 'Where Adam walks away from the minimum', zh: 'Adam 离开极小值的例子' },
    line: {
      en: 'Adam forgets the one gradient in three that is right.',
      zh: '三个梯度中唯一正确的那个，Adam 却忘了。',
    },
    query:
      'surface=reddi,period:3,slope:0.33333333333&run=adam,beta1:0,beta2:0.1,lr:0.05&run=amsgrad,beta1:0,beta2:0.1,lr:0.05&steps=3000',
  },
  {
    id: 'l2-in-sgd',
    chapter: 'decay',
    title: { en: 'Weight decay: where the minimum goes', zh: '权重衰减：极小值移到哪里' },
    line: {
      en: "Between the loss's minimum and zero, by a fraction one can compute.",
      zh: '落在极小值与零之间，比例可以算出。',
    },
    query:
      'surface=custom&f=0.5*(x-1)%5E2&start=0&run=sgd,lr:0.1&run=sgd,lr:0.1,weightDecay:0.1&run=sgd,lr:0.1,weightDecay:1&steps=300&window=-0.5,1.5',
  },
  {
    id: 'decoupled-decay',
    chapter: 'decay',
    title: { en: 'Weight decay that Adam forgets, and AdamW', zh: '被 Adam 遗忘的权重衰减与 AdamW' },
    line: {
      en: 'Divided by √v, a decay of 0.001 is as strong as one of 0.1.',
      zh: '被 √v 除过之后，0.001 与 0.1 的衰减一样强。',
    },
    query:
      'surface=custom&f=0*x%2B0*y&start=1,1&run=adam,lr:0.01,weightDecay:0.1,label:Adam%200.1&run=adam,lr:0.01,weightDecay:0.001,label:Adam%200.001&run=adamw,lr:0.01,weightDecay:0.1,label:AdamW%200.1&run=adamw,lr:0.01,weightDecay:0.001,label:AdamW%200.001&steps=50',
  },
  {
    id: 'noise-floor',
    chapter: 'noise',
    title: { en: 'Noise puts a floor under a constant rate', zh: '恒定学习率下的噪声底线' },
    line: {
      en: 'How low a constant rate can go, from two lines of algebra.',
      zh: '恒定学习率能降到多低，两行代数即可说明。',
    },
    query:
      'surface=custom&f=2*x%5E2&start=1&run=sgd,lr:0.4~noise,sigma:1&run=sgd,lr:0.1~noise,sigma:1&steps=20000&window=-2,2',
  },
  {
    id: 'decaying-rates',
    chapter: 'noise',
    title: { en: 'Decay too fast, or not at all', zh: '衰减太快，或者不衰减' },
    line: { en: 'Far enough to arrive, fast enough to settle.', zh: '总步长要走得到，衰减要停得下。' },
    query:
      'surface=custom&f=x%5E2%2B2*y%5E2&start=-5,-2&run=sgd,lr:0.1,label:constant~noise,sigma:1&run=sgd,lr:0.1,label:exponential~noise,sigma:1~exponential,gamma:0.9048374180359595&run=sgd,lr:0.1,label:1/t~noise,sigma:1~inverse-time,k:0.1&steps=1000&window=-6,2,-4,2',
  },
  {
    id: 'linear-scaling',
    chapter: 'noise',
    title: { en: 'Twice the batch, twice the rate', zh: '批次加倍，学习率加倍' },
    line: { en: 'What hovers is the rate over the batch size.', zh: '决定波动的是学习率与批次大小之比。' },
    query: 'surface=regression,batch:8&run=sgd,lr:0.05&steps=20000',
  },
  {
    id: 'accumulation',
    chapter: 'noise',
    title: { en: 'Gradient accumulation is a larger batch', zh: '梯度累积等于更大的批次' },
    line: {
      en: 'Four small batches make one large one, to the last digits.',
      zh: '四个小批次合成一个大批次，几乎分毫不差。',
    },
    query: 'surface=regression,batch:8&run=sgd,lr:0.05~accumulate,every:4&steps=100',
  },
  {
    id: 'schedules',
    chapter: 'noise',
    title: { en: 'Learning-rate schedules side by side', zh: '学习率调度的比较' },
    line: {
      en: 'Five ways for a rate to fall, under the same noise.',
      zh: '同样的噪声下，学习率的五种下降方式。',
    },
    query:
      'surface=custom&f=0.5*x%5E2&start=5&run=sgd,lr:0.5,label:constant~noise,sigma:1&run=sgd,lr:0.5,label:step~noise,sigma:1~step,every:100,gamma:0.1&run=sgd,lr:0.5,label:cosine~noise,sigma:1~cosine,steps:300&run=sgd,lr:0.5,label:1/t~noise,sigma:1~inverse-time,k:0.5&run=sgd,lr:0.5,label:exponential~noise,sigma:1~exponential,gamma:0.7&steps=300&window=-3,6',
  },
  {
    id: 'warmup-cosine',
    chapter: 'noise',
    title: { en: 'A warm-up before a cosine', zh: '余弦之前的预热' },
    line: {
      en: 'One after the other, or multiplied: two schedules with one name.',
      zh: '先后相接，还是相乘：同名的两种调度。',
    },
    query:
      'run=adam,lr:0.1,label:one%20after%20the%20other~warmup,steps:50,wait:1~cosine,steps:450&run=adam,lr:0.1,label:multiplied~warmup,steps:50~cosine,steps:500&steps=500',
  },
  {
    id: 'half-precision',
    chapter: 'noise',
    title: { en: 'Gradients that are too small for half precision', zh: '对半精度来说太小的梯度' },
    line: {
      en: 'Below 6·10⁻⁸ a gradient is zero, unless the loss is scaled.',
      zh: '小于 6·10⁻⁸ 的梯度变为零，除非缩放损失。',
    },
    query:
      'surface=custom&f=1e-8*(x%5E2%2By%5E2)&start=1,1&run=sgd,lr:1e6,label:fp16~precision,format:fp16&run=sgd,lr:1e6,label:fp16%20scaled~precision,format:fp16,scale:65536&run=sgd,lr:1e6,label:bf16~precision,format:bf16&run=sgd,lr:1e6,label:exact&steps=100',
  },
  {
    id: 'stability-limit',
    chapter: 'stability',
    title: { en: 'The limit of stability: 2, and 2 + 2μ', zh: '稳定性边界：2 与 2 + 2μ' },
    line: {
      en: 'A hundredth below the limit, a hundredth above: six runs.',
      zh: '边界之下百分之一与之上百分之一：六次运行。',
    },
    query:
      'surface=quadratic,condition:20,angle:0&run=sgd,lr:0.099&run=sgd,lr:0.101&run=sgd,lr:0.1881,momentum:0.9&run=sgd,lr:0.1919,momentum:0.9&run=sgd,lr:0.1485,momentum:0.5&run=sgd,lr:0.1515,momentum:0.5&steps=2000',
  },
  {
    id: 'nesterov-limit',
    chapter: 'stability',
    title: { en: "Nesterov's momentum has less room, not more", zh: 'Nesterov 动量的余地更小' },
    line: {
      en: 'Looking ahead brakes earlier, and allows a smaller rate.',
      zh: '向前看会更早刹车，允许的学习率却更小。',
    },
    query:
      'surface=quadratic,condition:20,angle:0&run=sgd,lr:0.07425,momentum:0.5,nesterov:1&run=sgd,lr:0.07575,momentum:0.5,nesterov:1&run=sgd,lr:0.06717,momentum:0.9,nesterov:1&run=sgd,lr:0.06854,momentum:0.9,nesterov:1&steps=2000',
  },
  {
    id: 'rmsprop-edge',
    chapter: 'stability',
    title: { en: 'RMSprop goes to the edge by itself', zh: 'RMSprop 自己走到稳定性边界' },
    line: {
      en: 'Its rate grows until rate times curvature is 2, and stays.',
      zh: '学习率一直升到与曲率之积为 2，然后停住。',
    },
    query: 'surface=quadratic,condition:20,angle:0&run=rmsprop,lr:0.01,alpha:0.9,eps:0&steps=1000',
  },
  {
    id: 'adam-38',
    chapter: 'stability',
    title: { en: 'Why 38: the edge of stability of Adam', zh: '为什么是 38：Adam 的稳定性边界' },
    line: {
      en: 'An average nearly cancels what alternates: hence 2(1+β)/(1−β).',
      zh: '平均几乎抵消交替的梯度，于是有 2(1+β)/(1−β)。',
    },
    query:
      'surface=quadratic,condition:20,angle:0&run=adam,lr:0.1,eps:0,beta1:0,beta2:0.99&run=adam,lr:0.1,eps:0,beta1:0.5,beta2:0.99&run=adam,lr:0.1,eps:0,beta1:0.9,beta2:0.99&steps=4000',
  },
  {
    id: 'catapult',
    chapter: 'stability',
    title: { en: 'The catapult: too high a rate that helps', zh: '弹弓效应：过高的学习率反而有益' },
    line: {
      en: 'The loss rises, and the point lands in a flatter valley.',
      zh: '损失先升高，点落进更平坦的山谷。',
    },
    query:
      'surface=custom&f=(x*y)%5E2/2&start=3,0.1&run=sgd,lr:0.2109,label:1.9&run=sgd,lr:0.2331,label:2.1&run=sgd,lr:0.4328,label:3.9&run=sgd,lr:0.455,label:4.1&steps=300&window=-3.5,3.5,-3,3',
  },
  {
    id: 'minimal-edge',
    chapter: 'stability',
    title: { en: 'A minimal edge of stability', zh: '最小的稳定性边界模型' },
    line: {
      en: 'A function of two variables that does what networks do.',
      zh: '一个二元函数，重现网络训练中的现象。',
    },
    query:
      'surface=custom&f=(1-x%5E2*y%5E2)%5E2/2&start=3,0.5&run=sgd,lr:0.08&run=sgd,lr:0.1&steps=3000&window=0,4,-1.5,1.5',
  },
  {
    id: 'balancing',
    chapter: 'stability',
    title: { en: 'Large rates balance the factors', zh: '大学习率使因子趋于平衡' },
    line: {
      en: 'Among equally deep minima, a large rate chooses the flattest.',
      zh: '在同样深的极小值中，大学习率选择最平坦的。',
    },
    query:
      'surface=factorisation&start=4,1&run=sgd,lr:0.02&run=sgd,lr:0.05&run=sgd,lr:0.08&run=sgd,lr:0.1&run=sgd,lr:0.12&run=sgd,lr:0.15&steps=2000&window=-1,5,-1,3',
  },
  {
    id: 'clipping',
    chapter: 'stability',
    title: { en: 'Clipping on a cliff', zh: '悬崖上的梯度裁剪' },
    line: {
      en: 'A gradient 163 long, and a step that stays on the map.',
      zh: '梯度长达 163，步子却不出地图。',
    },
    query:
      'surface=rosenbrock&start=-1.5,2&run=sgd,lr:0.01&run=sgd,lr:0.01~clip,norm:1&run=sgd,lr:0.001&steps=500',
  },
  {
    id: 'tuned-rates',
    chapter: 'fairness',
    title: { en: 'Every optimizer at its own best rate', zh: '每个优化器都取自己的最佳学习率' },
    line: { en: 'Sixty-one rates each: then compare.', zh: '各试六十一个学习率，然后再比较。' },
    query:
      'run=sgd&run=sgd,momentum:0.9&run=adam&steps=500&view=study&study=grid,measure:final&axis=lr,from:1e-5,to:10,n:61',
  },
  {
    id: 'expected-best',
    chapter: 'fairness',
    title: { en: 'How many trials did the winner have?', zh: '赢家试了多少次？' },
    line: {
      en: 'The best of one trial, of five, of fifty: who leads depends on it.',
      zh: '试一次、五次、五十次的最好结果：谁领先取决于此。',
    },
    query:
      'run=sgd&run=sgd,momentum:0.9&run=adam&steps=500&view=study&study=grid,measure:final&axis=lr,from:1e-5,to:10,n:61',
  },
  {
    id: 'equal-rates',
    chapter: 'fairness',
    title: { en: 'Why equal rates are not fair', zh: '为什么“相同学习率”并不公平' },
    line: {
      en: 'The same rate for all is a handicap race that nobody announced.',
      zh: '统一的学习率，其实是一场没有声明的让分赛。',
    },
    query:
      'run=sgd,lr:0.001&run=sgd,lr:0.001,momentum:0.9&run=adagrad,lr:0.001&run=rmsprop,lr:0.001&run=adam,lr:0.001&steps=500',
  },
  {
    id: 'adagrad-digits',
    chapter: 'networks',
    title: { en: 'Adagrad on handwritten digits', zh: '手写数字上的 Adagrad' },
    line: {
      en: 'Three times the same network: who wins depends on the rate of SGD.',
      zh: '同一个网络训练三次：胜负取决于 SGD 的学习率。',
    },
    query: 'surface=mnist,hidden:32&run=sgd,lr:0.01&run=adagrad,lr:0.01&run=sgd,lr:0.3&steps=400',
  },
  {
    id: 'update-ratio',
    chapter: 'networks',
    title: { en: 'Updates a thousandth the size of weights', zh: '更新量约为权重的千分之一' },
    line: { en: 'A rule of thumb that can be read off a plot.', zh: '一条可以从图上读出的经验法则。' },
    query: 'surface=beale&run=adam,lr:0.001&run=adam,lr:0.1&run=sgd,lr:0.01&steps=50',
  },
  {
    id: 'network-sharpness',
    chapter: 'networks',
    title: { en: 'A network at the edge of stability', zh: '处于稳定性边界的网络' },
    line: {
      en: 'Where rate times sharpness reaches 2, a network grows no sharper.',
      zh: '学习率乘锐度到 2，网络就不再变尖。',
    },
    query: 'surface=mnist,hidden:32,images:512,batch:512&run=sgd,lr:0.1&run=sgd,lr:0.3&steps=400',
  },
];
