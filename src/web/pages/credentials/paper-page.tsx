import './credentials.css'
import { readCredential } from '../../../domains/credentials/contract.ts'
import { formatIn } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { RefusedBlock } from '../../ui/feedback.tsx'
import { CertificatePaper } from './certificate-paper.tsx'
import { useText } from './verdict.tsx'

export const view = viewOf('/certificates/$number/paper', {
  queries: ({ params }) => [query(readCredential, { params: { number: params.number } })],
  head: ({ data: [credential], locale }) => {
    const format = formatIn(locale, 'UTC')
    return { title: `${format.pick(credential.award)} ${format.pick(credential.holder)}`, noIndex: true }
  },
  Page: ({ data: [credential] }) => {
    const t = useText()
    const back = `/certificates/${credential.number}`
    if (!credential.paper) {
      return (
        <RefusedBlock title={t('verdict.revoked')} action={<Button to={back}>{t('paper.back')}</Button>}>
          {t('paper.withdrawn')}
        </RefusedBlock>
      )
    }
    return (
      <main className="certificate-desk">
        <div className="pl-actions certificate-acts">
          <Button to={back} icon="arrow-left" variant="quiet">
            {t('paper.back')}
          </Button>
          <Button icon="printer" onClick={() => window.print()}>
            {t('paper.print')}
          </Button>
          <Button icon="download" to={credential.files.certificate} download>
            {t('action.pdf')}
          </Button>
        </div>
        <div className="certificate-sheet">
          <CertificatePaper paper={credential.paper} number={credential.number} />
        </div>
      </main>
    )
  },
})
