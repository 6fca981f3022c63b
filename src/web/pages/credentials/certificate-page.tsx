import './credentials.css'
import { useState } from 'react'
import { readCredential } from '../../../domains/credentials/contract.ts'
import { formatIn } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Wrap } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { H1 } from '../../ui/text.tsx'
import { CertificatePaper } from './certificate-paper.tsx'
import { type CredentialView, Record } from './record.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import { useText } from './verdict.tsx'

export const view = viewOf('/certificates/$number', {
  queries: ({ params }) => [query(readCredential, { params: { number: params.number } })],
  head: ({ data: [credential], locale }) => {
    const t = useText.in(locale)
    const format = formatIn(locale, 'UTC')
    const [award, holder] = [format.pick(credential.award), format.pick(credential.holder)]
    const issuer = format.pick(credential.organisation.name)
    return {
      title: credential.state === 'revoked' ? t('page.revokedTitle') : t('page.title', { award, holder }),
      description: t('page.description', {
        competition: format.pick(credential.competition),
        issuer,
        number: credential.number,
      }),
      ...(credential.state === 'valid' ? { image: credential.files.png } : {}),
      // A person's name belongs to who holds the number, not to a search engine.
      noIndex: true,
    }
  },
  Page: ({ data: [credential] }) => {
    const t = useText()
    return (
      <Wrap className="credentials">
        <div className="credentials-top">
          <H1>{t('check.title')}</H1>
        </div>
        <div className="credentials-result">
          <div>
            <Record data={credential} />
            <Files data={credential} />
          </div>
          {credential.paper && (
            <div className="credentials-preview-box">
              <Link
                to={`/certificates/${credential.number}/paper`}
                className="credentials-preview"
                label={t('action.print')}
              >
                <CertificatePaper paper={credential.paper} number={credential.number} />
              </Link>
            </div>
          )}
        </div>
      </Wrap>
    )
  },
})

const Files = ({ data }: { data: CredentialView }) => {
  const t = useText()
  const [revoking, setRevoking] = useState(false)
  return (
    <>
      <div className="pl-actions credentials-actions">
        <Button icon="download" to={data.files.document} download>
          {t('action.download')}
        </Button>
        {data.state === 'valid' && (
          <Button icon="printer" to={data.files.certificate}>
            {t('action.pdf')}
          </Button>
        )}
        {data.competitionUrl && (
          <Button variant="quiet" to={data.competitionUrl}>
            {t('action.scored')}
          </Button>
        )}
        <Button variant="quiet" to="/certificates">
          {t('action.another')}
        </Button>
      </div>
      {data.state === 'valid' && (
        <p className="credentials-files pl-muted">
          {t('page.files')}
          <a className="pl-link" href={data.files.png} download>
            {t('action.png')}
          </a>
          <a className="pl-link" href={data.files.svg} download>
            {t('action.svg')}
          </a>
        </p>
      )}
      {data.may.revoke && (
        <div className="credentials-actions">
          <Button variant="danger" icon="ban" onClick={() => setRevoking(true)}>
            {t('action.revoke')}
          </Button>
          <RevokeDialog open={revoking} onClose={() => setRevoking(false)} data={data} />
        </div>
      )}
    </>
  )
}
