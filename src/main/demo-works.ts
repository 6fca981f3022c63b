import PDFDocument from 'pdfkit'
import { demoFraction } from './demo-people.ts'

const titles = [
  'Demand at the loading dock: forecasting chilled volume two weeks ahead',
  'Where the cold is lost: door time, route and weather',
  'A baseline that is hard to beat',
  'From alarm to action: ranking temperature excursions by value at risk',
  'Short-haul routing under uncertain unloading times',
  'What the sensors did not see',
  'Pricing spoilage: an interval for every pallet',
  'Hierarchies of stores: reconciling forecasts',
  'A dispatcher’s view of forecast error',
  'Weekday, holiday, heat: three regimes of loss',
  'When to send a second lorry',
  'Small models, honest intervals',
  'Reading forty-one warehouses as one',
  'The cost of a minute with the door open',
]

export function demoWorkTitle(index: number): string {
  return titles[index % titles.length] ?? ''
}

const paragraphs = [
  'We treat daily pallet counts at 42 cold stores as a hierarchy: store, city, province. A forecast that is right for the province but wrong for a store still sends a lorry waiting with its doors open, so we score every level and report the worst one.',
  'Eleven stores changed their door sensors during the period. We drop no rows; instead the sensor change enters the model as a step whose size is estimated and reported with its interval. Holidays are taken from the public calendar and shifted by lead time, not by guesswork.',
  'Seasonal naive is hard to beat below the city level: MASE 0.94 against 0.91 for gradient boosting. We therefore keep the naive forecast for 19 of 42 stores and say so in the delivery table.',
  'Coverage of the 80 % interval was measured on the last eight weeks, which no model had seen. It is 78 % overall and 71 % in the week of the spring festival; the recommendation below allows for that.',
]

/** A short report as a PDF of three pages, with a plot; no names in it. */
export function demoReport(index: number): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', margin: 72, info: { Title: demoWorkTitle(index), Creator: 'Palestra' } })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const finished = new Promise<Buffer>(resolve => doc.on('end', () => resolve(Buffer.concat(chunks))))
  doc.font('Times-Bold').fontSize(20).text(demoWorkTitle(index)).moveDown()
  doc.font('Times-Roman').fontSize(11)
  for (let page = 0; page < 3; page++) {
    if (page > 0) doc.addPage()
    doc
      .font('Times-Bold')
      .fontSize(13)
      .text(['1  What the data can and cannot say', '2  Baselines before models', '3  What we recommend'][page] ?? '')
      .moveDown(0.5)
    doc.font('Times-Roman').fontSize(11)
    for (let i = 0; i < 4; i++)
      doc.text(paragraphs[(i + page + index) % paragraphs.length] ?? '', { align: 'left', lineGap: 3 }).moveDown(0.7)
    if (page === 0) plot(doc, index)
  }
  doc.end()
  return finished
}

function plot(doc: PDFKit.PDFDocument, index: number): void {
  const [left, top, width, height] = [72, doc.y + 12, 440, 130]
  doc
    .lineWidth(0.6)
    .moveTo(left, top + height)
    .lineTo(left + width, top + height)
    .stroke()
  for (let week = 0; week <= 60; week++)
    doc
      .moveTo(left + (week * width) / 60, top + height)
      .lineTo(left + (week * width) / 60, top + height + (week % 5 === 0 ? 6 : 3))
      .stroke()
  doc.lineWidth(1.2)
  for (let week = 0; week < 60; week++) {
    const y = (at: number): number => top + height - 40 - 50 * demoFraction(index * 100 + at) - 25 * Math.sin(at / 6)
    doc.moveTo(left + (week * width) / 60, y(week)).lineTo(left + ((week + 1) * width) / 60, y(week + 1))
  }
  doc
    .stroke()
    .font('Times-Italic')
    .fontSize(9)
    .text('Figure 1. Store 17, weekly mean of pallets per day.', left, top + height + 12)
}
