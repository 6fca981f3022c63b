import { useState } from 'react'
import { addMs } from '../../../kernel/clock.ts'
import { useSite } from '../../site.tsx'
import { AnswerCard, Lane, LevelList, OptionList } from '../../ui/answer.tsx'
import { Chip, type ChipKind } from '../../ui/chip.tsx'
import { BulkBar, FilterBar } from '../../ui/desk.tsx'
import { FilterSelect, SearchField } from '../../ui/field.tsx'
import { Section } from '../../ui/layout.tsx'
import { Schedule, StageBar, Steps, StepsBar, SumList, Timeline } from '../../ui/list.tsx'
import { IntervalPlot, Movement, RankTable, SlopeTable } from '../../ui/ranking.tsx'
import { SeasonChart, SeasonLegend } from '../../ui/season-chart.tsx'
import { DataTable } from '../../ui/table.tsx'
import { Breadcrumbs, Pagination, Tabs } from '../../ui/tabs.tsx'
import { useText } from './words.ts'

const day = 86_400_000
const keys = ['1', '2', '3', '4'] as const
const chips: Record<string, [ChipKind, 'confirmed' | 'progress' | 'needs']> = {
  '1': ['confirmed', 'confirmed'],
  '2': ['confirmed', 'confirmed'],
  '3': ['progress', 'progress'],
  '4': ['needs', 'needs'],
}
const scores: Record<string, string> = { '1': '94.12', '2': '92.80', '3': '92.75', '4': '91.07' }

export const Tables = () => {
  const t = useText()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['2', '3']))
  const [focused, setFocused] = useState<string | undefined>('3')
  const [sort, setSort] = useState('-score')
  const [open, setOpen] = useState<string | undefined>('2')
  return (
    <>
      <Section title={t('pagination')}>
        <Breadcrumbs
          items={[
            { key: 'a', label: t('all'), to: '/' },
            { key: 'b', label: t('table') },
          ]}
        />
        <Tabs
          label={t('table')}
          current="/b"
          items={[
            { to: '/a', label: t('all'), count: 1284 },
            { to: '/b', label: t('pending'), count: 86 },
            { to: '/c', label: t('chip.confirmed'), count: 1102 },
          ]}
        />
        <Pagination page={4} size={36} total={860} to={page => `/dev/ui?page=${page}`} />
      </Section>
      <Section title={t('table')} note={t('tableNote')}>
        <FilterBar end="1–36 / 86">
          <SearchField label={t('team')} value="" onSearch={() => undefined} small />
          <FilterSelect
            label={t('track')}
            value="a"
            onChange={() => undefined}
            options={[{ value: 'a', label: t('tracks.a') }]}
          />
        </FilterBar>
        <BulkBar
          count={selected.size}
          total={4}
          onClear={() => setSelected(new Set())}
          onAll={() => setSelected(new Set(keys))}
          acts={[
            { key: 'yes', label: t('approve'), icon: 'check', onSelect: () => undefined },
            { key: 'back', label: t('giveBack'), icon: 'arrow-back-up', onSelect: () => undefined },
          ]}
        />
        <DataTable
          caption={t('table')}
          dense
          rows={keys}
          rowKey={row => row}
          rowName={row => t(`rows.${row}`)}
          sort={sort}
          onSort={setSort}
          selection={{ selected, onChange: setSelected }}
          focused={focused}
          onFocusRow={setFocused}
          columns={[
            {
              key: 'rank',
              title: t('rank'),
              width: 64,
              cell: row => (
                <span className="pl-num" style={{ fontSize: 18 }}>
                  {row}
                </span>
              ),
            },
            { key: 'team', title: t('team'), cell: row => t(`rows.${row}`), clip: true },
            {
              key: 'school',
              title: t('school'),
              cell: row => <span className="pl-secondary">{t(`schools.${row}`)}</span>,
              wideOnly: true,
            },
            { key: 'score', title: t('score'), sort: 'score', align: 'right', width: 84, cell: row => scores[row] },
            {
              key: 'state',
              title: t('state'),
              width: 110,
              cell: row => {
                const [kind, words] = chips[row] ?? ['draft', 'confirmed']
                return <Chip kind={kind}>{t(`chip.${words}`)}</Chip>
              },
            },
          ]}
        />
      </Section>
      <Section title={t('ranking')}>
        <RankTable
          label={t('ranking')}
          heads={{ rank: t('rank'), name: t('team'), cells: [t('moved'), '95%'], score: t('score'), why: t('whyOpen') }}
          columns="48px 180px"
          open={open}
          onOpen={setOpen}
          rows={keys.map(key => ({
            key,
            rank: key,
            name: t(`rows.${key}`),
            note: t(`schools.${key}`),
            score: scores[key],
            tied: key === '3' || key === '4',
            cells: [
              <Movement key="m" places={Number(key) === 2 ? 3 : Number(key) === 3 ? -1 : 0} />,
              <IntervalPlot
                key="i"
                label="95%"
                from={85}
                to={100}
                estimate={Number(scores[key])}
                low={Number(scores[key]) - 2}
                high={Number(scores[key]) + 2}
                raw={Number(scores[key]) - 1}
              />,
            ],
            why: t('whyBody'),
            ...(key === '2' ? { award: t('firstPrize') } : {}),
          }))}
        />
      </Section>
      <Section title={t('slope')}>
        <SlopeTable
          label={t('slope')}
          used="d"
          methods={(['a', 'b', 'c', 'd'] as const).map(key => ({ key, name: t(`methods.${key}`) }))}
          heads={{
            rank: t('rank'),
            code: t('code'),
            name: t('team'),
            moved: t('moved'),
            score: t('score'),
            end: t('toFirst'),
          }}
          rows={[
            { key: 'a', name: t('rows.1'), code: 'GR4-R2', ranks: [1, 1, 1, 1], moved: 0, score: '90.63', end: '99%' },
            { key: 'b', name: t('rows.2'), code: 'MU9-H7', ranks: [5, 3, 2, 2], moved: 3, score: '89.55', end: '95%' },
            {
              key: 'c',
              name: t('rows.3'),
              code: 'U7V-GV',
              ranks: [3, 4, 4, 3],
              moved: 0,
              score: '88.51',
              end: '86%',
              tied: true,
              cut: t('firstPrize'),
            },
            {
              key: 'd',
              name: t('rows.4'),
              code: 'VJ7-AA',
              ranks: [4, 5, 5, 4],
              moved: 0,
              score: '87.66',
              end: '55%',
              tied: true,
            },
            { key: 'e', name: t('rows.5'), code: 'PXR-DF', ranks: [2, 2, 3, 5], moved: -3, score: '84.70', end: '30%' },
          ]}
        />
      </Section>
    </>
  )
}

export const Lists = () => {
  const t = useText()
  const { clock } = useSite()
  const at = (days: number) => addMs(clock.now(), days * day).toISOString()
  const [answer, setAnswer] = useState<string[]>(['b'])
  const [current, setCurrent] = useState('3')
  const [level, setLevel] = useState<number | null>(2)
  return (
    <>
      <Section title={t('season')} note={<SeasonLegend />}>
        <div style={{ paddingTop: 24 }}>
          <SeasonChart
            label={t('season')}
            from={at(-6)}
            rows={[
              {
                key: 'a',
                to: '/dev/ui',
                title: t('rows.1'),
                organiser: t('seasonOrganiser'),
                fee: '¥60',
                left: t('days2'),
                soon: true,
                entry: { from: at(-6), to: at(2) },
                rounds: [{ from: at(9), to: at(18) }],
                sealedAt: at(60),
              },
              {
                key: 'b',
                to: '/dev/ui',
                title: t('rows.2'),
                organiser: t('seasonOrganiser'),
                fee: '¥120',
                left: t('days12'),
                entry: { from: at(-6), to: at(12) },
                rounds: [
                  { from: at(21), to: at(21.2) },
                  { from: at(49), to: at(56) },
                ],
                sealedAt: at(129),
              },
            ]}
          />
        </div>
      </Section>
      <Section title={t('schedule')}>
        <Schedule
          zone="Asia/Shanghai"
          dates={[
            { key: 'a', at: at(-20), title: t('s1') },
            { key: 'b', at: at(12), title: t('s2'), note: t('feeNote'), until: t('days12') },
            { key: 'c', at: at(20), title: t('s3') },
            { key: 'd', at: at(128), title: t('s4'), sealed: true },
          ]}
        />
      </Section>
      <Section title={t('lists')}>
        <StageBar
          label={t('lists')}
          stages={[
            { key: '1', name: t('step1'), state: 'done' },
            { key: '2', name: t('step2'), state: 'done' },
            { key: '3', name: t('step3'), state: 'warn' },
            { key: '4', name: t('step4'), state: 'now' },
            { key: '5', name: t('step5'), state: 'ahead' },
          ]}
        />
        <div style={{ margin: '20px 0' }}>
          <StepsBar
            label={t('lists')}
            steps={[
              { key: '1', name: t('step1'), state: 'done' },
              { key: '2', name: t('step2'), state: 'now' },
              { key: '3', name: t('step3'), state: 'ahead' },
            ]}
          />
        </div>
        <Steps
          steps={[
            { key: '1', name: t('step1'), state: 'done', note: '14:32:07' },
            { key: '2', name: t('step2'), state: 'now', note: t('noteBadBody') },
            { key: '3', name: t('step3'), state: 'ahead' },
          ]}
        />
        <SumList
          items={[
            { key: 'a', label: t('fee'), value: '¥120.00' },
            { key: 'b', label: t('coupon'), value: '−¥20.00' },
          ]}
          total={{ key: 't', label: t('due'), value: '¥100.00' }}
        />
        <Timeline
          events={[
            { key: 'a', at: at(-2), what: t('s1') },
            { key: 'b', at: at(-1), what: t('noteOk') },
          ]}
        />
      </Section>
      <Section title={t('answers')}>
        <div style={{ maxWidth: 280 }}>
          <AnswerCard
            current={current}
            onGo={setCurrent}
            questions={Array.from({ length: 15 }, (_, index) => ({
              key: String(index),
              number: index + 1,
              answered: index < 9 && index !== 4,
              flagged: index === 6,
            }))}
          />
        </div>
        <OptionList
          label={t('answers')}
          many
          value={answer}
          onChange={setAnswer}
          options={[
            { value: 'a', letter: 'A', body: t('option.a'), kbd: '1' },
            { value: 'b', letter: 'B', body: t('option.b'), kbd: '2' },
          ]}
        />
        <LevelList
          label={t('level')}
          value={level}
          onChange={setLevel}
          levels={(['0', '1', '2', '3'] as const).map(key => ({
            level: Number(key),
            name: t(`levelName.${key}`),
            meaning: t(`levels.${key}`),
            kbd: key,
          }))}
        />
        <div style={{ marginTop: 20 }}>
          <Lane
            label={t('lane')}
            current="5"
            items={Array.from({ length: 10 }, (_, index) => ({
              key: String(index),
              number: index + 1,
              says: t('laneItem', { number: index + 1 }),
              state:
                index < 5
                  ? 'done'
                  : index === 6
                    ? 'half'
                    : index === 7
                      ? 'excused'
                      : index === 8
                        ? 'returned'
                        : 'ahead',
            }))}
          />
        </div>
      </Section>
    </>
  )
}
