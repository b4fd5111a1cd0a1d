/** 优化器的中文名称与说明。多个算法共用的参数说明只写一次。 */
import { hintsOf } from './hints.ts';
import type { optimizersEn } from './optimizers-en.ts';
import type { SameShape } from './rows.ts';

const hints = hintsOf({
  lr: '学习率 η：每次更新走多远',
  momentum: '动量：保留多少上一步的速度',
  beta1: '梯度均值（一阶矩）的衰减率',
  beta2: '梯度平方均值（二阶矩）的衰减率',
  eps: 'ε，避免除以零',
  weightDecay: '权重衰减：把参数拉向 0',
  biasCorrection: '偏差修正：弥补均值从 0 开始的偏差',
  initialAccumulator: '梯度平方和的初始值',
  nesterov: 'Nesterov：沿动量方向向前多看一步',
  as: '采用哪个库的公式和默认值',
});

const libraries = { pytorch: 'PyTorch', keras: 'Keras', optax: 'Optax', tfjs: 'TensorFlow.js' };

export const optimizersZh: SameShape<typeof optimizersEn> = {
  sgd: {
    name: 'SGD',
    params: { ...hints('lr', 'momentum', 'nesterov', 'weightDecay', 'as'), dampening: '新梯度的阻尼' },
    choices: { as: libraries },
  },
  adagrad: {
    name: 'Adagrad',
    params: {
      ...hints('lr', 'initialAccumulator', 'eps', 'weightDecay', 'as'),
      lrDecay: '学习率的额外衰减：η/(1 + 衰减·t)',
    },
    choices: { as: libraries },
  },
  adadelta: {
    name: 'Adadelta',
    params: { ...hints('lr', 'eps', 'weightDecay', 'as'), rho: '两个滑动平均的衰减率' },
    choices: { as: libraries },
  },
  rmsprop: {
    name: 'RMSprop',
    params: {
      ...hints('lr', 'eps', 'momentum', 'weightDecay', 'as'),
      alpha: '梯度平方均值的衰减率',
      centered: '改为除以标准差',
    },
    choices: { as: libraries },
  },
  adam: {
    name: 'Adam',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection', 'as'),
    choices: { as: libraries },
  },
  amsgrad: {
    name: 'AMSGrad',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection'),
  },
  adamw: {
    name: 'AdamW',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection'),
  },
  adamax: {
    name: 'AdaMax',
    params: { ...hints('lr', 'beta1', 'eps', 'weightDecay', 'as'), beta2: '最大梯度的衰减率' },
    choices: { as: libraries },
  },
  nadam: {
    name: 'NAdam',
    params: {
      ...hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'as'),
      momentumDecay: '动量预热的快慢',
    },
    choices: { as: { pytorch: 'PyTorch', keras: 'Keras', optax: 'Optax' } },
  },
  radam: {
    name: 'RAdam',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay'),
  },
  rprop: {
    name: 'Rprop',
    params: {
      lr: '每个坐标的初始步长',
      etaMinus: '符号翻转时乘以的系数',
      etaPlus: '符号不变时乘以的系数',
      stepMin: '最小步长',
      stepMax: '最大步长',
    },
  },
  asgd: {
    name: '平均 SGD',
    params: {
      ...hints('lr', 'weightDecay'),
      lambd: '参数与学习率的衰减',
      alpha: '学习率下降的幂次',
      t0: '从第几次更新之后开始平均',
    },
  },
  adafactor: {
    name: 'Adafactor',
    params: {
      ...hints('lr', 'weightDecay'),
      beta2Decay: '新的梯度平方所占权重随 t 变化的幂次；−1 表示各步同等看待',
      eps1: '梯度大小估计的下限；留空则取机器精度',
      eps2: '权重大小的下限',
      d: '缩放后步长均方根的上限',
    },
  },
  adabelief: {
    name: 'AdaBelief',
    params: { ...hints('lr', 'beta1', 'eps', 'weightDecay'), beta2: '偏差平方均值的衰减率' },
  },
  yogi: {
    name: 'Yogi',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'initialAccumulator', 'weightDecay', 'as'),
    choices: { as: { pytorch: 'PyTorch', optax: 'Optax' } },
  },
  lion: {
    name: 'Lion',
    params: { ...hints('lr', 'weightDecay'), beta1: '动量在步进中所占的比重', beta2: '动量的衰减率' },
  },
  adan: {
    name: 'Adan',
    params: {
      ...hints('lr', 'beta1', 'eps', 'weightDecay'),
      beta2: '梯度变化均值的衰减率',
      beta3: '二阶矩的衰减率',
    },
  },
  adopt: {
    name: 'ADOPT',
    params: { ...hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay'), clip: '裁剪归一化后的梯度' },
  },
  ademamix: {
    name: 'AdEMAMix',
    params: {
      ...hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay'),
      beta3: '慢均值的衰减率',
      alpha: '慢均值的权重',
      alphaWarmup: 'α 达到全值所需的更新次数',
      beta3Warmup: 'β₃ 达到全值所需的更新次数',
    },
  },
  qhadam: {
    name: 'QHAdam',
    params: {
      ...hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay'),
      nu1: '分子中均值的比重',
      nu2: '分母中均值的比重',
    },
  },
  prodigy: {
    name: 'Prodigy',
    params: {
      ...hints('beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection'),
      lr: '估计出的学习率的系数，保持 1 即可',
      beta3: '估计量的衰减率；留空则为 √β₂',
      d0: '距离的初始猜测',
      dCoef: '估计距离的系数',
      growthRate: '估计值每次更新最多增大的倍数',
      safeguardWarmup: '估计时不计入预热',
    },
  },
  'schedule-free-sgd': {
    name: '免调度 SGD',
    params: {
      ...hints('lr', 'weightDecay'),
      momentum: '求梯度的点离平均点有多近',
      r: '越晚的点权重越大：幂次',
      weightLrPower: '平均权重中学习率的幂次',
    },
  },
  'schedule-free-adamw': {
    name: '免调度 AdamW',
    params: {
      ...hints('lr', 'beta2', 'eps', 'weightDecay'),
      beta1: '求梯度的点离平均点有多近',
      r: '越晚的点权重越大：幂次',
      weightLrPower: '平均权重中学习率的幂次',
    },
  },
  lamb: {
    name: 'LAMB',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection'),
  },
  lars: {
    name: 'LARS',
    params: { ...hints('lr', 'momentum', 'weightDecay'), trust: '每步占权重的比例' },
  },
  muon: {
    name: 'Muon',
    params: {
      ...hints('lr', 'momentum', 'nesterov', 'weightDecay'),
      iterations: 'Newton–Schulz 迭代次数',
      auxLr: '向量参数的学习率（Adam）',
      auxBeta1: '向量参数的 β₁（Adam）',
      auxBeta2: '向量参数的 β₂（Adam）',
      auxEps: '向量参数的 ε（Adam）',
    },
  },
  shampoo: {
    name: 'Shampoo',
    params: {
      ...hints('lr', 'momentum', 'eps', 'weightDecay'),
      interval: '每隔多少次更新重新求根',
      maxSize: '矩阵的最大边长；更长的只保留对角线',
    },
  },
  sophia: {
    name: 'Sophia',
    params: {
      ...hints('lr', 'beta1', 'eps', 'weightDecay'),
      beta2: '曲率均值的衰减率',
      gamma: '曲率的系数：越小裁剪越多',
      interval: '每隔多少次更新重新估计曲率',
    },
  },
  'sgd-hypergradient': {
    name: '超梯度 SGD',
    params: { ...hints('weightDecay'), lr: '初始学习率', hyperLr: '学习率的学习率' },
  },
  polyak: {
    name: 'Polyak 步长',
    params: {
      ...hints('eps'),
      lr: 'Polyak 步长的系数',
      fMin: '极小点处的损失；留空则用曲面自带的值',
      maxRate: '学习率上限',
    },
  },
  armijo: {
    name: 'Armijo 线搜索',
    params: {
      lr: '最先尝试的学习率',
      c: '要求达到预期下降量的比例',
      shrink: '两次尝试之间的缩小系数',
      trials: '最多尝试次数',
    },
  },
  newton: {
    name: '牛顿法',
    params: { lr: '跳跃的比例', damping: '阻尼：加到每个曲率上', saddleFree: '把负曲率取绝对值' },
  },
  lbfgs: {
    name: 'L-BFGS',
    params: { lr: '最先尝试的步长', history: '记住的步数', lineSearch: '搜索合适的步长' },
  },
  custom: {
    name: '自定义规则',
    params: { ...hints('lr'), rule: '使用链接中的第几条规则' },
  },
};
