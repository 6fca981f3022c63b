import './ledger.css'
import { readTrialBalance } from '../../../domains/ledger/contract.ts'
import { readOrganisationBySlug } from '../../../domains/organisations/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useQueryOf } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { DeskBody } from '../../ui/desk.tsx'
import { Empty, TableSkeleton } from '../../ui/feedback.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Muted } from '../../ui/text.tsx'
import { Accounts } from './accounts.tsx'
import { Journal } from './journal.tsx'
import { useText } from './text.ts'

export const view = viewOf('/console/$orgSlug/money', {
  queries: ({ params }) => [query(readOrganisationBySlug, { params: { slug: params.orgSlug } })],
  head: ({ locale }) => ({ title: useText.in(locale)('title'), noIndex: true }),
  Page: ({ params, search, data: [organisation] }) => {
    const t = useText()
    const format = useFormat()
    const trial = useQueryOf(readTrialBalance, { params: { organisationId: organisation.id } }, { every: 30_000 })
    const base = `/console/${params.orgSlug}/money`
    const accounts = search['view'] === 'accounts'
    return (
      <DeskBody>
        <div className="ledger-head">
          <Tabs
            label={t('tabs.label')}
            current={accounts ? `${base}?view=accounts` : base}
            items={[
              { to: base, label: t('tabs.journal') },
              { to: `${base}?view=accounts`, label: t('tabs.accounts') },
            ]}
          />
          <Muted size={13}>{format.pick(organisation.name)}</Muted>
        </div>
        <RefusalNote error={trial.error} />
        {trial.data === undefined ? (
          trial.error === null && <TableSkeleton columns="1fr 120px 120px" />
        ) : trial.data.accounts.length === 0 ? (
          <Empty title={t('none')}>{t('emptyBody')}</Empty>
        ) : accounts ? (
          <Accounts accounts={trial.data.accounts} at={trial.data.at} />
        ) : (
          <Journal
            organisationId={organisation.id}
            zone={organisation.zone}
            accounts={trial.data.accounts}
            search={search}
            base={base}
          />
        )}
      </DeskBody>
    )
  },
})
