/**
 * Words of which common passwords are made: the heads of the published lists of leaked passwords, and what Thai users choose
 * (words as typed, in Latin letters, and as they come out when typed with the keyboard left in English). Only words: digits, years,
 * signs, doubling and lookalike letters around them are seen through by `password-policy.ts`.
 */
export const common: ReadonlySet<string> = new Set(
  `
password passwort passw0rd passwd pass pwd secret letmein welcome login logon signin access admin administrator root user guest test
testing tester demo default changeme changeit temp temporary master manager system server computer internet network windows office
microsoft google facebook youtube instagram line lineid tiktok twitter apple iphone android samsung huawei oppo vivo nokia oracle
qwerty qwertyuiop azerty asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx qweasd qweasdzxc qwer wasd abc abcd abcde abcdef abcdefg
iloveyou loveyou love lovely lover forever family mother father mommy daddy baby babe honey sweet sweetie darling angel princess prince
queen king kingkong dragon monkey tiger lion bear eagle shark panda kitty hellokitty doraemon pikachu pokemon naruto onepiece conan
football soccer baseball basketball hockey tennis golf badminton volleyball liverpool chelsea arsenal manchester manutd manunited united
barcelona madrid realmadrid juventus superman batman spiderman starwars matrix trustno ninja hunter killer shadow phantom ghost devil
sunshine summer winter spring autumn flower rose lotus jasmine orchid cookie banana apple orange cherry chocolate coffee pepsi cocacola
freedom liberty success money lucky happy smile peace hope faith jesus christ buddha buddhism dharma dhamma blessed heaven michael
jordan jennifer jessica ashley daniel andrew thomas robert charlie george william nicole amanda joshua matthew michelle maria anna
hello hellothere hithere goodmorning goodnight thankyou please sorry whatever nothing something anything everything nobody somebody
january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday
sunday black white red blue green yellow purple silver golden diamond platinum power ranger mustang ferrari porsche toyota honda isuzu
mercedes yamaha suzuki kawasaki nissan mazda ford harley corvette cannon canon pepper ginger buster maggie bailey merlin soccer
thailand thai siam bangkok krungthep chiangmai chiangrai phuket pattaya ayutthaya korat khonkaen isan isaan lanna songkhla hatyai samui
muaythai tomyum somtam padthai changbeer chang singha leo songkran loykrathong sawasdee sawatdee sawasdeekrub sawasdeeka sabaidee sanuk
mairu mailuem khobkhun khopkhun korbkun rakthai rakna rakkhun rakter rakmak rakmae rakphor khidthueng kidtung jubjub fanta teerak tirak
somchai somsak sompong somsri somying somboon prasert wichai surachai anucha nattapong nattawut thanakorn kittisak siriporn malee manee
mana piti chujai changwat amphoe tambon moobaan sala salaklang governor rachakan kharatchakan khrachakan mahadthai moi dopa krasuang
samnakngan palad phuwa phuwaratchakan damrongtham damrongdhama saraban egov egovernment gov government province provincial provinceoffice
longlivetheking songphracharoen rama ramix rama9 rama10 phumiphon bhumibol
รหัสผ่าน รหัส รหัสลับ ความลับ พาสเวิร์ด ผู้ใช้ ผู้ดูแล ผู้ดูแลระบบ แอดมิน ทดสอบ ระบบ คอมพิวเตอร์ สวัสดี สวัสดีครับ สวัสดีค่ะ สวัสดีจ้า สบายดี
ขอบคุณ ขอบคุณครับ ขอบคุณค่ะ ขอโทษ ฉันรักเธอ ผมรักคุณ รักเธอ รักคุณ รักแม่ รักพ่อ รักนะ รักมาก รักลูก ที่รัก คิดถึง คิดถึงนะ จุ๊บจุ๊บ สุดที่รัก แม่จ๋า พ่อจ๋า
ประเทศไทย ไทยแลนด์ กรุงเทพ กรุงเทพมหานคร เชียงใหม่ เชียงราย ภูเก็ต พัทยา อยุธยา โคราช ขอนแก่น สงขลา รักชาติ รักในหลวง ทรงพระเจริญ ในหลวง
จังหวัด อำเภอ ตำบล หมู่บ้าน ศาลากลาง ศาลากลางจังหวัด สำนักงาน สำนักงานจังหวัด ผู้ว่า ผู้ว่าราชการ ผู้ว่าราชการจังหวัด ข้าราชการ ราชการ กระทรวง มหาดไทย ปลัด
นายอำเภอ ดำรงธรรม สารบรรณ หนังสือ งานราชการ รัฐบาล ลอยกระทง สงกรานต์ ปีใหม่ สวัสดีปีใหม่ โชคดี ร่ำรวย รวยรวย เฮงเฮง มีความสุข สู้สู้ อะไรก็ได้ จำไม่ได้
ลืมแล้ว ไม่รู้ ไม่บอก ไม่มี เปิดประตู สมชาย สมศักดิ์ สมหญิง สมศรี มานี มานะ ปิติ ชูใจ ฟหกด ฟหกดเ ๆไำพ ผปแอ
l;ylfu l;ylfu8iy[ l;ylfu8jt iysl iyslzjko ryp ieryp ip rhwm grhwm .0skp. iydgmv iyd86i iydc,j iydrjv mujiyd 8bf56' xitgmlwmp dlqwmp g=up'.s,j
muwmp ,skfwmp 0y's;yf l'ovlp zh;jk ]ndsp'
`
    .trim()
    .split(/\s+/),
);
