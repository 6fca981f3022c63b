import './uploads.css'
import { readReceipt } from '../../../domains/uploads/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Copy } from '../../ui/copy.tsx'
import { PageHead, Row, Section, Wrap } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { Facts } from '../../ui/list.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { P } from '../../ui/text.tsx'
import { useText } from './text.ts'

/** The receipt as a file: exactly what was hashed. */
const download = (name: string, receipt: unknown): void => {
  const address = URL.createObjectURL(new Blob([JSON.stringify(receipt, null, 2)], { type: 'application/json' }))
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = name
  anchor.click()
  URL.revokeObjectURL(address)
}

export const view = viewOf('/submissions/$submissionId/receipt', {
  queries: ({ params }) => [query(readReceipt, { params })],
  head: ({ locale }) => ({ title: useText.in(locale)('receipt.title'), noIndex: true }),
  Page: ({ data: [{ submission, receipt, receiptSha256, files, entry, competition, stageName }] }) => {
    const t = useText()
    const format = useFormat()
    return (
      <Wrap className="uploads-receipt">
        <PageHead
          title={t('receipt.title')}
          note={
            <Chip
              kind={
                submission.state === 'submitted' ? 'sealed' : submission.state === 'withdrawn' ? 'rejected' : 'draft'
              }
            >
              {t(`versions.${submission.state}`)}
            </Chip>
          }
          actions={
            <span className="pl-no-print">
              <Button icon="printer" onClick={() => globalThis.print()}>
                {t('receipt.print')}
              </Button>
            </span>
          }
        />
        <Facts
          ruled
          items={[
            {
              key: 'competition',
              label: t('receipt.competition'),
              value: format.pick(competition.title).replaceAll('|', ''),
            },
            { key: 'by', label: t('receipt.organisation'), value: format.pick(competition.organisation) },
            { key: 'stage', label: t('receipt.stage'), value: format.pick(stageName) },
            { key: 'entry', label: t('receipt.entry'), value: `${entry.number} · ${entry.name}` },
            { key: 'version', label: t('receipt.version'), value: String(submission.version) },
            {
              key: 'at',
              label: t('receipt.received'),
              value: (
                <>
                  {format.withZone(submission.submittedAt, competition.zone)}
                  <div className="uploads-hash">{submission.submittedAt}</div>
                </>
              ),
            },
          ]}
        />
        <Section title={t('receipt.files')} note={t('receipt.filesNote', { count: files.length })}>
          {files.length === 0 ? (
            <P>{t('receipt.noFiles')}</P>
          ) : (
            <RuledTable caption={t('receipt.files')}>
              <thead>
                <tr>
                  <th scope="col">{t('receipt.file')}</th>
                  <th scope="col" className="is-right">
                    {t('receipt.size')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {files.map(file => (
                  <tr key={file.id}>
                    <th scope="row">
                      <a className="pl-link" href={file.url}>
                        {file.name}
                      </a>
                      <div className="uploads-hash">SHA-256 {file.sha256}</div>
                    </th>
                    <td className="is-right">{format.bytes(file.bytes)}</td>
                  </tr>
                ))}
              </tbody>
            </RuledTable>
          )}
        </Section>
        <Section title={t('receipt.digest')} note={t('receipt.digestNote')}>
          <Copy text={receiptSha256}>
            <span className="uploads-hash">{receiptSha256}</span>
          </Copy>
          <P>{t('receipt.how')}</P>
          <Row gap={14} wrap className="pl-no-print">
            <Button
              size="s"
              icon="download"
              onClick={() => download(`receipt-${entry.number}-v${String(submission.version)}.json`, receipt)}
            >
              {t('receipt.download')}
            </Button>
            <Link to={`/entries/${entry.id}/submission`}>{t('receipt.back')}</Link>
          </Row>
        </Section>
      </Wrap>
    )
  },
})
