import type { LessonContent } from '../types.ts';

const opening =
  'run=sgd&run=sgd,momentum:0.9&run=adam&steps=500&view=study&study=grid,measure:final&axis=lr,from:1e-5,to:10,n:61';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`A result without its search is half a result. Dodge and others proposed to report the *expected best of $k$ trials*: if the rate is drawn at random from the range, how good will the best of $k$ be? With the $N$ values sorted, $v_1 \le v_2 \le \dots$,
$$E_k = \sum_{i} v_i\,\Bigl[\bigl(\tfrac{N-i+1}{N}\bigr)^k - \bigl(\tfrac{N-i}{N}\bigr)^k\Bigr].$$

On Rosenbrock's function, with five trials, Adam is at $0.32$, momentum at $2.6$ and gradient descent at $5.1$. With a hundred Adam is still ahead in expectation, $1.4\cdot10^{-5}$ against $9\cdot10^{-5}$, although the best single momentum run of the grid beats all of Adam's by far. Which one is "better" is a question about the budget.`,
        zh: String.raw`不交代搜索过程的结果只是半个结果。Dodge 等人建议报告*$k$ 次尝试的期望最优值*：若学习率在范围内随机抽取，$k$ 次中最好的会有多好？设 $N$ 个值已排序 $v_1 \le v_2 \le \dots$，
$$E_k = \sum_{i} v_i\,\Bigl[\bigl(\tfrac{N-i+1}{N}\bigr)^k - \bigl(\tfrac{N-i}{N}\bigr)^k\Bigr].$$

在 Rosenbrock 函数上，试五次时 Adam 为 $0.32$，动量为 $2.6$，梯度下降为 $5.1$。试一百次时，Adam 的期望仍领先，$1.4\cdot10^{-5}$ 对 $9\cdot10^{-5}$，尽管网格中动量的最佳一次远胜 Adam 的所有轨迹。哪个“更好”，取决于预算。`,
      },
    },
  ],
  look: {
    en: 'The curves of the expected best over the number of trials: do they cross?',
    zh: '看期望最优值随尝试次数的曲线：它们会相交吗？',
  },
  question: {
    en: 'The range of rates was 1e-5 to 10 for all. Is that fair?',
    zh: '所有方法的学习率范围都是 1e-5 到 10，这公平吗？',
  },
  answer: {
    en: 'It favours whoever has its good rates in the middle and tolerates the ends. A range is a part of the method, and has to be reported with it.',
    zh: '它有利于“好学习率居中、两端也能容忍”的方法。搜索范围是方法的一部分，必须一并报告。',
  },
  reading: [
    'Dodge, Gururangan, Card, Schwartz, Smith 2019, Show your work: improved reporting of experimental results',
    'Sivaprasad et al. 2020, Optimizer benchmarking needs to account for hyperparameter tuning',
  ],
  claims: [
    {
      id: 'adam',
      text: {
        en: "With five trials Adam's expected best is 0.32 …",
        zh: '试五次时，Adam 的期望最优值为 0.32……',
      },
      query: opening,
      quantity: 'expectedBest[2]@5',
      expected: 0.318,
      tolerance: 0.0005,
    },
    {
      id: 'momentum',
      text: { en: '… that of momentum 2.6 …', zh: '……动量为 2.6……' },
      query: opening,
      quantity: 'expectedBest[1]@5',
      expected: 2.647,
      tolerance: 0.0005,
    },
    {
      id: 'sgd',
      text: { en: '… that of gradient descent 5.1.', zh: '……梯度下降为 5.1。' },
      query: opening,
      quantity: 'expectedBest[0]@5',
      expected: 5.125,
      tolerance: 0.0005,
    },
    {
      id: 'adam-many',
      text: { en: "With a hundred trials Adam's is 1.4e-5 …", zh: '试一百次时，Adam 为 1.4e-5……' },
      query: opening,
      quantity: 'expectedBest[2]@100',
      expected: 1.38e-5,
      tolerance: 1e-7,
    },
    {
      id: 'momentum-many',
      text: { en: '… that of momentum 9e-5.', zh: '……动量为 9e-5。' },
      query: opening,
      quantity: 'expectedBest[1]@100',
      expected: 8.97e-5,
      tolerance: 1e-7,
    },
  ],
};
