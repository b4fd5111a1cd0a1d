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
    about: '沿梯度的反方向走；加上动量后像重球一样滚动，能穿过山谷，也会冲过极小点。',
    params: { ...hints('lr', 'momentum', 'nesterov', 'weightDecay', 'as'), dampening: '新梯度的阻尼' },
    choices: { as: libraries },
  },
  adagrad: {
    name: 'Adagrad',
    about: '除以历史梯度平方和的平方根：学习率只减不增，梯度越稀少的坐标减得越慢。',
    params: {
      ...hints('lr', 'initialAccumulator', 'eps', 'weightDecay', 'as'),
      lrDecay: '学习率的额外衰减：η/(1 + 衰减·t)',
    },
    choices: { as: libraries },
  },
  adadelta: {
    name: 'Adadelta',
    about: '用自己最近的步长来缩放下一步：量纲一致，也不必挑选学习率。',
    params: { ...hints('lr', 'eps', 'weightDecay', 'as'), rho: '两个滑动平均的衰减率' },
    choices: { as: libraries },
  },
  rmsprop: {
    name: 'RMSprop',
    about: '会遗忘的 Adagrad：除以近期梯度的均方根，学习率因此可以回升。',
    params: {
      ...hints('lr', 'eps', 'momentum', 'weightDecay', 'as'),
      alpha: '梯度平方均值的衰减率',
      centered: '改为除以标准差',
    },
    choices: { as: libraries },
  },
  adam: {
    name: 'Adam',
    about: '动量除以梯度的均方根，两者都修正了从零开始的偏差。',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection', 'as'),
    choices: { as: libraries },
  },
  amsgrad: {
    name: 'AMSGrad',
    about: '分母只增不减的 Adam：Adam 过早忘掉罕见的大梯度而不收敛时，它能收敛。',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection'),
  },
  adamw: {
    name: 'AdamW',
    about: '权重衰减直接作用在参数上的 Adam，不再被自适应学习率扭曲。',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection'),
  },
  adamax: {
    name: 'AdaMax',
    about: '用近期最大的梯度代替均方根作分母的 Adam。',
    params: { ...hints('lr', 'beta1', 'eps', 'weightDecay', 'as'), beta2: '最大梯度的衰减率' },
    choices: { as: libraries },
  },
  nadam: {
    name: 'NAdam',
    about: '带 Nesterov 前瞻的 Adam：不等动量跟上，当前梯度就先起作用。',
    params: {
      ...hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'as'),
      momentumDecay: '动量预热的快慢',
    },
    choices: { as: { pytorch: 'PyTorch', keras: 'Keras', optax: 'Optax' } },
  },
  radam: {
    name: 'RAdam',
    about: '开始时只是普通动量，等二阶矩积累了足够多的梯度，才变成 Adam。',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay'),
  },
  rprop: {
    name: 'Rprop',
    about: '只看梯度的符号：符号不变步长就增大，符号翻转步长就减小。',
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
    about: '学习率逐渐下降的 SGD，同时记录路径的平均值：平均值受噪声的影响更小。',
    params: {
      ...hints('lr', 'weightDecay'),
      lambd: '参数与学习率的衰减',
      alpha: '学习率下降的幂次',
      t0: '从第几次更新之后开始平均',
    },
  },
  adafactor: {
    name: 'Adafactor',
    about: '没有动量的 Adam：矩阵只保存梯度平方的行均值与列均值，步长与权重的大小成比例。',
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
    about: '除以梯度偏离其均值的程度的 Adam：梯度一致的地方迈大步。',
    params: { ...hints('lr', 'beta1', 'eps', 'weightDecay'), beta2: '偏差平方均值的衰减率' },
  },
  yogi: {
    name: 'Yogi',
    about: '二阶矩每次只作有限变化的 Adam，学习率因此不会突然跃升。',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'initialAccumulator', 'weightDecay', 'as'),
    choices: { as: { pytorch: 'PyTorch', optax: 'Optax' } },
  },
  lion: {
    name: 'Lion',
    about: '按动量的符号前进，每个坐标都走同样的长度。',
    params: { ...hints('lr', 'weightDecay'), beta1: '动量在步进中所占的比重', beta2: '动量的衰减率' },
  },
  adan: {
    name: 'Adan',
    about: '在 Adam 中加入梯度的变化量：不必多算一次梯度的 Nesterov 前瞻。',
    params: {
      ...hints('lr', 'beta1', 'eps', 'weightDecay'),
      beta2: '梯度变化均值的衰减率',
      beta3: '二阶矩的衰减率',
    },
  },
  adopt: {
    name: 'ADOPT',
    about: '只用过去的二阶矩作分母的 Adam：无论 β₂ 取多少都收敛。',
    params: { ...hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay'), clip: '裁剪归一化后的梯度' },
  },
  ademamix: {
    name: 'AdEMAMix',
    about: '多一个慢得多的梯度均值的 Adam：旧梯度在几千次更新之后仍有用处。',
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
    about: '把原始梯度重新混入 Adam 的两个矩：介于梯度下降与 Adam 之间。',
    params: {
      ...hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay'),
      nu1: '分子中均值的比重',
      nu2: '分母中均值的比重',
    },
  },
  prodigy: {
    name: 'Prodigy',
    about: '自己估计学习率的 Adam：依据已经走了多远，以及梯度是否仍指向来路的反方向。',
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
    about: '对路径取平均，并在平均点附近求梯度：不用学习率调度，也有学习率下降的效果。',
    params: {
      ...hints('lr', 'weightDecay'),
      momentum: '求梯度的点离平均点有多近',
      r: '越晚的点权重越大：幂次',
      weightLrPower: '平均权重中学习率的幂次',
    },
  },
  'schedule-free-adamw': {
    name: '免调度 AdamW',
    about: '以路径平均代替学习率下降的 AdamW：随时停下都有好结果。',
    params: {
      ...hints('lr', 'beta2', 'eps', 'weightDecay'),
      beta1: '求梯度的点离平均点有多近',
      r: '越晚的点权重越大：幂次',
      weightLrPower: '平均权重中学习率的幂次',
    },
  },
  lamb: {
    name: 'LAMB',
    about: '每一层的步长等于该层权重的范数乘以学习率的 Adam；在二维平面上，两个坐标算作一层。',
    params: hints('lr', 'beta1', 'beta2', 'eps', 'weightDecay', 'biasCorrection'),
  },
  lars: {
    name: 'LARS',
    about: '每层每步只走其权重固定比例的动量法；在二维平面上，两个坐标算作一层。',
    params: { ...hints('lr', 'momentum', 'weightDecay'), trust: '每步占权重的比例' },
  },
  muon: {
    name: 'Muon',
    about: '把每个矩阵的动量正交化；在二维平面上，就是步长恒定的动量法。',
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
    about: '使用完整矩阵的 Adagrad：旋转过的碗对它并不更难；在二维平面上，就是全矩阵 Adagrad。',
    params: {
      ...hints('lr', 'momentum', 'eps', 'weightDecay'),
      interval: '每隔多少次更新重新求根',
      maxSize: '矩阵的最大边长；更长的只保留对角线',
    },
  },
  sophia: {
    name: 'Sophia',
    about: '动量除以曲率，再加裁剪：以略高于 Adam 的代价实现牛顿法的思想。',
    params: {
      ...hints('lr', 'beta1', 'eps', 'weightDecay'),
      beta2: '曲率均值的衰减率',
      gamma: '曲率的系数：越小裁剪越多',
      interval: '每隔多少次更新重新估计曲率',
    },
  },
  'sgd-hypergradient': {
    name: '超梯度 SGD',
    about: '自己学习学习率：相邻梯度方向一致就增大，方向相反就减小。',
    params: { ...hints('weightDecay'), lr: '初始学习率', hyperLr: '学习率的学习率' },
  },
  polyak: {
    name: 'Polyak 步长',
    about: '已知极小值有多低，一步走到切线降至该高度的地方。',
    params: {
      ...hints('eps'),
      lr: 'Polyak 步长的系数',
      fMin: '极小点处的损失；留空则用曲面自带的值',
      maxRate: '学习率上限',
    },
  },
  armijo: {
    name: 'Armijo 线搜索',
    about: '先沿梯度试一大步，再逐次减半，直到损失下降得足够多。',
    params: {
      lr: '最先尝试的学习率',
      c: '要求达到预期下降量的比例',
      shrink: '两次尝试之间的缩小系数',
      trials: '最多尝试次数',
    },
  },
  newton: {
    name: '牛顿法',
    about: '直接跳到当前拟合抛物面的底部：二次函数上一步到位，但也会被鞍点吸引。',
    params: { lr: '跳跃的比例', damping: '阻尼：加到每个曲率上', saddleFree: '把负曲率取绝对值' },
  },
  lbfgs: {
    name: 'L-BFGS',
    about: '由最近几步及各步上梯度的变化来推测曲率。',
    params: { lr: '最先尝试的步长', history: '记住的步数', lineSearch: '搜索合适的步长' },
  },
  custom: {
    name: '自定义规则',
    about: '由你输入的更新规则：用梯度、学习率和你自己的记忆变量写成。',
    params: { ...hints('lr'), rule: '使用链接中的第几条规则' },
  },
};
