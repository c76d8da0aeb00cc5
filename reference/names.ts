// Names for the invented people of the demonstration: our own lists, each with its romanisation (RTGS, without marks).
// Given names are common words and compounds; surnames are put together from two parts, so that the combination is invented.

type Name = readonly [th: string, en: string];

const pairs = (list: string): Name[] =>
  list
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split("/") as [string, string]);

/** Given names of men. */
export const MEN: readonly Name[] = pairs(`
กฤษฎา/Kritsada กฤษณะ/Kritsana กมล/Kamon กำธร/Kamthon กิตติ/Kitti กิตติพงศ์/Kittiphong กิตติศักดิ์/Kittisak เกรียงไกร/Kriangkrai
เกียรติศักดิ์/Kiattisak โกวิท/Kowit โกศล/Koson ขจร/Khachon คมสัน/Khomsan คำรณ/Khamron จตุพร/Chatuphon จรัญ/Charan จักรพงษ์/Chakkraphong
จักรกฤษณ์/Chakkrit จำรัส/Chamrat จิรวัฒน์/Chirawat จิรายุ/Chirayu เจริญ/Charoen เจษฎา/Chetsada ฉัตรชัย/Chatchai เฉลิม/Chaloem
เฉลิมชัย/Chaloemchai ชนะ/Chana ชนินทร์/Chanin ชยพล/Chayaphon ชลธี/Chonlathi ชวลิต/Chawalit ชัชวาล/Chatchawan ชัยณรงค์/Chainarong
ชัยพร/Chaiphon ชัยยศ/Chaiyot ชัยวัฒน์/Chaiwat ชาญชัย/Chanchai ชาญณรงค์/Channarong ชาตรี/Chatri ชูชาติ/Chuchat ชูศักดิ์/Chusak
เชาวลิต/Chaowalit เชิดชัย/Choetchai ณรงค์/Narong ณรงค์ศักดิ์/Narongsak ณัฐพล/Natthaphon ณัฐวุฒิ/Natthawut ดนัย/Danai ดำรง/Damrong
ดุสิต/Dusit เดชา/Decha ต่อศักดิ์/Tosak ตะวัน/Tawan ทนงศักดิ์/Thanongsak ทรงพล/Songphon ทรงวุฒิ/Songwut ทวี/Thawi ทวีศักดิ์/Thawisak
ทศพร/Thotsaphon ทินกร/Thinnakon เทพพิทักษ์/Thepphithak เทิดศักดิ์/Thoetsak ธงชัย/Thongchai ธนกร/Thanakon ธนพล/Thanaphon ธนวัฒน์/Thanawat
ธนา/Thana ธวัชชัย/Thawatchai ธีรพงษ์/Thiraphong ธีรวัฒน์/Thirawat ธีรศักดิ์/Thirasak นพดล/Nopphadon นพรัตน์/Noppharat นรินทร์/Narin
นฤพล/Naruephon นัฐพงษ์/Natthaphong นิคม/Nikhom นิติ/Niti นิพนธ์/Niphon นิรันดร์/Niran นิวัฒน์/Niwat บดินทร์/Bodin บรรจง/Banchong
บรรเจิด/Banchoet บัญชา/Bancha บุญเลิศ/Bunloet บุญส่ง/Bunsong ปกรณ์/Pakon ประจักษ์/Prachak ประชา/Pracha ประดิษฐ์/Pradit ประทีป/Prathip
ประพันธ์/Praphan ประวิทย์/Prawit ประสาร/Prasan ประเสริฐ/Prasoet ปรีชา/Pricha ปัญญา/Panya ปิยะ/Piya พงศกร/Phongsakon พงศ์พันธุ์/Phongphan
พนม/Phanom พยุง/Phayung พรชัย/Phonchai พลวัต/Phonlawat พัฒนา/Phatthana พิชัย/Phichai พิชิต/Phichit พิทักษ์/Phithak พิพัฒน์/Phiphat
พิศาล/Phisan พิษณุ/Phitsanu พีรพล/Phiraphon ไพโรจน์/Phairot ไพศาล/Phaisan ภาคภูมิ/Phakphum ภาณุ/Phanu ภานุวัฒน์/Phanuwat ภูวดล/Phuwadon
มงคล/Mongkhon มนตรี/Montri มนัส/Manat มานพ/Manop มานิตย์/Manit ยงยุทธ/Yongyut ยุทธนา/Yutthana รณชัย/Ronnachai รังสรรค์/Rangsan
ราเชนทร์/Rachen ฤทธิรงค์/Ritthirong วรพจน์/Woraphot วรวุฒิ/Worawut วสันต์/Wasan วัชรพล/Watcharaphon วัฒนา/Watthana วันชัย/Wanchai
วิชัย/Wichai วิชาญ/Wichan วิทยา/Witthaya วินัย/Winai วิรัช/Wirat วิโรจน์/Wirot วิศิษฏ์/Wisit วิสุทธิ์/Wisut วีรชัย/Wirachai วีระ/Wira
วุฒิชัย/Wutthichai ศักดา/Sakda ศิริชัย/Sirichai ศุภชัย/Suphachai สงวน/Sanguan สมเกียรติ/Somkiat สมควร/Somkhuan สมชาติ/Somchat สมนึก/Somnuek
สมบูรณ์/Sombun สมพงษ์/Somphong สมยศ/Somyot สราวุธ/Sarawut สัญญา/Sanya สันติ/Santi สาธิต/Sathit สิทธิชัย/Sitthichai สุชาติ/Suchat
สุทธิพงษ์/Sutthiphong สุเทพ/Suthep สุรชัย/Surachai สุรพล/Suraphon สุวิทย์/Suwit เสกสรร/Seksan โสภณ/Sophon อดิศร/Adison อนันต์/Anan อนุชา/Anucha
อนุวัฒน์/Anuwat อภิชาติ/Aphichat อภิรักษ์/Aphirak อรรถพล/Atthaphon อัครเดช/Akkharadet อาทิตย์/Athit อำนวย/Amnuai อิทธิพล/Itthiphon เอกชัย/Ekkachai
`);

/** Given names of women. */
export const WOMEN: readonly Name[] = pairs(`
กนกพร/Kanokphon กนกวรรณ/Kanokwan กมลชนก/Kamonchanok กรรณิการ์/Kannika กฤติยา/Krittiya กัญญา/Kanya กัญญารัตน์/Kanyarat กัลยา/Kanlaya
กาญจนา/Kanchana กานดา/Kanda กิ่งแก้ว/Kingkaeo กุลธิดา/Kunthida กุสุมา/Kusuma เกศินี/Kesini เกษร/Keson แก้วตา/Kaeota ขนิษฐา/Khanittha ขวัญใจ/Khwanchai
ขวัญเรือน/Khwanruean คนึงนิจ/Khanuengnit จงกลนี/Chongkonni จงจิต/Chongchit จันทนา/Chanthana จันทร์เพ็ญ/Chanphen จารุณี/Charuni จารุวรรณ/Charuwan
จินตนา/Chintana จิราพร/Chiraphon จิราภรณ์/Chiraphon จีรนันท์/Chiranan จุฑามาศ/Chuthamat จุรีรัตน์/Churirat ฉวีวรรณ/Chawiwan ฉันทนา/Chanthana
ชญานิศ/Chayanit ชนิดา/Chanida ชมพูนุท/Chomphunut ชลธิชา/Chonlathicha ชุติมา/Chutima ช่อทิพย์/Chothip ญาดา/Yada ฐิติมา/Thitima ณัฏฐา/Nattha
ณัฐธิดา/Natthathida ดวงใจ/Duangchai ดวงเดือน/Duangduean ดวงพร/Duangphon ดารณี/Darani ดาริน/Darin ดุษฎี/Dutsadi เดือนเพ็ญ/Dueanphen ตวงพร/Tuangphon
ทองทิพย์/Thongthip ทัศนีย์/Thatsani ทิพวรรณ/Thipphawan ทิพย์สุดา/Thipsuda ธนพร/Thanaphon ธัญญารัตน์/Thanyarat ธัญลักษณ์/Thanyalak ธิดารัตน์/Thidarat
ธีรนุช/Thiranut นงนุช/Nongnut นงลักษณ์/Nonglak นภัสสร/Naphatson นภาพร/Naphaphon นฤมล/Naruemon นวพร/Nawaphon นันทนา/Nanthana นันทิดา/Nanthida
นาฏยา/Nattaya น้ำทิพย์/Namthip น้ำฝน/Namfon นิตยา/Nittaya นิภา/Nipha นิรมล/Niramon นุชนาถ/Nutchanat เนตรนภา/Netnapha บังอร/Bang-on บุญเรือน/Bunruean
บุษกร/Butsakon บุษบา/Butsaba เบญจมาศ/Benchamat ปนัดดา/Panatda ประไพ/Praphai ประภา/Prapha ปราณี/Prani ปริยาภรณ์/Pariyaphon ปรียา/Priya
ปัทมา/Patthama ปาริชาติ/Parichat ปิยนุช/Piyanut ปิยะพร/Piyaphon ผกา/Phaka ผกามาศ/Phakamat พจนา/Photchana พนิดา/Phanida พรทิพย์/Phonthip พรพิมล/Phonphimon
พรรณี/Phanni พวงเพชร/Phuangphet พัชราภา/Phatcharapha พัชรี/Phatchari พัทธนันท์/Phatthanan พิกุล/Phikun พิมพา/Phimpha พิมพ์ใจ/Phimchai พิไลพร/Philaiphon
เพ็ญนภา/Phennapha เพชรรัตน์/Phetcharat ไพลิน/Phailin ภัทราวดี/Phatthrawadi ภาวนา/Phawana ภาวิณี/Phawini มณีรัตน์/Manirat มณฑา/Montha มยุรี/Mayuri
มะลิวัลย์/Maliwan มาลี/Mali มาลัย/Malai มุกดา/Mukda เมธาวี/Methawi ยุพา/Yupha ยุพิน/Yuphin เยาวลักษณ์/Yaowalak รจนา/Rotchana รวิวรรณ/Rawiwan รสริน/Rotsarin
รัชนี/Ratchani รัตนา/Rattana รัตนาภรณ์/Rattanaphon รำไพ/Ramphai รุ่งนภา/Rungnapha รุ่งอรุณ/Rung-arun เรณู/Renu ลดาวัลย์/Ladawan ลลิตา/Lalita ลักขณา/Lakkhana
ละออ/La-o ลำดวน/Lamduan วนิดา/Wanida วรนุช/Woranut วรรณภา/Wannapha วรรณา/Wanna วราภรณ์/Waraphon วลัยพร/Walaiphon วันเพ็ญ/Wanphen วาสนา/Watsana
วิภา/Wipha วิภาวรรณ/Wiphawan วิมล/Wimon วิลาวัลย์/Wilawan ศศิธร/Sasithon ศิริพร/Siriphon ศิริรัตน์/Sirirat ศิริลักษณ์/Sirilak ศุภลักษณ์/Suphalak
สมจิตร/Somchit สมใจ/Somchai สมพร/Somphon สมศรี/Somsi สายใจ/Saichai สายฝน/Saifon สายพิณ/Saiphin สาวิตรี/Sawitri สิรินทิพย์/Sirinthip สุกัญญา/Sukanya
สุจิตรา/Suchittra สุชาดา/Suchada สุดา/Suda สุธิดา/Suthida สุนันทา/Sunantha สุนิสา/Sunisa สุพัตรา/Suphattra สุภาพร/Suphaphon สุมาลี/Sumali สุรีย์/Suri
สุวรรณา/Suwanna เสาวลักษณ์/Saowalak โสภา/Sopha หทัยรัตน์/Hathairat อมรรัตน์/Amonrat อรทัย/Orathai อรพิน/Oraphin อรวรรณ/Orawan อรอนงค์/Onanong อัจฉรา/Atchara
อัมพร/Amphon อารีย์/Ari อารีรัตน์/Arirat อำไพ/Amphai อุบล/Ubon อุไรวรรณ/Uraiwan อุษา/Usa
`);

/** First parts of surnames. */
const SURNAME_HEADS: readonly Name[] = pairs(`
กาญจน/Kanchana แก้วธาร/Kaeothan ขจรทิว/Khachonthio เขมนา/Khemna คลองธาร/Khlongthan คีรี/Khiri จรัสธาร/Charatthan จันทน์ทิว/Chanthio ชลทิว/Chonlathio
ชัยนา/Chaina ดาริน/Darin ดอยธาร/Doithan ต้นธาร/Tonthan ไตรทิว/Traithio ทองทิว/Thongthio ทิพย์ธาร/Thipthan ทุ่งริน/Thungrin ธารทิว/Thanthio ธีรนา/Thirana
นทีริน/Nathirin นาริน/Narin บัวธาร/Buathan บ้านทิว/Banthio บุญริน/Bunrin ปทุมริน/Pathumrin ปานธาร/Panthan ผาริน/Pharin พนาทิว/Phanathio พฤกษ์ธาร/Phruekthan
เพชรทิว/Phetthio ไพรธาร/Phraithan ฟ้าริน/Farin ภูริน/Phurin มณีธาร/Manithan มีนริน/Minrin เมฆทิว/Mekthio รวงทิว/Ruangthio รุ่งริน/Rungrin ลำธาร/Lamthan วนาริน/Wanarin
วังทิว/Wangthio ศรีทิว/Sithio สายริน/Sairin สินธาร/Sinthan แสงทิว/Saengthio หาดริน/Hatrin อรุณทิว/Arunthio อุดมริน/Udomrin
`);

/** Second parts of surnames. */
const SURNAME_TAILS: readonly Name[] = pairs(`
กุล/kun เกษม/kasem ขจี/khachi คำนึง/khamnueng จรุง/charung เจริญ/charoen ฉาย/chai ชื่น/chuen ไชย/chai ดำรง/damrong ถาวร/thawon ทอง/thong ธรรม/tham นิมิต/nimit
บำรุง/bamrung ประทีป/prathip ปัญญา/panya พงศ์/phong พันธุ์/phan ไพบูลย์/phaibun ภักดี/phakdi มงคล/mongkhon มั่น/man เรือง/rueang วงศ์/wong วัฒน์/wat ศิลป์/sin ศักดิ์/sak
สกุล/sakun สมบูรณ์/sombun สวัสดิ์/sawat สุข/suk โสภณ/sophon อารีย์/ari อุดม/udom เอื้อ/uea
`);

/** Every surname: heads × tails, 1,700 and more. */
export const SURNAMES: readonly Name[] = SURNAME_HEADS.flatMap(([headTh, headEn]) =>
  SURNAME_TAILS.map(([tailTh, tailEn]): Name => [headTh + tailTh, headEn + tailEn]),
);

/** Words that stand before the name: civil, and ranks of the reserve and the police where a post calls for them. */
export const PREFIXES = {
  mr: ["นาย", "Mr."],
  mrs: ["นาง", "Mrs."],
  miss: ["นางสาว", "Miss"],
  reserveMan: ["ว่าที่ ร.ต.", "Acting Sub Lt."],
  reserveWoman: ["ว่าที่ ร.ต.หญิง", "Acting Sub Lt."],
  policeGeneral: ["พล.ต.ต.", "Pol. Maj. Gen."],
  policeColonel: ["พ.ต.อ.", "Pol. Col."],
  policeMajor: ["พ.ต.ต.", "Pol. Maj."],
  colonel: ["พ.อ.", "Col."],
  doctorMan: ["นพ.", "Dr."],
  doctorWoman: ["พญ.", "Dr."],
} as const satisfies Record<string, Name>;
