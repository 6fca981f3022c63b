import '../competitions/competition.css'
import { compareRules } from '../../../domains/competitions/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useQueryOf } from '../../queries.ts'
import { Note, Skeleton } from '../../ui/feedback.tsx'
import { Link } from '../../ui/link.tsx'
import { RuleDifference } from '../competitions/rule-difference.tsx'
import { useText } from './text.ts'

/** The rules moved on while the form was being filled in: what changed stands here, every answer stays. */
export const RulesChanged = ({ slug, from, to }: { slug: string; from: number; to: number }) => {
  const t = useText()
  const format = useFormat()
  const comparison = useQueryOf(compareRules, { params: { slug }, query: { from, to } })
  const reason = comparison.data?.to.reason
  return (
    <section className="entries-rules-changed">
      <Note kind="warn" title={t('enter.rulesChangedTitle', { version: to })}>
        {reason ? `${format.pick(reason)} ` : ''}
        {t('enter.rulesChangedBody')}{' '}
        <Link to={`/competitions/${slug}/rules/compare?from=${from}&to=${to}`}>{t('enter.compare')}</Link>
      </Note>
      {comparison.data ? <RuleDifference comparison={comparison.data} /> : comparison.isPending && <Skeleton />}
    </section>
  )
}
