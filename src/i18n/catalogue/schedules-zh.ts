/** 学习率调度与梯度处理的名称、说明和参数：简体中文。 */
import type { SameShape } from './rows.ts';
import type { schedulesEn, stagesEn } from './schedules-en.ts';

export const schedulesZh: SameShape<typeof schedulesEn> = {
  step: {
    name: '阶梯衰减',
    about: '每隔固定的更新次数按比例降低学习率：先快后细。',
    params: { every: '两次降低之间的更新次数', gamma: '每次乘以的系数' },
  },
  multistep: {
    name: '多阶梯衰减',
    about: '在指定的更新之后降低学习率：图像识别的经典做法。',
    params: { at: '在这些更新之后降低', gamma: '每次乘以的系数' },
  },
  exponential: {
    name: '指数衰减',
    about: '每次更新后乘以同一个系数；衰减太快，就会停在半路。',
    params: { gamma: '每次更新乘以的系数' },
  },
  linear: {
    name: '线性变化',
    about: '学习率的系数从一个值匀速变到另一个值，然后保持不变。',
    params: { from: '起始系数', to: '最终系数', steps: '经过的更新次数' },
  },
  polynomial: {
    name: '多项式衰减',
    about: '按剩余时间的幂次降到零。',
    params: { steps: '降到零的更新次数', power: '幂次：1 为直线' },
  },
  cosine: {
    name: '余弦退火',
    about: '半个余弦：高学习率停留久，缓缓下降，低学习率也停留久。',
    params: { steps: '降到最低所用的更新次数', min: '最低学习率' },
  },
  'cosine-restarts': {
    name: '余弦退火（热重启）',
    about: '退火之后又跳回高处：每次重启都可能离开较差的极小值。',
    params: { period: '第一个周期的更新次数', mult: '每个周期是前一个的多少倍', min: '最低学习率' },
  },
  cyclic: {
    name: '循环学习率',
    about: '在原学习率与更高的学习率之间来回摆动：不必恰好选对某一个值。',
    params: {
      max: '最高学习率',
      up: '上升的更新次数',
      down: '下降的更新次数',
      mode: '各周期的高度',
      gamma: '指数模式下每次更新乘以的系数',
    },
    choices: { mode: { triangular: '始终相同', triangular2: '每周期减半', 'exp-range': '指数缩小' } },
  },
  'one-cycle': {
    name: '单周期',
    about: '一次升到很高，再一路降到几乎为零：即“超收敛”。',
    params: {
      steps: '总更新次数',
      warmup: '上升阶段所占比例',
      div: '初始学习率：原学习率除以此数',
      finalDiv: '最终学习率：初始学习率除以此数',
    },
  },
  'inverse-time': {
    name: '逆时间衰减',
    about: 'η/(1 + k(t − 1))，噪声梯度的理论所要求：慢到足以走完全程，快到足以安定。',
    params: { k: '衰减的快慢' },
  },
  'inverse-sqrt': {
    name: '逆平方根衰减',
    about: 'Transformer 的做法：先上升，再随时间的平方根下降，不需要预定终点。',
    params: { warmup: '上升的更新次数' },
  },
  'warmup-stable-decay': {
    name: '预热–稳定–衰减',
    about: '梯形的学习率：大部分进步要到最后下降时才显现。',
    params: {
      warmup: '上升的更新次数',
      stable: '保持不变的更新次数',
      decay: '下降的更新次数',
      min: '最低学习率',
    },
  },
  plateau: {
    name: '停滞时降低',
    about: '等到损失不再改善，再降低学习率。',
    note:
      '改善按最佳损失的相对值衡量（与 PyTorch 相同）：损失低于 best·(1 − threshold)。' +
      '损失为负时，这个界限高于最佳损失，因此损失稳定在负值时永不触发。与 PyTorch 的 eps = 1e-8 相同，不超过 1e-8 的降低不执行。',
    params: {
      factor: '每次乘以的系数',
      patience: '容忍多少次没有改善的更新',
      threshold: '算作改善的最小相对幅度',
      cooldown: '降低之后不计数的更新次数',
      min: '最低学习率',
    },
  },
  gradient: {
    name: '梯度平稳时降低',
    about: '梯度的大小不再变化时，降低学习率。',
    params: {
      threshold: '算作没有变化的最大相对幅度',
      factor: '每次乘以的系数',
      window: '连续多少次更新没有变化',
    },
  },
  warmup: {
    name: '预热',
    about: '从小学习率升到完整的学习率：最初的梯度，以及 Adam 最初的估计，都不可靠。',
    params: { steps: '上升的更新次数', from: '起始系数' },
  },
};

export const stagesZh: SameShape<typeof stagesEn> = {
  noise: {
    name: '梯度噪声',
    about: '给每条轨迹的梯度加上同样的噪声：哪些算法能把它平均掉？',
    params: { sigma: '标准差' },
  },
  precision: {
    name: '数值精度',
    about: '把梯度舍入到短格式：观察下溢和上溢，以及损失缩放的作用。',
    params: { format: '数值格式', scale: '损失缩放系数' },
    choices: { format: { fp32: 'float32', fp16: 'float16', bf16: 'bfloat16' } },
  },
  accumulate: {
    name: '梯度累积',
    about: '把几个小批量的梯度平均后才更新一次：用小块拼成大批量。',
    params: { every: '每次更新的小批量数' },
  },
  clip: {
    name: '梯度裁剪',
    about: '限制梯度的大小，免得一处陡崖把轨迹抛得太远。',
    note: '两个键都给时，先限制范数，再限制每个坐标；只给一个键时，另一个不起作用。',
    params: { norm: '整个梯度的最大范数', value: '每个坐标的最大绝对值' },
  },
};
