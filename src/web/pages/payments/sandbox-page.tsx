import './sandbox.css'
import { useId, useState } from 'react'
import { endSandboxCharge, readSandboxCharge, type SandboxChargeView } from '../../../domains/payments/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useCommand, useQueryOf } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { LanguageSwitch } from '../../shell/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Note } from '../../ui/feedback.tsx'
import { MoneyFigure } from '../../ui/figure.tsx'
import { Select } from '../../ui/field.tsx'
import { OnlyWide, Row, Spacer } from '../../ui/layout.tsx'
import { useGo } from '../../ui/link.tsx'
import { Mono, Muted } from '../../ui/text.tsx'
import { Records } from './sandbox-records.tsx'
import { useText } from './text.ts'

const endings = ['pay', 'fail', 'late', 'twice', 'silent', 'storm'] as const
const reasons = ['insufficient-funds', 'risk-control', 'buyer-cancelled'] as const
type Ending = (typeof endings)[number]
type Reason = (typeof reasons)[number]

/** The seller's page, as a path: the sandbox and the seller share one site, whatever name it is reached by. */
const pathOf = (address: string): string => {
  const url = new URL(address)
  return url.pathname + url.search
}

const Choose = ({ charge, token }: { charge: SandboxChargeView; token: string }) => {
  const t = useText()
  const format = useFormat()
  const go = useGo()
  const name = useId()
  const [ending, setEnding] = useState<Ending>('pay')
  const [reason, setReason] = useState<Reason>('insufficient-funds')
  const back = pathOf(charge.returnUrl)
  const end = useCommand(endSandboxCharge, {
    invalidates: [readSandboxCharge],
    // A bank sends the buyer back when it is done; a payment that comes late leaves time to look around.
    onSuccess: after => {
      if (after.state !== 'in-flight') go(back)
    },
  })
  return (
    <>
      <h1 className="pl-h4">{t('question')}</h1>
      <div className="payments-sandbox-endings" role="radiogroup" aria-label={t('question')}>
        {endings.map(one => (
          <label key={one}>
            <input
              type="radio"
              className="pl-radio"
              name={name}
              value={one}
              checked={ending === one}
              onChange={() => setEnding(one)}
            />
            <span>
              <b>{t(`endings.${one}.title`)}</b>
              <small>{t(`endings.${one}.what`)}</small>
              {one === 'fail' && ending === 'fail' && (
                <Select
                  label={t('reasons.label')}
                  value={reason}
                  onChange={value => setReason(reasons.find(known => known === value) ?? 'insufficient-funds')}
                  options={reasons.map(value => ({ value, label: t(`reasons.${value}`) }))}
                />
              )}
            </span>
            <span className="payments-sandbox-expect">
              <span>{t('expect')}</span>
              {t(`endings.${one}.expect`, { time: format.time(charge.expiresAt) })}
            </span>
          </label>
        ))}
      </div>
      <RefusalNote error={end.error} />
      <div className="payments-sandbox-acts">
        <Button
          variant="ink"
          size="l"
          busy={end.isPending}
          onClick={() => end.mutate({ params: { token }, body: { ending, reason } })}
        >
          {end.isPending ? t('ending') : t('end', { ending: t(`endings.${ending}.title`) })}
        </Button>
        <Button size="l" to={back}>
          {t('back')}
        </Button>
      </div>
    </>
  )
}

const Ended = ({ charge, state }: { charge: SandboxChargeView; state: 'in-flight' | 'paid' | 'failed' | 'closed' }) => {
  const t = useText()
  const format = useFormat()
  return (
    <>
      <Note kind={state === 'paid' ? 'ok' : state === 'in-flight' ? 'info' : 'warn'} title={t(`states.${state}.title`)}>
        {t(`states.${state}.body`, { time: format.timeExact(charge.lateAt) })}
      </Note>
      <div className="payments-sandbox-acts">
        <Button variant="ink" size="l" to={pathOf(charge.returnUrl)}>
          {t('return')}
        </Button>
      </div>
    </>
  )
}

export const view = viewOf('/sandbox-pay/$token', {
  queries: ({ params }) => [query(readSandboxCharge, { params })],
  head: ({ locale }) => ({ title: useText.in(locale)('name'), noIndex: true }),
  Page: ({ params, data: [first] }) => {
    const t = useText()
    const format = useFormat()
    const { data: charge = first } = useQueryOf(readSandboxCharge, { params }, { every: 4000 })
    return (
      <div className="payments-sandbox">
        <div className="payments-sandbox-head">
          <div>
            <span className="payments-sandbox-mark" aria-hidden="true">
              {t('mark')}
            </span>
            <span>
              <b>{t('name')}</b>
              <br />
              <Muted size={13}>{t('tagline')}</Muted>
            </span>
            <Spacer />
            <OnlyWide>
              <Chip kind="needs">{t('notReal')}</Chip>
            </OnlyWide>
            <LanguageSwitch />
          </div>
        </div>
        <main className="payments-sandbox-body">
          <section>
            <Row wrap>
              <span>{t.rich('payTo', { b: inner => <b>{inner}</b> }, { payee: format.pick(charge.payee) })}</span>
              <Spacer />
              <Mono>{charge.reference}</Mono>
            </Row>
            <div className="payments-sandbox-amount">
              <MoneyFigure amount={charge.amount} size={72} exact />
              <span className="pl-small pl-muted">
                {charge.description}
                <br />
                {t('account')}
              </span>
            </div>
            {charge.state === 'waiting' ? (
              <Choose charge={charge} token={params.token} />
            ) : (
              <Ended charge={charge} state={charge.state} />
            )}
            <p className="pl-small pl-muted">{t('only')}</p>
          </section>
          <aside>
            <Records charge={charge} />
          </aside>
        </main>
      </div>
    )
  },
})
