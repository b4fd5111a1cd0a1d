/** 损失曲面的名称、说明和参数：简体中文。 */
import type { SameShape } from './rows.ts';
import type { surfacesEn } from './surfaces-en.ts';

export const surfacesZh: SameShape<typeof surfacesEn> = {
  rosenbrock: {
    name: 'Rosenbrock 函数',
    about: '弯曲的山谷：落到谷底容易，沿着弯道走到极小值却很慢。',
    params: { a: '极小值的位置 (a, a²)', b: '谷壁的陡峭程度' },
  },
  beale: {
    name: 'Beale 函数',
    about: '陡壁之间的平原：同一个固定学习率，对陡壁太大，对平原又太小。',
    params: {},
  },
  himmelblau: {
    name: 'Himmelblau 函数',
    about: '四个同样深的极小值：落入哪一个，取决于起点和优化算法。',
    params: {},
  },
  booth: {
    name: 'Booth 函数',
    about: '平缓而倾斜的碗：合理的算法都能到达，比的是谁走得更直接。',
    params: {},
  },
  matyas: {
    name: 'Matyas 函数',
    about: '沿对角线的狭长浅碗：山谷斜着时，逐坐标的学习率帮不上忙。',
    params: {},
  },
  'three-hump-camel': {
    name: '三峰驼函数',
    about: '并排的三个山谷：动量也许能把轨迹带过驼峰，进入最深的谷。',
    params: {},
  },
  'six-hump-camel': {
    name: '六峰驼函数',
    about: '六个山谷，其中两个最深：起点稍有变化，结果就不同。',
    params: {},
  },
  'goldstein-price': {
    name: 'Goldstein–Price 函数',
    about: '函数值横跨六个数量级：步长不依赖梯度大小的算法才走得平稳。',
    params: {},
  },
  'styblinski-tang': {
    name: 'Styblinski–Tang 函数',
    about: '每个坐标各有两个谷：逐坐标更新的算法在每个方向上分别选择。',
    params: {},
  },
  ackley: {
    name: 'Ackley 函数',
    about: '布满波纹的平原，中央一个深漏斗：没有动量或噪声，就会停在第一道波纹里。',
    params: {},
  },
  rastrigin: {
    name: 'Rastrigin 函数',
    about: '布满均匀波纹的碗：梯度几乎不透露全局极小值在哪里。',
    params: {},
  },
  griewank: {
    name: 'Griewank 函数',
    about: '宽阔的碗上叠着波纹：远看光滑，近看处处是陷阱。',
    params: {},
  },
  levy: {
    name: 'Lévy 13 号函数',
    about: '碗面上的细密波纹：步子比波纹大就能跨过去，比波纹小就会被困住。',
    params: {},
  },
  easom: {
    name: 'Easom 函数',
    about: '平原上的一根针：梯度几乎为零的地方，只有归一化的步子还在前进。',
    params: {},
  },
  mccormick: {
    name: 'McCormick 函数',
    about: '倾斜的波浪：同样的山谷一再出现，一个比一个低。',
    params: {},
  },
  quadratic: {
    name: '二次碗',
    about: '理论中的椭圆碗：转过一个角度，逐坐标学习率的优势就消失了。',
    params: { condition: '条件数：陡方向比缓方向陡多少', angle: '长轴的角度（度）' },
  },
  saddle: {
    name: '鞍面',
    about: '几乎从山脊上出发：看谁能最快地放大微小的梯度，逃离鞍点。',
    params: {},
  },
  'monkey-saddle': {
    name: '猴鞍面',
    about: '中心处梯度和曲率同时为零：最平坦、最难逃离的鞍点。',
    params: {},
  },
  valley: {
    name: '折痕山谷',
    about: '谷底不可微：梯度不会变小，所以固定的学习率会一直来回跳。',
    params: { kappa: '横穿山谷方向的陡峭程度' },
  },
  factorisation: {
    name: '矩阵分解',
    about: '极小值连成一条曲线：小学习率停在狭窄而不平衡之处，大学习率走向宽阔而平衡之处。',
    params: {},
  },
  regression: {
    name: '直线拟合',
    about: '小批量最小二乘：真实的梯度噪声，固定的学习率永远无法把它平均掉。',
    params: { batch: '每个小批量的样本数', n: '数据点的个数', noise: '数据点的离散程度' },
  },
  sparse: {
    name: '稀疏特征',
    about: '第二个坐标只是偶尔得到梯度：正是 Adagrad 的用武之地。',
    params: { rate: '含稀疏特征的样本比例', batch: '每个小批量的样本数' },
  },
  reddi: {
    name: 'Adam 的反例',
    about: '少数大梯度本应压过许多小梯度：Adam 忘掉它们，越走越远；AMSGrad 不会。',
    params: { period: '相邻两次大梯度之间的更新次数', slope: '平均斜率' },
  },
  custom: {
    name: '自定义公式',
    about: '输入任意 x 和 y 的函数，梯度由程序精确求出。',
    params: {},
  },
  mnist: {
    name: '识别数字的神经网络',
    about: '几万个权重学习识别数字：规则相同，只是两个学习率变成了一整个分布。',
    params: {
      data: '图像',
      hidden: '各隐藏层的单元数',
      batch: '每个小批量的图像数',
      dropout: '隐藏单元被丢弃的概率',
      images: '只用前若干张图像训练（0：全部）',
      shift: '每张图像最多平移的像素数',
      rotate: '每张图像最多旋转的角度',
      noise: '给每个像素加噪声（1：与墨迹一样强）',
    },
    choices: { data: { digits: '程序绘制的数字', mnist: 'MNIST', fashion: 'Fashion-MNIST' } },
  },
};
