import { addMs } from '../../../kernel/clock.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useSite } from '../../site.tsx'
import { Histogram, LineChart, Plot, SplitBar, Sparkline } from '../../ui/chart.tsx'
import { ClockFace, Countdown } from '../../ui/clock.tsx'
import { Figure, MoneyFigure, Strip, StripCell } from '../../ui/figure.tsx'
import { Section } from '../../ui/layout.tsx'
import { Movement } from '../../ui/ranking.tsx'
import { Bar, DayScale, Progress, Scale, Ticks } from '../../ui/scale.tsx'
import { NameSeal, SignList, SignSlot } from '../../ui/seal.tsx'
import { Cell, Cells } from './cell.tsx'
import { useText } from './words.ts'

const day = 86_400_000
const wave = [
  26, 23, 24, 23, 24, 26, 20, 14, 19, 16, 12, 18, 18, 23, 22, 24, 20, 22, 27, 27, 31, 33, 29, 32, 34, 31, 26, 30, 30,
  33,
]
const marks = [1, 2, 1, 4, 5, 5, 9, 10, 11, 14, 17, 22, 20, 19, 19, 17, 16, 15, 13, 9, 4, 5, 4, 3, 2, 1]

export const Figures = () => {
  const t = useText()
  const format = useFormat()
  const { clock } = useSite()
  const now = clock.now()
  const at = (days: number) => addMs(now, days * day).toISOString()
  const fee = { currency: 'CNY', minor: '12000' }
  return (
    <>
      <Section title={t('figures')}>
        <Strip columns="1.55fr .8fr 1fr 1fr">
          <StripCell label={t('entryCloses')} note={format.withZone(at(12.28), 'Asia/Shanghai')} wide>
            <Countdown endsAt={at(12.28)} />
          </StripCell>
          <StripCell label={t('fee')} note={t('feeNote')}>
            <MoneyFigure amount={fee} />
          </StripCell>
          <StripCell label={t('pool')} note={t('poolNote')}>
            <MoneyFigure amount={{ currency: 'CNY', minor: '8600000' }} />
          </StripCell>
          <StripCell label={t('confirmed')} note={<Bar share={0.642} label={t('confirmed')} />}>
            <Figure unit="/ 2,000">{format.number(1284)}</Figure>
          </StripCell>
        </Strip>
      </Section>
      <Section title={t('clock')} note={t('clockNote')}>
        <Cells>
          <Cell name={t('above10')}>
            <ClockFace ms={4_364_000} size={44} />
          </Cell>
          <Cell name={t('below10')}>
            <ClockFace ms={598_000} size={44} />
          </Cell>
          <Cell name={t('below1')}>
            <ClockFace ms={42_000} size={44} />
          </Cell>
          <Cell name={t('paused')}>
            <ClockFace ms={642_000} size={44} paused />
          </Cell>
          <Cell name={t('extended')}>
            <ClockFace ms={1_500_000} size={44} added="+15:00" />
          </Cell>
        </Cells>
      </Section>
      <Section title={t('money')}>
        <Cells>
          <Cell name={t('price')}>{format.price(fee)}</Cell>
          <Cell name={t('owed')}>{format.money(fee)}</Cell>
          <Cell name={t('refund')}>{format.money({ currency: 'CNY', minor: '-9600' })}</Cell>
          <Cell name={t('foreign')}>{format.money({ currency: 'USD', minor: '1800' })}</Cell>
          <Cell name={t('date')}>{format.dateTime('2026-12-05T10:00:00Z', 'Asia/Shanghai')}</Cell>
          <Cell name={t('inTable')}>{format.tableTime('2026-12-05T10:00:00Z', 'Asia/Shanghai')}</Cell>
          <Cell name={t('zone')}>{format.withZone('2026-12-05T10:00:00Z', 'Europe/London')}</Cell>
        </Cells>
      </Section>
      <Section title={t('progress')}>
        <Cells>
          <Cell name={t('count')}>
            <span style={{ width: 220 }}>
              <Progress done={1284} total={2000} words={false} />
            </span>
          </Cell>
          <Cell name={t('time')}>
            <span style={{ width: 300, maxWidth: '100%' }}>
              <Progress done={226} total={731} remainingMs={40_000} />
            </span>
          </Cell>
          <Cell name={t('scale')}>
            <span style={{ width: 220 }}>
              <Bar share={0.4} />
              <Ticks count={12} />
            </span>
          </Cell>
          <Cell name={t('movement')}>
            <span className="pl-row">
              <Movement places={3} />
              <Movement places={-2} />
              <Movement places={0} />
            </span>
          </Cell>
          <Cell name={t('signing')}>
            <span className="pl-row">
              <NameSeal name={t('rows.1')} size={44} />
              <NameSeal name="Marta Oliveira" size={44} />
              <SignSlot state="waiting" />
              <SignSlot state="now" name="Marta Oliveira" />
            </span>
          </Cell>
          <Cell name="120 × 20">
            <Sparkline label={t('perDay')} values={wave} />
          </Cell>
        </Cells>
        <Scale
          label={t('scale')}
          filled={0.36}
          now={{ at: 0.36, label: format.tableDate(now.toISOString()) }}
          ticks={Array.from({ length: 8 }, (_, index) => ({
            at: index / 7,
            major: index === 0 || index === 7,
            ...(index === 0 || index === 7 ? { label: format.tableDate(at(index - 3)) } : {}),
          }))}
        />
        <DayScale
          from={now.toISOString()}
          days={35}
          blocks={[{ from: at(21), to: at(21.4) }]}
          marks={[
            { at: at(4), title: t('s1'), note: '18:00', side: 'left' },
            { at: at(10), title: t('s2') },
            { at: at(21), title: t('s3'), note: '09:00–12:00' },
          ]}
        />
        <SignList
          items={[
            { key: 'a', state: 'checked', title: t('noteOk'), note: '11-22 19:02' },
            { key: 'b', state: 'signed', name: t('rows.4'), title: t('rows.4'), note: '11-22 19:40' },
            { key: 'c', state: 'now', name: t('rows.2'), title: t('rows.2'), note: t('why') },
            { key: 'd', state: 'waiting', title: t('dialogVerb') },
          ]}
        />
      </Section>
      <Section title={t('chart')} note={t('chartNote')}>
        <Plot>
          <LineChart
            label={t('perDay')}
            lines={[{ name: t('perDay'), points: wave.map((y, x) => ({ x, y })) }]}
            band={wave.map((y, x) => ({ x, low: y - 6, high: y + 4 }))}
            xTicks={wave.map((_, x) => ({ at: x, ...(x % 14 === 0 ? { label: format.tableDate(at(x)) } : {}) }))}
            yTicks={[{ at: 0 }, { at: 50 }]}
          />
        </Plot>
        <Plot caption={t('caption')}>
          <Histogram
            label={t('caption')}
            bars={marks}
            from={22}
            step={3}
            markFrom={82}
            markLabel={t('line')}
            every={5}
          />
        </Plot>
        <SplitBar
          label={t('pool')}
          parts={[
            { key: 'a', name: t('schools.4'), share: 0.465, value: '¥40,000' },
            { key: 'b', name: t('schools.2'), share: 0.419, value: '¥36,000' },
            { key: 'c', name: t('fee'), share: 0.116, value: '¥10,000' },
          ]}
        />
      </Section>
    </>
  )
}
