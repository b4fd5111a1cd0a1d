/** 报告用语：简体中文。 */
import type { ReportWords } from './words-en.ts';

const joined = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join('、')}和 ${names[names.length - 1]}`;

export const wordsZh: ReportWords = {
  joined,
  colon: '：',
  titleOf: (surface, names) => `${surface}：${joined(names)}`,
  sections: {
    purpose: '实验目的',
    setup: '实验设置',
    settings: '各次运行的参数',
    results: '实验结果',
    figures: '图',
    discussion: '讨论',
    compared: '哪些差别是可靠的',
    limits: '各次运行受什么限制',
    scope: '本实验不能说明什么',
    again: '重现本实验',
  },
  purpose: {
    one: (name, surface) => `本实验观察 ${name} 如何求${surface}的极小值。`,
    several: (names, surface) =>
      `本实验在${surface}上比较 ${joined(names)}：更新次数相同时，谁的损失降得最低，其余各法又受什么限制。`,
    same: '所有运行从同一点出发，更新次数相同；除各自的参数外，没有其他差别。',
    sameNetworks: '所有运行使用相同的初始权重，并按相同的顺序看到相同的批次；除各自的参数外，没有其他差别。',
  },
  setup: {
    loss: '损失函数为',
    start: (point) => `所有运行都从 ${point} 出发。`,
    minima: (list) => `已知的最小损失为 ${list}。`,
    steps: (steps) => `每次运行更新 ${steps} 步。`,
    seed: (seed) => `随机种子为 ${seed}。`,
    seeds: (from, to) => `随机种子取 ${from} 至 ${to}，每个种子各运行一次。`,
    noChance: '本实验中没有任何随机成分：换用别的种子，结果完全相同，因此每项只运行一次。',
    update: '每一步更新为',
    rates:
      '逐元素计算，其中 rate 是每个参数的有效学习率，即算法由学习率 η 得出、实际作用于该参数的步长系数；direction 是更新方向。',
    data: (name, train, test) =>
      `数据为${name}：训练图像 ${train} 幅，测试图像 ${test} 幅，每幅 28 × 28 像素，共十类；像素值缩放到 0 至 1。`,
    dataNames: {
      digits: '程序自行绘制的手写体数字',
      mnist: ' MNIST（LeCun 等，1998）',
      fashion: ' Fashion-MNIST（Xiao 等，2017）',
    },
    network: (units, parameters) =>
      `网络由全连接层组成，各层单元数为 ${units}，层间用 ReLU 激活，共 ${parameters} 个参数。权重和偏置按 torch.nn.Linear 的方式初始化：对 n 个输入，在 ±1/√n 之间均匀抽取。`,
    crossEntropy: '损失为一个批次 B 上 softmax 交叉熵的平均值：',
    batch: (batch, epoch) => `每步更新使用一个 ${batch} 幅图像的批次，${epoch} 步为一轮（epoch）。`,
    dropout: (p) => `训练时以概率 ${p} 随机丢弃（dropout）每个隐藏单元。`,
    augmented: (how) => `训练时对图像作随机变换：${how}。`,
    shift: (pixels) => `平移至多 ${pixels} 像素`,
    rotate: (degrees) => `旋转至多 ${degrees}°`,
    pixelNoise: (sigma) => `每个像素加上标准差为 ${sigma} 的噪声`,
  },
  settings: {
    symbol: '符号',
    name: '超参数',
    value: '取值',
    yes: '是',
    no: '否',
    unused: '不使用',
    convention: (library) => `更新公式采用 ${library} 的写法：`,
    update: '更新公式为',
    schedule: (name) => `学习率调度：${name}`,
    stage: (name) => `梯度处理：${name}`,
    constant: '学习率保持不变，没有调度。',
    if: '若',
    otherwise: '否则',
  },
  results: {
    run: '运行',
    final: '最终损失',
    best: '最低损失',
    bestStep: '出现在第几步',
    reached: (tolerance) => `降到 ${tolerance} 的步数`,
    above: (minimum) =>
      `“降到”指损失首次不高于${minimum === '0' ? '该值' : `最小损失 ${minimum} 加上该值`}；短横表示没有达到。`,
    toLoss: '“降到”指测试图像上的损失在某次评估中首次不高于该值；短横表示没有达到。',
    status: '状态',
    finished: '完成',
    divergedAt: (step) => `第 ${step} 步发散`,
    undefined: '起点处无定义',
    divergedIn: (count, of) => `${of} 个种子中有 ${count} 个发散`,
    someReached: (count, of) => `（${count}/${of}）`,
    spread: (n) => `表中为 ${n} 个种子的平均值 ± 标准差（分母为 n − 1）；发散的运行不计入平均值，另行计数。`,
    losses: '损失均指测试图像上的损失。',
    accuracyTitle: '最后一步更新之后的准确率',
    train: '训练图像',
    validation: '验证图像',
    test: '测试图像',
    validationAll: '测试图像共 2000 幅，验证图像就是这些图像。',
    validationNote:
      '验证图像是测试图像中的 2000 幅，页面上的曲线就是在它们上面画出的；它们属于测试图像，并不是第三个独立的集合。',
  },
  figures: {
    step: '步',
    loss: '损失',
    testLoss: '测试损失',
    accuracy: '测试准确率',
    rateX: (axis) => `${axis} 的有效学习率`,
    rateLayer: (layer) => `第 ${layer} 层有效学习率的中位数`,
    captions: {
      landscape: '损失曲面的等高线与各次运行的轨迹；圆点为终点。',
      losses: '损失随更新步数的变化。',
      accuracies: '测试图像上的准确率随更新步数的变化。',
      rates: '各坐标的有效学习率。',
      ratesNetworks: '有效学习率：每一层中得到过梯度的权重的中位数。',
    },
    firstSeed: (seed) => `图中为种子 ${seed} 的结果。`,
  },
  compared: {
    criterion: (n, pairs) =>
      `以下结论依据 ${n} 个种子。只有当逐个种子相减所得差值的平均值超出差值的波动时，才说一次运行优于另一次：即自由度为 ${n - 1} 的 Student t 分布给出的 95% 置信区间${pairs > 1 ? `（按 Bonferroni 方法对 ${pairs} 对比较作了校正）` : ''}不含零。`,
    oneSeed:
      '只用了一个种子，无从得知种子之间的波动，因此不对孰优孰劣下结论。多用几个种子（--seeds 5）才能判断。',
    certain: '本实验没有随机成分，各次运行之间的差别不存在波动；相对差别超过 10⁻⁹ 即视为确有差别。',
    loss: '最终损失',
    lossOnTest: '测试图像上的最终损失',
    accuracyOnTest: '测试图像上的准确率',
    lower: (name, value, others, what) => `${name} 的${what}（${value}）低于 ${joined(others)}。`,
    higher: (name, value, others, what) => `${name} 的${what}（${value}）高于 ${joined(others)}。`,
    undecided: (a, b, what) => `就${what}而言，${a} 与 ${b} 无法区分高下。`,
    diverged: (name, count, of) =>
      of === 1 ? `${name} 发散。` : `${name} 在 ${of} 个种子中有 ${count} 个发散，不参与比较。`,
    one: '只有一次运行没有发散，无可比较。',
    none: '所有运行都发散，无可比较。',
  },
  limits: {
    criteria: (seed, chance) =>
      `${chance ? `以种子 ${seed} 为准，` : ''}依据每次运行最后五分之一的更新判断。“学习率 × 曲率”指 R½HR½ 的最大特征值与该算法稳定界限之比，其中 H 为 Hessian 矩阵，R = diag(有效学习率)；达到 1 时，更新开始越来越严重地越过极小点。有效学习率不足其最大值的十分之一，称为学习率消失。`,
    networks: '对神经网络，这一比值在 512 幅训练图像上、在部分评估步测量。',
    undefined: '起点处损失或梯度没有定义。',
    diverged: (step, above) =>
      above === null
        ? `第 ${step} 步发散；没有证据表明“学习率 × 曲率”曾超过界限。`
        : `学习率 × 曲率过大：最后几步达到稳定界限的 ${above} 倍，第 ${step} 步发散。`,
    arrived: (excess) => `没有受到限制，已经到达：与已知最小损失的差距只有起点处的 ${excess}。`,
    stationary: (gradient) =>
      `受曲面限制：梯度已经消失（只有起点处的 ${gradient}），而损失仍高于最小值；这里是局部极小点、鞍点或平坦区域。`,
    edge: (part, share) =>
      `受学习率 × 曲率限制：最后的更新中有 ${part} 已达到稳定界限的 95% 以上（中位数为界限的 ${share}），再增大学习率也不会降得更低。`,
    noise: (mean, sd, share) =>
      `受噪声限制：损失不再下降，只在 ${mean} ± ${sd} 附近波动${share === null ? '' : `，此时学习率 × 曲率为界限的 ${share}`}；让学习率逐渐减小或增大批次，可以降得更低。`,
    vanishing: (factor, bySchedule, share) =>
      `受学习率消失限制：有效学习率缩小到最大值的 1/${factor}${bySchedule === null ? '' : `，其中调度使其缩小到 1/${bySchedule}`}${share === null ? '' : `；结束时学习率 × 曲率只有稳定界限的 ${share}`}。`,
    budget: (factor, share) =>
      `受更新步数限制：损失仍在下降${factor === null ? '' : `，最后五分之一的更新又使它缩小到 1/${factor}`}${share === null ? '' : `，此时学习率 × 曲率为稳定界限的 ${share}`}。`,
    unclear: (share) =>
      `以上判据均不适用：损失几乎不再下降${share === null ? '' : `，学习率 × 曲率为稳定界限的 ${share}`}。`,
  },
  scope: {
    text: '以上比较只针对这些参数和这一更新步数。换一个学习率，名次可能颠倒；要了解各算法对学习率的依赖，应当扫描学习率（study=grid，axis=lr）。',
    networks: '在这个小网络上成立的结论，对大网络未必成立。',
  },
  again: {
    link: '链接：',
    command: '不用浏览器：',
    versions: (version, defaults) => `Adascope ${version}，默认值第 ${defaults} 版。`,
    bits: '同一链接在任何 JavaScript 引擎中给出的数值完全相同，直到最后一位。',
    bitsNetworks: '网络由 simd 引擎计算，它在任何机器上给出的数值完全相同，直到最后一位。',
  },
};
