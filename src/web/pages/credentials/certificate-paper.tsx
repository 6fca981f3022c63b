import './certificate-paper.css'
import type { z } from 'zod'
import type { paperView } from '../../../domains/credentials/contract.ts'
import { sealColumns } from '../../../domains/credentials/seal.ts'
import { useText } from './verdict.tsx'

type Paper = z.infer<typeof paperView>
type Both = Paper['title']

const tick = (at: number, every: number) => (at % every === 0 ? 4.2 : 2.4)
const across = Array.from(
  { length: 101 },
  (_, at) => `M${(at * 2.77).toFixed(2)} 0v${tick(at, 10)}m0 ${190 - 2 * tick(at, 10)}v${tick(at, 10)}`,
)
const down = Array.from({ length: 68 }, (_, at) => {
  const length = tick(at + 1, 23)
  return `M0 ${(((at + 1) * 190) / 69).toFixed(2)}h${length}m${277 - 2 * length} 0h${length}`
})
const scalePath = [...across, ...down].join('')

/** Both languages with equal rank; one alone where the other is empty or the same. */
const Pair = ({ text, as }: { text: Both; as: 'name' | 'award' }) => (
  <p className={`certificate-pair is-${as}`}>
    <b lang={text['zh-CN'] ? 'zh-CN' : 'en'}>{text['zh-CN'] || text.en}</b>
    {text['zh-CN'] && text.en && text.en !== text['zh-CN'] && <span lang="en">{text.en}</span>}
  </p>
)

const OrganisationSeal = ({ text }: { text: string }) => (
  <svg className="certificate-seal" viewBox="0 0 100 100" role="img" aria-label={text}>
    <path d="M3 3 97 2 98 97 2 98z" />
    {sealColumns(text).map(one => (
      <text
        key={`${one.x} ${one.y}`}
        transform={`translate(${one.x} ${one.y}) scale(${one.width / 27} ${one.height / 27})`}
        fontSize="27"
        textAnchor="middle"
        dominantBaseline="central"
      >
        {one.character}
      </text>
    ))}
  </svg>
)

/** The paper as a page shows and prints it: A4 landscape, in millimetres. The PDF is drawn by the server. */
export const CertificatePaper = ({ paper, number }: { paper: Paper; number: string }) => {
  const zh = useText.in('zh-CN')
  const en = useText.in('en')
  const { brand, scope } = paper
  const address = paper.verifyUrl.replace(/^https?:\/\//, '')
  const cut = address.lastIndexOf('/') + 1
  return (
    <article className="certificate-paper" lang="zh-CN">
      <svg className="certificate-scale" viewBox="-1 -1 279 192" aria-hidden="true">
        <path d={scalePath} strokeWidth=".22" />
        <rect width="277" height="190" strokeWidth=".7" />
      </svg>
      <header>
        <div className="certificate-organisation">
          {paper.logo ? (
            <img className="certificate-logo" src={paper.logo} alt="" />
          ) : (
            <span className="certificate-logo" style={{ background: brand.colour }}>
              {Array.from(brand.sealText)[0]}
            </span>
          )}
          <span>
            <b>{brand.name['zh-CN'] || brand.name.en}</b>
            {brand.name['zh-CN'] && <small lang="en">{brand.name.en}</small>}
          </span>
        </div>
        <div className="certificate-number">
          <span className="pl-mono">{number}</span>
          <small>
            {scope['zh-CN']} <span lang="en">{scope.en}</span>
          </small>
        </div>
      </header>
      <div className="certificate-body">
        <h2>{paper.title['zh-CN'] || paper.title.en}</h2>
        {paper.title['zh-CN'] && (
          <p className="certificate-subtitle" lang="en">
            {paper.title.en}
          </p>
        )}
        <Pair text={paper.name} as="name" />
        {paper.body['zh-CN'] && <p className="certificate-zh">{paper.body['zh-CN']}</p>}
        <Pair text={paper.award} as="award" />
        {paper.body.en && (
          <p className="certificate-en" lang="en">
            {paper.body.en}
          </p>
        )}
      </div>
      <footer>
        <div className="certificate-check">
          <svg
            viewBox={`0 0 ${paper.qr.size} ${paper.qr.size}`}
            role="img"
            aria-label={paper.verifyUrl}
            shapeRendering="crispEdges"
          >
            <path d={paper.qr.path} />
          </svg>
          <span>
            <b>
              {zh('paper.verify')} <span lang="en">{en('paper.verify')}</span>
            </b>
            <small className="pl-mono">{address.slice(0, cut)}</small>
            <small className="pl-mono">{address.slice(cut)}</small>
          </span>
        </div>
        <div className="certificate-signatories">
          {paper.signatories.map(one => (
            <div key={one.name['zh-CN'] + one.name.en}>
              <i />
              <b>{one.name['zh-CN'] || one.name.en}</b>
              <small>
                {one.role['zh-CN']} <span lang="en">{one.role.en}</span>
              </small>
            </div>
          ))}
        </div>
        <div className="certificate-date">
          <small>
            {paper.date['zh-CN']}
            <br />
            <span lang="en">{paper.date.en}</span>
          </small>
          <OrganisationSeal text={brand.sealText} />
        </div>
      </footer>
    </article>
  )
}
