import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { useText } from './text.ts'

const keys = [
  [['0', '9'], 'score'],
  [['↑', '↓'], 'aspect'],
  [['←', '→'], 'work'],
  [['C'], 'comment'],
  [['N'], 'open'],
  [['Space'], 'page'],
  [['Esc'], 'leave'],
  [['?'], 'all'],
] as const

export const KeysDialog = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useText()
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('keys.title')}
      actions={<Button onClick={onClose}>{t('keys.close')}</Button>}
    >
      <dl className="judging-keys-list">
        {keys.map(([names, what]) => (
          <div key={what}>
            <dt>
              {names.map(name => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </dt>
            <dd>{t(`keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
