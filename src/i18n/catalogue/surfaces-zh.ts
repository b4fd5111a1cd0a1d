/** 损失曲面的名称、说明和参数：简体中文。 */
import type { SameShape } from './rows.ts';
import type { surfacesEn } from './surfaces-en.ts';

export const surfacesZh: SameShape<typeof surfacesEn> = {
  rosenbrock: {
    name: 'Rosenbrock 函数',
    params: { a: '极小值的位置 (a, a²)', b: '谷壁的陡峭程度' },
  },
  beale: {
    name: 'Beale 函数',
    params: {},
  },
  himmelblau: {
    name: 'Himmelblau 函数',
    params: {},
  },
  booth: {
    name: 'Booth 函数',
    params: {},
  },
  matyas: {
    name: 'Matyas 函数',
    params: {},
  },
  'three-hump-camel': {
    name: '三峰驼函数',
    params: {},
  },
  'six-hump-camel': {
    name: '六峰驼函数',
    params: {},
  },
  'goldstein-price': {
    name: 'Goldstein–Price 函数',
    params: {},
  },
  'styblinski-tang': {
    name: 'Styblinski–Tang 函数',
    params: {},
  },
  ackley: {
    name: 'Ackley 函数',
    params: {},
  },
  rastrigin: {
    name: 'Rastrigin 函数',
    params: {},
  },
  griewank: {
    name: 'Griewank 函数',
    params: {},
  },
  levy: {
    name: 'Lévy 13 号函数',
    params: {},
  },
  easom: {
    name: 'Easom 函数',
    params: {},
  },
  mccormick: {
    name: 'McCormick 函数',
    params: {},
  },
  quadratic: {
    name: '二次碗',
    params: { condition: '条件数：陡方向比缓方向陡多少', angle: '长轴的角度（度）' },
  },
  saddle: {
    name: '鞍面',
    params: {},
  },
  'monkey-saddle': {
    name: '猴鞍面',
    params: {},
  },
  valley: {
    name: '折痕山谷',
    params: { kappa: '横穿山谷方向的陡峭程度' },
  },
  factorisation: {
    name: '矩阵分解',
    params: {},
  },
  regression: {
    name: '直线拟合',
    params: { batch: '每个小批量的样本数', n: '数据点的个数', noise: '数据点的离散程度' },
  },
  sparse: {
    name: '稀疏特征',
    params: { rate: '含稀疏特征的样本比例', batch: '每个小批量的样本数' },
  },
  reddi: {
    name: 'Adam 的反例',
    params: { period: '相邻两次大梯度之间的更新次数', slope: '平均斜率' },
  },
  custom: {
    name: '自定义公式',
    params: {},
  },
  mnist: {
    name: '识别数字的神经网络',
    params: {
      data: '图像',
      hidden: '各隐藏层的单元数',
      batch: '每个小批量的图像数',
      dropout: '隐藏单元被丢弃的概率',
      activation: '隐藏单元的激活函数',
      init: '初始权重的取法',
      scale: '初始权重的标准差（取正态分布时）',
      images: '只用前若干张图像训练（0：全部）',
      shift: '每张图像最多平移的像素数',
      rotate: '每张图像最多旋转的角度',
      noise: '给每个像素加噪声（1：与墨迹一样强）',
      balance: '第 k 类的图像数与 1/k 的这个次幂成正比（0：保持原样）',
      labelNoise: '训练图像中被改成其他类别标签的比例',
    },
    choices: {
      data: { digits: '程序绘制的数字', mnist: 'MNIST', fashion: 'Fashion-MNIST' },
      activation: { relu: 'ReLU', tanh: 'tanh', gelu: 'GELU' },
      init: {
        torch: '与 torch.nn.Linear 相同',
        he: 'He（适合 ReLU）',
        glorot: 'Glorot（适合 tanh）',
        normal: '正态分布',
        mup: 'μP（随宽度缩放）',
      },
    },
  },
};
