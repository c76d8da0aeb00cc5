/**
 * Titles and ranks that stand before a Thai name: common words, academic and medical titles, ranks of the police and
 * the armed forces, royal descent. `short` is what documents print, `full` the written-out form.
 * Source: general use; ranks as in the Police and Military Rank Acts. Order within a group is rank, highest first.
 */
export type Title = { short: string; full: string; en: string };

function group(lines: string): Title[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [short = "", full = "", en = ""] = line.split("|").map((part) => part.trim());
      return { short, full, en };
    });
}

const COMMON = group(`
นาย|นาย|Mr.
นาง|นาง|Mrs.
น.ส.|นางสาว|Ms.
ด.ช.|เด็กชาย|Master
ด.ญ.|เด็กหญิง|Miss
`);

const LEARNED = group(`
ศ.ดร.|ศาสตราจารย์ ดร.|Prof. Dr.
รศ.ดร.|รองศาสตราจารย์ ดร.|Assoc. Prof. Dr.
ผศ.ดร.|ผู้ช่วยศาสตราจารย์ ดร.|Asst. Prof. Dr.
ศ.|ศาสตราจารย์|Prof.
รศ.|รองศาสตราจารย์|Assoc. Prof.
ผศ.|ผู้ช่วยศาสตราจารย์|Asst. Prof.
ดร.|ดอกเตอร์|Dr.
นพ.|นายแพทย์|Dr.
พญ.|แพทย์หญิง|Dr.
ทพ.|ทันตแพทย์|Dr.
ทพญ.|ทันตแพทย์หญิง|Dr.
ภก.|เภสัชกร|Mr.
ภญ.|เภสัชกรหญิง|Ms.
น.สพ.|นายสัตวแพทย์|Dr.
สพ.ญ.|สัตวแพทย์หญิง|Dr.
`);

const POLICE = group(`
พล.ต.อ.|พลตำรวจเอก|Pol. Gen.
พล.ต.ท.|พลตำรวจโท|Pol. Lt. Gen.
พล.ต.ต.|พลตำรวจตรี|Pol. Maj. Gen.
พ.ต.อ.|พันตำรวจเอก|Pol. Col.
พ.ต.ท.|พันตำรวจโท|Pol. Lt. Col.
พ.ต.ต.|พันตำรวจตรี|Pol. Maj.
ร.ต.อ.|ร้อยตำรวจเอก|Pol. Capt.
ร.ต.ท.|ร้อยตำรวจโท|Pol. Lt.
ร.ต.ต.|ร้อยตำรวจตรี|Pol. Sub-Lt.
ด.ต.|ดาบตำรวจ|Pol. Sen. Sgt. Maj.
จ.ส.ต.|จ่าสิบตำรวจ|Pol. Sgt. Maj.
ส.ต.อ.|สิบตำรวจเอก|Pol. Sgt.
ส.ต.ท.|สิบตำรวจโท|Pol. Cpl.
ส.ต.ต.|สิบตำรวจตรี|Pol. L/C
`);

const FORCES = group(`
พล.อ.|พลเอก|Gen.
พล.ท.|พลโท|Lt. Gen.
พล.ต.|พลตรี|Maj. Gen.
พ.อ.|พันเอก|Col.
พ.ท.|พันโท|Lt. Col.
พ.ต.|พันตรี|Maj.
ร.อ.|ร้อยเอก|Capt.
ร.ท.|ร้อยโท|1st Lt.
ร.ต.|ร้อยตรี|2nd Lt.
จ.ส.อ.|จ่าสิบเอก|Sgt. Maj. 1st Class
จ.ส.ท.|จ่าสิบโท|Sgt. Maj. 2nd Class
จ.ส.ต.|จ่าสิบตรี|Sgt. Maj. 3rd Class
ส.อ.|สิบเอก|Sgt.
ส.ท.|สิบโท|Cpl.
ส.ต.|สิบตรี|Pfc.
พล.ร.อ.|พลเรือเอก|Adm.
พล.ร.ท.|พลเรือโท|V. Adm.
พล.ร.ต.|พลเรือตรี|R. Adm.
น.อ.|นาวาเอก|Capt.
น.ท.|นาวาโท|Cdr.
น.ต.|นาวาตรี|Lt. Cdr.
ร.อ.|เรือเอก|Lt.
ร.ท.|เรือโท|Lt. Jg.
ร.ต.|เรือตรี|Sub-Lt.
พล.อ.อ.|พลอากาศเอก|Air Chief Marshal
พล.อ.ท.|พลอากาศโท|Air Marshal
พล.อ.ต.|พลอากาศตรี|Air Vice Marshal
น.อ.|นาวาอากาศเอก|Gp. Capt.
น.ท.|นาวาอากาศโท|Wg. Cdr.
น.ต.|นาวาอากาศตรี|Sqn. Ldr.
ร.อ.|เรืออากาศเอก|Flt. Lt.
ร.ท.|เรืออากาศโท|Flg. Off.
ร.ต.|เรืออากาศตรี|Plt. Off.
ว่าที่ พ.ต.|ว่าที่พันตรี|Acting Maj.
ว่าที่ ร.อ.|ว่าที่ร้อยเอก|Acting Capt.
ว่าที่ ร.ท.|ว่าที่ร้อยโท|Acting 1st Lt.
ว่าที่ ร.ต.|ว่าที่ร้อยตรี|Acting 2nd Lt.
ว่าที่ ร.ต.หญิง|ว่าที่ร้อยตรีหญิง|Acting 2nd Lt.
ว่าที่ พ.ต.ต.|ว่าที่พันตำรวจตรี|Acting Pol. Maj.
ว่าที่ ร.ต.ต.|ว่าที่ร้อยตำรวจตรี|Acting Pol. Sub-Lt.
`);

const DESCENT = group(`
ม.จ.|หม่อมเจ้า|M.C.
ม.ร.ว.|หม่อมราชวงศ์|M.R.
ม.ล.|หม่อมหลวง|M.L.
พระ|พระ|Phra
คุณหญิง|คุณหญิง|Khunying
ท่านผู้หญิง|ท่านผู้หญิง|Thanphuying
`);

export const TITLES: readonly Title[] = [...COMMON, ...LEARNED, ...POLICE, ...FORCES, ...DESCENT];
