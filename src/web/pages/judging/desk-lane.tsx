import { Lane, type LaneState } from '../../ui/answer.tsx'
import { OnlyWide } from '../../ui/layout.tsx'
import type { DeskReply } from './desk-page.tsx'
import { useText } from './text.ts'

const laneStates: Record<DeskReply['sheets'][number]['state'], LaneState> = {
  assigned: 'ahead',
  draft: 'half',
  submitted: 'done',
  locked: 'done',
  returned: 'returned',
  recused: 'excused',
}

/** A judge's works in order, by state; the address of each. */
export const DeskLane = ({ reply, current }: { reply: DeskReply; current: string | undefined }) => {
  const t = useText()
  const { sheets, panel } = reply
  const count = (...states: string[]): number => sheets.filter(sheet => states.includes(sheet.state)).length
  const place = sheets.findIndex(sheet => sheet.id === current) + 1
  const parts = [
    t('lane.submitted', { count: count('submitted', 'locked') }),
    ...(count('returned') > 0 ? [t('lane.returned', { count: count('returned') })] : []),
    ...(count('recused') > 0 ? [t('lane.recused', { count: count('recused') })] : []),
  ]
  return (
    <>
      <b>{t('lane.place', { place, total: sheets.length })}</b>
      <Lane
        label={t('lane.label')}
        {...(current ? { current } : {})}
        items={sheets.map((sheet, index) => ({
          key: sheet.id,
          number: index + 1,
          state: laneStates[sheet.state],
          says: `${index + 1}, ${sheet.blindCode}, ${t(`states.${sheet.state}`)}`,
          ...(sheet.state === 'recused' ? {} : { to: `/judge/${panel.id}?sheet=${sheet.id}` }),
        }))}
      />
      <OnlyWide>
        <span className="pl-nowrap">{parts.join(' · ')}</span>
      </OnlyWide>
    </>
  )
}
