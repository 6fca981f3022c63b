import { Button } from '../../ui/button.tsx'
import { Copy } from '../../ui/copy.tsx'
import { Note } from '../../ui/feedback.tsx'
import { Row } from '../../ui/layout.tsx'
import { useText } from './text.ts'

/** Shown this once: to print, to copy, to write down. */
export const RecoveryCodes = ({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) => {
  const t = useText()
  return (
    <Note kind="warn" title={t('codes.title')}>
      {t('codes.body')}
      <ol className="accounts-codes pl-mono" style={{ listStyle: 'none', paddingLeft: 0 }}>
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="accounts-no-print">
        <Row gap={12} wrap>
          <Button icon="printer" onClick={() => window.print()}>
            {t('codes.print')}
          </Button>
          <Copy text={codes.join('\n')}>{''}</Copy>
          <Button variant="ink" onClick={onDone}>
            {t('codes.done')}
          </Button>
        </Row>
      </div>
    </Note>
  )
}
