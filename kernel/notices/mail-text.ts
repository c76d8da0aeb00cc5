/** The mail itself: one notice, or several that gathered. Plain text and simple HTML, Thai first. */

export interface Told {
  th: string;
  en: string;
  path: string;
  at: Date;
}
export interface Letter {
  subject: string;
  text: string;
  html: string;
}

const clock = new Intl.DateTimeFormat("th-TH", { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Bangkok" });
const inHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
/** One line: a subject must not carry another header. */
const line = (text: string): string => text.replace(/\s+/g, " ").trim();
const short = (text: string): string => {
  const letters = [...new Intl.Segmenter("th").segment(line(text))];
  return letters.length <= 120
    ? line(text)
    : `${letters
        .slice(0, 119)
        .map((each) => each.segment)
        .join("")}…`;
};

/** `origin` is where the office's desk is found, e.g. "https://office.example"; "" leaves links out. */
export function compose(told: readonly Told[], greeting: string, office: string, origin: string): Letter {
  const subject = told.length === 1 ? short(told[0]!.th) : `มีการแจ้ง ${told.length} เรื่องถึงท่าน (${office})`;
  const link = ({ path }: Told): string => (origin && path ? origin + path : "");
  const text = [
    `เรียน ${greeting}`,
    ...told.map((each) =>
      [`• ${line(each.th)}`, `  ${line(each.en)}`, `  ${clock.format(each.at)}`, link(each) && `  ${link(each)}`]
        .filter(Boolean)
        .join("\n"),
    ),
    `${office}\nข้อความนี้ส่งโดยระบบ ไม่ต้องตอบกลับ เลือกรับหรือไม่รับอีเมลได้ในหน้าตั้งค่าของระบบ\nSent automatically; please do not reply.`,
  ].join("\n\n");
  const items = told.map((each) => {
    const title = link(each) ? `<a href="${inHtml(link(each))}">${inHtml(line(each.th))}</a>` : inHtml(line(each.th));
    return `<li style="margin:0 0 12px">${title}<br><span style="color:#555">${inHtml(line(each.en))}<br>${inHtml(clock.format(each.at))}</span></li>`;
  });
  const html = `<!doctype html><html lang="th"><meta charset="utf-8"><body style="font-family:Sarabun,'Noto Sans Thai',sans-serif;line-height:1.6">
<p>เรียน ${inHtml(greeting)}</p><ul style="padding-left:20px">${items.join("")}</ul>
<p style="color:#555">${inHtml(office)}<br>ข้อความนี้ส่งโดยระบบ ไม่ต้องตอบกลับ เลือกรับหรือไม่รับอีเมลได้ในหน้าตั้งค่าของระบบ<br>Sent automatically; please do not reply.</p></body></html>`;
  return { subject, text, html };
}
