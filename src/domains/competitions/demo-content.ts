import type { Bilingual } from '../../kernel/contract.ts'
import type { CompetitionState } from './lifecycle.ts'

/** One competition of the demonstration: a template, its own words, and where it stands relative to today. */
export interface DemoCompetition {
  slug: string
  template: string
  /** Index into the organisations given to the loader; taken modulo their number. */
  organisation: number
  state: CompetitionState
  /** Days from today to the opening of entry. */
  opensIn: number
  fee: number
  places: number | null
  title: Bilingual
  summary: Bilingual
  body: Bilingual
  facts?: { who: Bilingual; where: Bilingual }
  /** Later versions of the rules: days before today, a line added to the text, the reason. */
  rules?: readonly { daysAgo: number; line: Bilingual; reason: Bilingual; objectionDays?: number }[]
  announcements?: readonly { daysAgo: number; title: Bilingual; body: Bilingual }[]
}

const both = (zh: string, en: string): Bilingual => ({ 'zh-CN': zh, en })

export const demoContent: readonly DemoCompetition[] = [
  {
    slug: 'delta-data-5',
    template: 'data-report',
    organisation: 0,
    state: 'open',
    opensIn: -18,
    fee: 120,
    places: 2000,
    title: both(
      '第五届长三角大学生|数据分析与|人工智能应用竞赛',
      'Delta Student Challenge|in Data Analysis|and Applied AI',
    ),
    summary: both('从一份冷链数据读到一个能执行的建议', 'From raw cold-chain data to advice a dispatcher can act on'),
    body: both(
      '给定一份真实的冷链物流数据，你要先读懂它，再预测它，最后说服一屋子评委。报告、代码和结果表都要交；公布成绩后，所有人都会收到分项反馈。\n\n## 数据从哪里来\n\n一家冷链企业 2023 至 2025 年的温度、路线与货损记录，共 41 万行，已去除身份信息。\n\n## 你会收到什么\n\n- 数据包与字段说明\n- 基线模型与评分脚本\n- 两次线上答疑的录像',
      'You are given real cold-chain logistics data. First read it, then predict it, then convince a room of judges. Hand in a report, the code and a table of results; everyone receives feedback by criterion after publication.\n\n## Where the data comes from\n\nTemperatures, routes and losses of one carrier from 2023 to 2025: 410,000 rows with identities removed.\n\n## What you receive\n\n- the data with a guide to its fields\n- a baseline model and the scoring script\n- recordings of two question hours',
    ),
    facts: { who: both('个人', 'Individuals'), where: both('线上', 'Online') },
    rules: [
      {
        daysAgo: 24,
        line: both(
          '7. 允许使用生成式工具，报告末尾须写明用在何处。',
          '7. Generative tools are allowed; say at the end of the report where they were used.',
        ),
        reason: both('答疑中多次问到，写进规则更清楚。', 'Asked many times; clearer in writing.'),
      },
      {
        daysAgo: 4,
        line: both(
          '8. 复现得分由评测脚本给出，脚本与版本号一并公布。',
          '8. Reproduction is scored by a script that is published with its version.',
        ),
        reason: both(
          '复现分改由脚本给出，人人可以自己先测。',
          'Reproduction is now scored by a script anyone can run first.',
        ),
      },
    ],
    announcements: [
      {
        daysAgo: 18,
        title: both('报名开放', 'Entry is open'),
        body: both('报名到下月初截止，名额 2,000 个。', 'Entry runs into next month; there are 2,000 places.'),
      },
      {
        daysAgo: 9,
        title: both('第一次线上答疑的录像', 'Recording of the first question hour'),
        body: both(
          '讲了字段说明、缺失值和评分脚本。录像在数据包页面。',
          'The guide to the fields, missing values and the scoring script. It stands beside the data.',
        ),
      },
    ],
  },
  {
    slug: 'county-brands',
    template: 'business-plan',
    organisation: 1,
    state: 'running',
    opensIn: -26,
    fee: 60,
    places: 200,
    title: both('县域品牌|商业计划书大赛', 'County Brands|Business Plan Contest'),
    summary: both('把一个县的好东西卖到县外去', 'Sell a county’s best beyond the county'),
    body: both(
      '选一个真实的县域产品，说清楚谁会买、为什么买、怎样赚到第一笔钱。\n\n先交计划书，前 12 名到现场路演：8 分钟讲，5 分钟答。县商务局会从获奖项目里挑三个签孵化协议。',
      'Choose a real product of a county and say who will buy it, why, and how the first money is made.\n\nHand in a plan first; the best twelve pitch on site, eight minutes to speak and five for questions. The county will sign incubation agreements with three of the winners.',
    ),
    announcements: [
      {
        daysAgo: 6,
        title: both('财务表模板更新', 'The financial table is updated'),
        body: both(
          '补上了冷链运费一行，旧模板也收。',
          'A line for chilled freight was added; the former table is accepted too.',
        ),
      },
    ],
  },
  {
    slug: 'cold-chain-grade-3',
    template: 'skills-contest',
    organisation: 2,
    state: 'open',
    opensIn: -40,
    fee: 380,
    places: 100,
    title: both('全国冷链运营|职业技能竞赛 · 三级', 'National Cold-Chain|Operations, Grade 3'),
    summary: both('从收货到交接，一条冷链走到底', 'One cold chain from receipt to hand-over'),
    body: both(
      '三个模块都在真实冷库里做：收货与测温、拣配与装车、异常处置答辩。成绩达到三级线的选手可换发职业技能等级证书。',
      'Three modules in a working cold store: receipt and measurement, picking and loading, and defending how you handled a failure. Those above the line of grade 3 may exchange their result for the vocational certificate.',
    ),
    facts: { who: both('个人', 'Individuals'), where: both('现场 · 青浦冷库实训中心', 'On site, Qingpu cold store') },
  },
  {
    slug: 'maritime-interpreting',
    template: 'skills-contest',
    organisation: 3,
    state: 'open',
    opensIn: -25,
    fee: 90,
    places: 100,
    title: both('海事英语|口译公开赛', 'Maritime Interpreting|Open'),
    summary: both('在汽笛声里听清每一个数字', 'Catch every figure through the horn'),
    body: both(
      '交传、视译、应急通话三个模块，考题取自真实的航行警告与港口调度录音。听力材料比赛当天才公布。',
      'Consecutive, sight translation and distress calls. The tasks are taken from real navigational warnings and harbour traffic; the recordings are opened on the day.',
    ),
    facts: { who: both('个人', 'Individuals'), where: both('现场', 'On site') },
  },
  {
    slug: 'winter-marathon',
    template: 'data-report',
    organisation: 0,
    state: 'open',
    opensIn: -2,
    fee: 0,
    places: null,
    title: both('青年算法马拉松|冬季赛', 'Young Algorithms Marathon,|Winter'),
    summary: both('两周一题，写清楚比写得快重要', 'One problem in two weeks: clear beats fast'),
    body: both(
      '一道开放题，两周时间。交一份能让别人读懂的解法：思路、证明、程序、实验。评委看的是你怎样想清楚一件事。',
      'One open problem, two weeks. Hand in a solution somebody else can follow: idea, proof, program, experiment. Judges read how you came to understand it.',
    ),
  },
  {
    slug: 'xiling-type',
    template: 'design-portfolio',
    organisation: 4,
    state: 'open',
    opensIn: -1,
    fee: 200,
    places: null,
    title: both('西泠字体|与排版设计奖', 'Xiling Prize|for Type and Typography'),
    summary: both('一套能放进街上的字', 'Lettering fit for a street'),
    body: both(
      '把文字放回它要去的地方：门楣、站牌、菜单、屏幕。\n\n命题组今年的题目是“桥”：为运河上的十二座桥做一套名牌。开放组不限题目。获奖作品明年春天在运河边展出。',
      'Put letters back where they will live: over a door, on a stop, in a menu, on a screen.\n\nThis year’s set theme is “bridges”: name plates for twelve bridges of the canal. The open track takes any subject. The winners are shown by the canal next spring.',
    ),
  },
  {
    slug: 'mechatronics-students',
    template: 'skills-contest',
    organisation: 2,
    state: 'announced',
    opensIn: 9,
    fee: 260,
    places: 100,
    title: both('机电一体化装调|学生组', 'Mechatronics Assembly,|Students'),
    summary: both('六小时，让一条小产线动起来', 'Six hours to set a small line in motion'),
    body: both(
      '拿到图纸和一箱零件，装好、接好、编好程序，再说清楚为什么这样做。三个模块一天完成。',
      'Drawings and a box of parts: assemble, wire, program, then say why. Three modules in a day.',
    ),
  },
  {
    slug: 'winter-skating',
    template: 'judged-sport',
    organisation: 3,
    state: 'provisional',
    opensIn: -32,
    fee: 300,
    places: 48,
    title: both('冬季花样滑冰|邀请赛', 'Winter Figure Skating|Invitational'),
    summary: both('短节目与自由滑，两场定名次', 'Short programme and free skating decide'),
    body: both(
      '九名裁判，每个动作、每项节目内容都逐一打分。成绩公布后，任何人都能从裁判的原始分一步步算到总分。',
      'Nine judges score every element and every component. Once results are out, anyone can go from the judges’ marks to the total step by step.',
    ),
  },
  {
    slug: 'logistics-simulation',
    template: 'data-report',
    organisation: 1,
    state: 'final',
    opensIn: -92,
    fee: 80,
    places: 300,
    title: both('全国大学生|物流仿真赛', 'Student Logistics|Simulation'),
    summary: both('让一座仓库在屏幕里先跑一年', 'Run a warehouse for a year on a screen first'),
    body: both(
      '用一年的真实订单驱动仿真，比谁的仓库少走路、少等待、少缺货。',
      'A year of real orders drives the simulation: whose warehouse walks less, waits less and runs out less.',
    ),
  },
  {
    slug: 'modelling-invitational',
    template: 'data-report',
    organisation: 0,
    state: 'judging',
    opensIn: -55,
    fee: 0,
    places: 120,
    title: both('中学生数学建模|邀请赛', 'Schools Modelling|Invitational'),
    summary: both('用一页纸说清楚一个模型', 'One model on one page'),
    body: both(
      '题目来自校园：食堂排队、课表、校车。',
      'Problems from school: the canteen queue, the timetable, the bus.',
    ),
  },
  {
    slug: 'spring-photography',
    template: 'design-portfolio',
    organisation: 4,
    state: 'draft',
    opensIn: 40,
    fee: 50,
    places: null,
    title: both('春季纪实|摄影展评', 'Spring Documentary|Photography'),
    summary: both('', ''),
    body: both('', ''),
  },
]
