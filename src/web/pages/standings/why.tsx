import { publicEntryResult } from '../../../domains/standings/contract.ts'
import { useSite } from '../../site.tsx'
import { useQueryOf } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { TableSkeleton } from '../../ui/feedback.tsx'
import { H4 } from '../../ui/text.tsx'
import type { BoardRow } from './board-types.ts'
import { Marks } from './marks.tsx'
import { PathToTotal } from './path-to-total.tsx'
import { StepList } from './step-list.tsx'
import { useText } from './text.ts'
import { TieSteps } from './tie-steps.tsx'

/** One published result in full: the marks, the way to the total with each rounding, and how a tie was settled. */
export const Why = ({ slug, row }: { slug: string; row: BoardRow }) => {
  const t = useText()
  const { locale } = useSite()
  const read = useQueryOf(publicEntryResult, { params: { slug, entry: row.entry } })
  if (read.error) return <RefusalNote error={read.error} />
  if (!read.data) return <TableSkeleton rows={6} columns="1fr 180px 70px" />
  const { result, steps } = read.data
  const marked = result.segments.some(segment => segment.criteria.length > 0)
  return (
    <div className="standings-why">
      <div>
        <H4>{t('why.marks')}</H4>
        <p className="pl-muted pl-small">{t('why.marksNote')}</p>
        {marked ? (
          result.segments.map(segment => (
            <Marks key={segment.segment} segment={segment} many={result.segments.length > 1} />
          ))
        ) : (
          <p>{t('why.none')}</p>
        )}
      </div>
      <div>
        <PathToTotal result={result} locale={locale} />
        {result.tie && <TieSteps tie={result.tie} entry={result.entry} rank={result.rank} />}
        <StepList steps={steps} />
      </div>
    </div>
  )
}
