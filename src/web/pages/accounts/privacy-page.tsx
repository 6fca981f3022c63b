import './accounts.css'
import { useState } from 'react'
import {
  cancelErasure,
  type ConsentView,
  exportData,
  getPrivacy,
  requestErasure,
  setConsent,
} from '../../../domains/accounts/contract.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'
import { addressOf } from '../../call.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Note } from '../../ui/feedback.tsx'
import { Section } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { MeFrame } from './me-frame.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { useText } from './text.ts'

type Privacy = ReplyOf<typeof getPrivacy>

const pageOf = { terms: '/terms', privacy: '/privacy', news: null } as const

const Consents = ({ consents }: { consents: readonly ConsentView[] }) => {
  const t = useText()
  const format = useFormat()
  const set = useCommand(setConsent, { invalidates: [getPrivacy] })
  const given = (consent: ConsentView) => consent.givenAt !== null && consent.withdrawnAt === null
  return (
    <>
      <RuledTable caption={t('privacy.consents')} className="accounts-rows">
        <thead>
          <tr>
            <th scope="col">{t('privacy.purpose')}</th>
            <th scope="col">{t('ways.state')}</th>
            <th aria-label={t('ways.act')} />
          </tr>
        </thead>
        <tbody>
          {consents.map(consent => {
            const page = pageOf[consent.purpose]
            const name = t(`purpose.${consent.purpose}`)
            return (
              <tr key={consent.purpose}>
                <td className="accounts-name">
                  <b>{page ? <Link to={page}>{name}</Link> : name}</b>
                  <small>{t(`purposeNote.${consent.purpose}`)}</small>
                </td>
                <td>
                  {given(consent) && consent.givenAt ? (
                    <Chip kind="confirmed">
                      {t('privacy.given', { version: consent.version, date: format.date(consent.givenAt) })}
                    </Chip>
                  ) : consent.withdrawnAt ? (
                    <Chip kind="rejected">{t('privacy.withdrawn', { date: format.date(consent.withdrawnAt) })}</Chip>
                  ) : (
                    <Chip kind="draft">{t('privacy.notGiven')}</Chip>
                  )}
                </td>
                <td className="is-right accounts-act">
                  {consent.optional && consent.purpose === 'news' && (
                    <button
                      type="button"
                      className="pl-link pl-small"
                      onClick={() =>
                        !set.isPending && set.mutate({ params: { purpose: 'news' }, body: { given: !given(consent) } })
                      }
                    >
                      {t(given(consent) ? 'privacy.withdraw' : 'privacy.give')}
                    </button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </RuledTable>
      <RefusalNote error={set.error} />
    </>
  )
}

const Leave = ({ privacy }: { privacy: Privacy }) => {
  const t = useText()
  const format = useFormat()
  const [asked, setAsked] = useState(false)
  const leave = useCommand(requestErasure, { invalidates: [getPrivacy], onSuccess: () => setAsked(false) })
  const stay = useCommand(cancelErasure, { invalidates: [getPrivacy] })
  if (privacy.eraseAfter)
    return (
      <Note kind="warn" title={t('leave.pending', { date: format.dateTime(privacy.eraseAfter) })}>
        <p>{t('leave.pendingBody')}</p>
        <div style={{ marginTop: 10 }}>
          <Button busy={stay.isPending} onClick={() => stay.mutate({})}>
            {t('leave.keep')}
          </Button>
        </div>
        <RefusalNote error={stay.error} />
      </Note>
    )
  return (
    <>
      <p className="pl-secondary accounts-prose">{t('leave.body', { count: privacy.graceDays })}</p>
      <div style={{ marginTop: 14 }}>
        <Button variant="danger" onClick={() => setAsked(true)}>
          {t('leave.act')}
        </Button>
      </div>
      <PasswordDialog
        key={String(asked)}
        open={asked}
        title={t('leave.question')}
        verb={t('leave.verb')}
        danger
        busy={leave.isPending}
        error={leave.error}
        onClose={() => setAsked(false)}
        onConfirm={password => leave.mutate({ body: { password } })}
      >
        {t('leave.questionBody', { count: privacy.graceDays })}
      </PasswordDialog>
    </>
  )
}

export const view = viewOf('/me/privacy', {
  queries: () => [query(getPrivacy, {})],
  head: ({ locale }) => ({ title: useText.in(locale)('privacy.title'), noIndex: true }),
  Page: ({ data: [privacy] }) => {
    const t = useText()
    return (
      <MeFrame title={t('privacy.title')} current="/me/privacy">
        <Section title={t('privacy.consents')} note={t('privacy.consentsNote')}>
          <Consents consents={privacy.consents} />
        </Section>
        <Section title={t('privacy.copy')}>
          <p className="pl-secondary accounts-prose">{t('privacy.copyBody')}</p>
          <div style={{ marginTop: 14 }}>
            <Button icon="download" to={addressOf(exportData, {})} download>
              {t('privacy.copyAct')}
            </Button>
          </div>
        </Section>
        <Section title={t('leave.title')} id="leave">
          <Leave privacy={privacy} />
        </Section>
      </MeFrame>
    )
  },
})
