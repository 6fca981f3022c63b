import { useState } from 'react'
import { awardsDesk, publicAwards } from '../../../domains/awards/contract.ts'
import { readCertificate, revokeCredential } from '../../../domains/credentials/contract.ts'
import { addressOf } from '../../call.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { BilingualField } from '../../ui/form.tsx'
import { Link } from '../../ui/link.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { H3, Mono } from '../../ui/text.tsx'
import type { Desk } from './desk-page.tsx'
import { useText } from './text.ts'

type Award = Desk['awards'][number]

const RevokeDialog = ({ award, onClose }: { award: Award; onClose: () => void }) => {
  const t = useText()
  const [reason, setReason] = useState({ 'zh-CN': '', en: '' })
  const revoke = useCommand(revokeCredential, { invalidates: [awardsDesk, publicAwards], onSuccess: onClose })
  const complete = reason['zh-CN'].trim() !== '' && reason.en.trim() !== ''
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('revoke.question', { name: award.entrantName })}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {t('revoke.keep')}
          </Button>
          <Button
            variant="danger"
            busy={revoke.isPending}
            disabled={!complete || award.credentialNumber === null}
            onClick={() =>
              award.credentialNumber !== null &&
              revoke.mutate({ params: { number: award.credentialNumber }, body: { reason } })
            }
          >
            {t('revoke.verb')}
          </Button>
        </>
      }
    >
      <p>{t('revoke.body')}</p>
      <BilingualField label={t('revoke.reason')} value={reason} onChange={setReason} rows={3} maxLength={500} />
      <RefusalNote error={revoke.error} />
    </Dialog>
  )
}

const shownAtFirst = 20

/** Awards by prize, each with its certificate: number, paper, and the way to take it back. */
export const AwardTable = ({ desk }: { desk: Desk }) => {
  const t = useText()
  const format = useFormat()
  const [revoking, setRevoking] = useState<Award | null>(null)
  const [all, setAll] = useState(false)
  const groups = new Map<string, Award[]>()
  for (const award of desk.awards) {
    const name = award.kind === 'prize' ? format.pick(award.name) : t('desk.participation')
    groups.set(name, [...(groups.get(name) ?? []), award])
  }
  return (
    <>
      {[...groups].map(([name, awards]) => {
        const shown = all ? awards : awards.slice(0, shownAtFirst)
        return (
          <section key={name}>
            <H3>{t('desk.group', { name, count: awards.length })}</H3>
            <RuledTable caption={name} dense>
              <thead>
                <tr>
                  <th scope="col" className="is-right">
                    {t('desk.rank')}
                  </th>
                  <th scope="col">{t('winners.who')}</th>
                  <th scope="col" className="is-right is-wide-only">
                    {t('winners.amount')}
                  </th>
                  <th scope="col">{t('winners.certificate')}</th>
                  <th scope="col">
                    <span className="pl-hidden">{t('desk.acts')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map(award => (
                  <tr key={award.id}>
                    <td className="is-right pl-num">{award.rank === null ? '–' : format.number(award.rank)}</td>
                    <th scope="row">
                      {award.entrantName}
                      <small className="awards-line">
                        {[award.affiliation, award.entryNumber].filter(Boolean).join(' · ')}
                      </small>
                    </th>
                    <td className="is-right is-wide-only">{award.amount ? format.price(award.amount) : '–'}</td>
                    <td>
                      {award.credentialNumber === null ? (
                        <span className="pl-muted">{t('winners.none')}</span>
                      ) : (
                        <>
                          <Link to={`/certificates/${award.credentialNumber}`}>
                            <Mono>{award.credentialNumber}</Mono>
                          </Link>{' '}
                          {award.credentialState === 'revoked' && <Chip kind="rejected">{t('desk.revoked')}</Chip>}
                        </>
                      )}
                    </td>
                    <td className="is-right pl-nowrap">
                      {award.credentialNumber !== null && award.credentialState === 'valid' && (
                        <>
                          <Button
                            size="s"
                            variant="quiet"
                            icon="download"
                            download
                            to={addressOf(readCertificate, { params: { number: award.credentialNumber } })}
                          >
                            PDF
                          </Button>
                          {desk.can.issue && (
                            <Button size="s" variant="quiet" onClick={() => setRevoking(award)}>
                              {t('revoke.button')}
                            </Button>
                          )}
                        </>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </RuledTable>
            {awards.length > shown.length && (
              <div className="awards-acts">
                <Button onClick={() => setAll(true)}>{t('desk.showAll', { count: awards.length })}</Button>
              </div>
            )}
          </section>
        )
      })}
      {revoking && <RevokeDialog award={revoking} onClose={() => setRevoking(null)} />}
    </>
  )
}
