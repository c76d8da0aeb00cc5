// The agencies of a province, by ministry. Thai names as on the list of agencies of Sakon Nakhon province; ministry,
// department and type of administration from general knowledge: an official may correct them. `{p}` is the province's name.

/** R regional administration (ราชการส่วนภูมิภาค, under the governor) · C central unit in the province · S state enterprise · L local administration · I independent */
export type AdminType = "R" | "C" | "S" | "L" | "I";

export type MinistryKey =
  | "pmo"
  | "moi"
  | "finance"
  | "tourism"
  | "social"
  | "agriculture"
  | "transport"
  | "environment"
  | "digital"
  | "energy"
  | "commerce"
  | "justice"
  | "labour"
  | "culture"
  | "education"
  | "health"
  | "industry"
  | "defence"
  | "independent"
  | "local";

export const MINISTRIES: Record<MinistryKey, { th: string; en: string }> = {
  pmo: { th: "สำนักนายกรัฐมนตรี", en: "Office of the Prime Minister" },
  moi: { th: "กระทรวงมหาดไทย", en: "Ministry of Interior" },
  finance: { th: "กระทรวงการคลัง", en: "Ministry of Finance" },
  tourism: { th: "กระทรวงการท่องเที่ยวและกีฬา", en: "Ministry of Tourism and Sports" },
  social: { th: "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์", en: "Ministry of Social Development and Human Security" },
  agriculture: { th: "กระทรวงเกษตรและสหกรณ์", en: "Ministry of Agriculture and Cooperatives" },
  transport: { th: "กระทรวงคมนาคม", en: "Ministry of Transport" },
  environment: { th: "กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม", en: "Ministry of Natural Resources and Environment" },
  digital: { th: "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", en: "Ministry of Digital Economy and Society" },
  energy: { th: "กระทรวงพลังงาน", en: "Ministry of Energy" },
  commerce: { th: "กระทรวงพาณิชย์", en: "Ministry of Commerce" },
  justice: { th: "กระทรวงยุติธรรม", en: "Ministry of Justice" },
  labour: { th: "กระทรวงแรงงาน", en: "Ministry of Labour" },
  culture: { th: "กระทรวงวัฒนธรรม", en: "Ministry of Culture" },
  education: { th: "กระทรวงศึกษาธิการ", en: "Ministry of Education" },
  health: { th: "กระทรวงสาธารณสุข", en: "Ministry of Public Health" },
  industry: { th: "กระทรวงอุตสาหกรรม", en: "Ministry of Industry" },
  defence: { th: "กระทรวงกลาโหม", en: "Ministry of Defence" },
  independent: { th: "หน่วยงานอิสระ", en: "Independent bodies" },
  local: { th: "องค์กรปกครองส่วนท้องถิ่น", en: "Local administration" },
};

export type AgencyFacts = {
  key: string;
  th: string;
  en: string;
  short: string;
  ministry: MinistryKey;
  department: string;
  type: AdminType;
  /** the four digits after the province's letters, only where a real letter shows them */
  digits?: string;
  /** the head's title, Thai and English */
  head: [th: string, en: string];
  /** the title of the officer who receives the province's work there */
  officer: [th: string, en: string];
};

const GENERAL: [string, string] = ["นักจัดการงานทั่วไป", "General Administration Officer"];
const PLAN: [string, string] = ["นักวิเคราะห์นโยบายและแผน", "Plan and Policy Analyst"];

type Line = [
  key: string,
  th: string,
  en: string,
  short: string,
  ministry: MinistryKey,
  department: string,
  type: AdminType,
  headTh: string,
  headEn: string,
  officer?: [string, string],
  digits?: string,
];

// biome-ignore format: a table is read by its columns
const LINES: Line[] = [
  // กระทรวงมหาดไทย
  ["administration_office", "ที่ทำการปกครองจังหวัด{p}", "{p} Provincial Administration Office", "ปค.", "moi", "กรมการปกครอง", "R", "ปลัดจังหวัด{p}", "Chief Administrator (Palad) of {p} Province", ["เจ้าพนักงานปกครอง", "Administrative Official"]],
  ["community_development", "สำนักงานพัฒนาชุมชนจังหวัด{p}", "{p} Provincial Community Development Office", "พช.", "moi", "กรมการพัฒนาชุมชน", "R", "พัฒนาการจังหวัด{p}", "Chief of {p} Provincial Community Development Office", ["นักวิชาการพัฒนาชุมชน", "Community Development Specialist"]],
  ["land", "สำนักงานที่ดินจังหวัด{p}", "{p} Provincial Land Office", "ทด.", "moi", "กรมที่ดิน", "R", "เจ้าพนักงานที่ดินจังหวัด{p}", "Chief of {p} Provincial Land Office", ["นักวิชาการที่ดิน", "Land Specialist"]],
  ["disaster", "สำนักงานป้องกันและบรรเทาสาธารณภัยจังหวัด{p}", "{p} Provincial Disaster Prevention and Mitigation Office", "ปภ.", "moi", "กรมป้องกันและบรรเทาสาธารณภัย", "R", "หัวหน้าสำนักงานป้องกันและบรรเทาสาธารณภัยจังหวัด{p}", "Chief of {p} Provincial Disaster Prevention and Mitigation Office", PLAN],
  ["public_works", "สำนักงานโยธาธิการและผังเมืองจังหวัด{p}", "{p} Provincial Office of Public Works and Town & Country Planning", "ยผ.", "moi", "กรมโยธาธิการและผังเมือง", "R", "โยธาธิการและผังเมืองจังหวัด{p}", "Chief of {p} Provincial Office of Public Works and Town & Country Planning", ["วิศวกรโยธา", "Civil Engineer"]],
  ["local_promotion", "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด{p}", "{p} Provincial Office for Local Administration", "สถจ.", "moi", "กรมส่งเสริมการปกครองท้องถิ่น", "R", "ท้องถิ่นจังหวัด{p}", "Chief of {p} Provincial Office for Local Administration", ["นักส่งเสริมการปกครองท้องถิ่น", "Local Government Promotion Specialist"], "0023"],
  // กระทรวงการคลัง
  ["treasury", "สำนักงานคลังจังหวัด{p}", "{p} Provincial Office of the Comptroller General", "คจ.", "finance", "กรมบัญชีกลาง", "R", "คลังจังหวัด{p}", "Provincial Comptroller of {p}", ["นักวิชาการคลัง", "Fiscal Analyst"]],
  ["revenue", "สำนักงานสรรพากรพื้นที่{p}", "{p} Area Revenue Office", "สท.", "finance", "กรมสรรพากร", "C", "สรรพากรพื้นที่{p}", "Director of {p} Area Revenue Office"],
  ["excise", "สำนักงานสรรพสามิตพื้นที่{p}", "{p} Area Excise Office", "สส.", "finance", "กรมสรรพสามิต", "C", "สรรพสามิตพื้นที่{p}", "Director of {p} Area Excise Office"],
  ["state_property", "สำนักงานธนารักษ์พื้นที่{p}", "{p} Area Treasury Office", "ธร.", "finance", "กรมธนารักษ์", "C", "ธนารักษ์พื้นที่{p}", "Director of {p} Area Treasury Office"],
  // การท่องเที่ยวและกีฬา การพัฒนาสังคม
  ["tourism", "สำนักงานการท่องเที่ยวและกีฬาจังหวัด{p}", "{p} Provincial Office of Tourism and Sports", "ทกจ.", "tourism", "สำนักงานปลัดกระทรวง", "R", "ท่องเที่ยวและกีฬาจังหวัด{p}", "Chief of {p} Provincial Office of Tourism and Sports", ["นักพัฒนาการท่องเที่ยว", "Tourism Development Officer"]],
  ["social", "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด{p}", "{p} Provincial Office of Social Development and Human Security", "พมจ.", "social", "สำนักงานปลัดกระทรวง", "R", "พัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด{p}", "Chief of {p} Provincial Office of Social Development and Human Security", ["นักพัฒนาสังคม", "Social Development Worker"]],
  // กระทรวงเกษตรและสหกรณ์
  ["agriculture", "สำนักงานเกษตรและสหกรณ์จังหวัด{p}", "{p} Provincial Office of Agriculture and Cooperatives", "กษจ.", "agriculture", "สำนักงานปลัดกระทรวง", "R", "เกษตรและสหกรณ์จังหวัด{p}", "Chief of {p} Provincial Office of Agriculture and Cooperatives", PLAN],
  ["fisheries", "สำนักงานประมงจังหวัด{p}", "{p} Provincial Fisheries Office", "ปมจ.", "agriculture", "กรมประมง", "R", "ประมงจังหวัด{p}", "Chief of {p} Provincial Fisheries Office", ["นักวิชาการประมง", "Fishery Biologist"]],
  ["livestock", "สำนักงานปศุสัตว์จังหวัด{p}", "{p} Provincial Livestock Office", "ปศจ.", "agriculture", "กรมปศุสัตว์", "R", "ปศุสัตว์จังหวัด{p}", "Chief of {p} Provincial Livestock Office", ["นักวิชาการสัตวบาล", "Animal Husbandry Specialist"]],
  ["agricultural_extension", "สำนักงานเกษตรจังหวัด{p}", "{p} Provincial Agricultural Extension Office", "กสจ.", "agriculture", "กรมส่งเสริมการเกษตร", "R", "เกษตรจังหวัด{p}", "Chief of {p} Provincial Agricultural Extension Office", ["นักวิชาการส่งเสริมการเกษตร", "Agricultural Extension Specialist"]],
  ["cooperatives", "สำนักงานสหกรณ์จังหวัด{p}", "{p} Provincial Cooperative Office", "สกจ.", "agriculture", "กรมส่งเสริมสหกรณ์", "R", "สหกรณ์จังหวัด{p}", "Chief of {p} Provincial Cooperative Office", ["นักวิชาการสหกรณ์", "Cooperative Specialist"]],
  ["land_reform", "สำนักงานการปฏิรูปที่ดินจังหวัด{p}", "{p} Provincial Land Reform Office", "ส.ป.ก.", "agriculture", "สำนักงานการปฏิรูปที่ดินเพื่อเกษตรกรรม", "R", "ปฏิรูปที่ดินจังหวัด{p}", "Chief of {p} Provincial Land Reform Office", ["นักวิชาการปฏิรูปที่ดิน", "Land Reform Specialist"]],
  ["cooperative_audit", "สำนักงานตรวจบัญชีสหกรณ์{p}", "{p} Cooperative Auditing Office", "ตส.", "agriculture", "กรมตรวจบัญชีสหกรณ์", "C", "หัวหน้าสำนักงานตรวจบัญชีสหกรณ์{p}", "Chief of {p} Cooperative Auditing Office"],
  ["irrigation", "โครงการชลประทาน{p}", "{p} Irrigation Project", "คป.", "agriculture", "กรมชลประทาน", "C", "ผู้อำนวยการโครงการชลประทาน{p}", "Director of {p} Irrigation Project", ["วิศวกรชลประทาน", "Irrigation Engineer"]],
  ["land_development", "สถานีพัฒนาที่ดิน{p}", "{p} Land Development Station", "สพด.", "agriculture", "กรมพัฒนาที่ดิน", "C", "ผู้อำนวยการสถานีพัฒนาที่ดิน{p}", "Director of {p} Land Development Station"],
  // กระทรวงคมนาคม
  ["transport", "สำนักงานขนส่งจังหวัด{p}", "{p} Provincial Land Transport Office", "ขจ.", "transport", "กรมการขนส่งทางบก", "R", "ขนส่งจังหวัด{p}", "Chief of {p} Provincial Land Transport Office", ["นักวิชาการขนส่ง", "Transport Specialist"]],
  ["highways", "แขวงทางหลวง{p}", "{p} Highway District", "ขท.", "transport", "กรมทางหลวง", "C", "ผู้อำนวยการแขวงทางหลวง{p}", "Director of {p} Highway District", ["วิศวกรโยธา", "Civil Engineer"]],
  ["rural_roads", "แขวงทางหลวงชนบท{p}", "{p} Rural Roads Office", "ขทช.", "transport", "กรมทางหลวงชนบท", "C", "ผู้อำนวยการแขวงทางหลวงชนบท{p}", "Director of {p} Rural Roads Office", ["วิศวกรโยธา", "Civil Engineer"]],
  // ทรัพยากร ดิจิทัล พลังงาน พาณิชย์
  ["environment", "สำนักงานทรัพยากรธรรมชาติและสิ่งแวดล้อมจังหวัด{p}", "{p} Provincial Office of Natural Resources and Environment", "ทสจ.", "environment", "สำนักงานปลัดกระทรวง", "R", "ผู้อำนวยการสำนักงานทรัพยากรธรรมชาติและสิ่งแวดล้อมจังหวัด{p}", "Director of {p} Provincial Office of Natural Resources and Environment", ["นักวิชาการสิ่งแวดล้อม", "Environmentalist"]],
  ["statistics", "สำนักงานสถิติจังหวัด{p}", "{p} Provincial Statistical Office", "สสช.จว.", "digital", "สำนักงานสถิติแห่งชาติ", "R", "สถิติจังหวัด{p}", "Chief of {p} Provincial Statistical Office", ["นักวิชาการสถิติ", "Statistician"]],
  ["meteorology", "สถานีอุตุนิยมวิทยา{p}", "{p} Meteorological Station", "อต.", "digital", "กรมอุตุนิยมวิทยา", "C", "ผู้อำนวยการสถานีอุตุนิยมวิทยา{p}", "Director of {p} Meteorological Station", ["นักอุตุนิยมวิทยา", "Meteorologist"]],
  ["energy", "สำนักงานพลังงานจังหวัด{p}", "{p} Provincial Energy Office", "พนจ.", "energy", "สำนักงานปลัดกระทรวง", "R", "พลังงานจังหวัด{p}", "Chief of {p} Provincial Energy Office"],
  ["commerce", "สำนักงานพาณิชย์จังหวัด{p}", "{p} Provincial Commercial Office", "พณจ.", "commerce", "สำนักงานปลัดกระทรวง", "R", "พาณิชย์จังหวัด{p}", "Chief of {p} Provincial Commercial Office", ["นักวิชาการพาณิชย์", "Trade Officer"]],
  // กระทรวงยุติธรรม
  ["justice", "สำนักงานยุติธรรมจังหวัด{p}", "{p} Provincial Justice Office", "ยธจ.", "justice", "สำนักงานปลัดกระทรวง", "R", "ยุติธรรมจังหวัด{p}", "Chief of {p} Provincial Justice Office", ["นักวิชาการยุติธรรม", "Justice Officer"]],
  ["probation", "สำนักงานคุมประพฤติจังหวัด{p}", "{p} Provincial Probation Office", "คุมประพฤติ", "justice", "กรมคุมประพฤติ", "C", "ผู้อำนวยการสำนักงานคุมประพฤติจังหวัด{p}", "Director of {p} Provincial Probation Office", ["พนักงานคุมประพฤติ", "Probation Officer"]],
  ["legal_execution", "สำนักงานบังคับคดีจังหวัด{p}", "{p} Provincial Legal Execution Office", "บค.", "justice", "กรมบังคับคดี", "C", "ผู้อำนวยการสำนักงานบังคับคดีจังหวัด{p}", "Director of {p} Provincial Legal Execution Office"],
  ["juvenile", "สถานพินิจและคุ้มครองเด็กและเยาวชนจังหวัด{p}", "{p} Provincial Juvenile Observation and Protection Centre", "สพ.", "justice", "กรมพินิจและคุ้มครองเด็กและเยาวชน", "C", "ผู้อำนวยการสถานพินิจและคุ้มครองเด็กและเยาวชนจังหวัด{p}", "Director of {p} Provincial Juvenile Observation and Protection Centre"],
  ["prison", "เรือนจำจังหวัด{p}", "{p} Provincial Prison", "รจ.", "justice", "กรมราชทัณฑ์", "C", "ผู้บัญชาการเรือนจำจังหวัด{p}", "Commander of {p} Provincial Prison"],
  // กระทรวงแรงงาน
  ["labour", "สำนักงานแรงงานจังหวัด{p}", "{p} Provincial Labour Office", "รงจ.", "labour", "สำนักงานปลัดกระทรวง", "R", "แรงงานจังหวัด{p}", "Chief of {p} Provincial Labour Office", ["นักวิชาการแรงงาน", "Labour Specialist"]],
  ["employment", "สำนักงานจัดหางานจังหวัด{p}", "{p} Provincial Employment Office", "จหจ.", "labour", "กรมการจัดหางาน", "R", "จัดหางานจังหวัด{p}", "Chief of {p} Provincial Employment Office", ["นักวิชาการแรงงาน", "Labour Specialist"]],
  ["labour_protection", "สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัด{p}", "{p} Provincial Labour Protection and Welfare Office", "สสค.", "labour", "กรมสวัสดิการและคุ้มครองแรงงาน", "R", "สวัสดิการและคุ้มครองแรงงานจังหวัด{p}", "Chief of {p} Provincial Labour Protection and Welfare Office", ["นักวิชาการแรงงาน", "Labour Specialist"]],
  ["social_security", "สำนักงานประกันสังคมจังหวัด{p}", "{p} Provincial Social Security Office", "สปส.", "labour", "สำนักงานประกันสังคม", "R", "ประกันสังคมจังหวัด{p}", "Chief of {p} Provincial Social Security Office", ["นักวิชาการประกันสังคม", "Social Security Officer"]],
  ["skill_development", "สำนักงานพัฒนาฝีมือแรงงาน{p}", "{p} Skill Development Office", "สนพ.", "labour", "กรมพัฒนาฝีมือแรงงาน", "C", "ผู้อำนวยการสำนักงานพัฒนาฝีมือแรงงาน{p}", "Director of {p} Skill Development Office"],
  // วัฒนธรรม ศึกษา สาธารณสุข อุตสาหกรรม
  ["culture", "สำนักงานวัฒนธรรมจังหวัด{p}", "{p} Provincial Cultural Office", "วธจ.", "culture", "สำนักงานปลัดกระทรวง", "R", "วัฒนธรรมจังหวัด{p}", "Chief of {p} Provincial Cultural Office", ["นักวิชาการวัฒนธรรม", "Cultural Officer"]],
  ["education", "สำนักงานศึกษาธิการจังหวัด{p}", "{p} Provincial Education Office", "ศธจ.", "education", "สำนักงานปลัดกระทรวง", "C", "ศึกษาธิการจังหวัด{p}", "Chief of {p} Provincial Education Office", ["นักวิชาการศึกษา", "Educator"]],
  ["learning", "สำนักงานส่งเสริมการเรียนรู้ประจำจังหวัด{p}", "{p} Provincial Office of Learning Encouragement", "สกร.", "education", "กรมส่งเสริมการเรียนรู้", "C", "ผู้อำนวยการสำนักงานส่งเสริมการเรียนรู้ประจำจังหวัด{p}", "Director of {p} Provincial Office of Learning Encouragement"],
  ["health", "สำนักงานสาธารณสุขจังหวัด{p}", "{p} Provincial Public Health Office", "สสจ.", "health", "สำนักงานปลัดกระทรวง", "R", "นายแพทย์สาธารณสุขจังหวัด{p}", "Chief Medical Officer of {p} Province", ["นักวิชาการสาธารณสุข", "Public Health Technical Officer"], "0033"],
  ["industry", "สำนักงานอุตสาหกรรมจังหวัด{p}", "{p} Provincial Industry Office", "สอจ.", "industry", "สำนักงานปลัดกระทรวง", "R", "อุตสาหกรรมจังหวัด{p}", "Chief of {p} Provincial Industry Office", ["นักวิชาการอุตสาหกรรม", "Industrial Technical Officer"]],
  // ส่วนราชการในสังกัดและในบังคับบัญชานายกรัฐมนตรี
  ["buddhism", "สำนักงานพระพุทธศาสนาจังหวัด{p}", "{p} Provincial Office of Buddhism", "พศจ.", "pmo", "สำนักงานพระพุทธศาสนาแห่งชาติ", "R", "ผู้อำนวยการสำนักงานพระพุทธศาสนาจังหวัด{p}", "Director of {p} Provincial Office of Buddhism", ["นักวิชาการศาสนา", "Religious Affairs Officer"]],
  ["public_relations", "สำนักงานประชาสัมพันธ์จังหวัด{p}", "{p} Provincial Public Relations Office", "ปชส.", "pmo", "กรมประชาสัมพันธ์", "R", "ประชาสัมพันธ์จังหวัด{p}", "Chief of {p} Provincial Public Relations Office", ["นักประชาสัมพันธ์", "Public Relations Officer"]],
  ["police", "ตำรวจภูธรจังหวัด{p}", "{p} Provincial Police", "ภ.จว.", "pmo", "สำนักงานตำรวจแห่งชาติ", "C", "ผู้บังคับการตำรวจภูธรจังหวัด{p}", "Commander of {p} Provincial Police", ["สารวัตรฝ่ายอำนวยการ", "Inspector, Administration"]],
  ["isoc", "กองอำนวยการรักษาความมั่นคงภายในจังหวัด{p}", "{p} Provincial Internal Security Operations Command", "กอ.รมน.", "pmo", "กองอำนวยการรักษาความมั่นคงภายในราชอาณาจักร", "C", "รองผู้อำนวยการรักษาความมั่นคงภายในจังหวัด{p} (ฝ่ายทหาร)", "Deputy Director (Military), {p} Provincial Internal Security Operations Command"],
  ["recruiting", "สำนักงานสัสดีจังหวัด{p}", "{p} Provincial Recruiting Office", "สด.จว.", "defence", "กองทัพบก", "C", "สัสดีจังหวัด{p}", "Recruiting Officer of {p} Province"],
  // หน่วยงานอิสระและศาล
  ["prosecutor", "สำนักงานอัยการจังหวัด{p}", "{p} Provincial Prosecutor's Office", "อัยการ", "independent", "สำนักงานอัยการสูงสุด", "I", "อัยการจังหวัด{p}", "Provincial Chief Public Prosecutor of {p}"],
  ["court", "ศาลจังหวัด{p}", "{p} Provincial Court", "ศาล", "independent", "สำนักงานศาลยุติธรรม", "I", "ผู้อำนวยการสำนักงานประจำศาลจังหวัด{p}", "Director of the Office of {p} Provincial Court"],
  ["election", "สำนักงานคณะกรรมการการเลือกตั้งประจำจังหวัด{p}", "Office of the Election Commission of {p} Province", "กกต.จว.", "independent", "สำนักงานคณะกรรมการการเลือกตั้ง", "I", "ผู้อำนวยการการเลือกตั้งประจำจังหวัด{p}", "Director of the Office of the Election Commission of {p} Province"],
  ["audit", "สำนักตรวจเงินแผ่นดินจังหวัด{p}", "{p} Provincial State Audit Office", "สตง.", "independent", "สำนักงานการตรวจเงินแผ่นดิน", "I", "ผู้อำนวยการสำนักตรวจเงินแผ่นดินจังหวัด{p}", "Director of {p} Provincial State Audit Office"],
  ["anti_corruption", "สำนักงาน ป.ป.ช. ประจำจังหวัด{p}", "Office of the National Anti-Corruption Commission, {p} Province", "ป.ป.ช.", "independent", "สำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ", "I", "ผู้อำนวยการสำนักงาน ป.ป.ช. ประจำจังหวัด{p}", "Director of the Office of the National Anti-Corruption Commission, {p} Province"],
  // รัฐวิสาหกิจ
  ["electricity", "การไฟฟ้าส่วนภูมิภาคจังหวัด{p}", "Provincial Electricity Authority, {p}", "กฟจ.", "moi", "การไฟฟ้าส่วนภูมิภาค", "S", "ผู้จัดการการไฟฟ้าส่วนภูมิภาคจังหวัด{p}", "Manager, Provincial Electricity Authority, {p}"],
  ["waterworks", "การประปาส่วนภูมิภาคสาขา{p}", "Provincial Waterworks Authority, {p} Branch", "กปภ.", "moi", "การประปาส่วนภูมิภาค", "S", "ผู้จัดการการประปาส่วนภูมิภาคสาขา{p}", "Manager, Provincial Waterworks Authority, {p} Branch"],
  ["telecom", "บริษัท โทรคมนาคมแห่งชาติ จำกัด (มหาชน) จังหวัด{p}", "National Telecom Public Company Limited, {p}", "NT", "digital", "บริษัท โทรคมนาคมแห่งชาติ จำกัด (มหาชน)", "S", "โทรคมนาคมจังหวัด{p}", "Telecommunications Manager, {p}"],
  ["farm_bank", "สำนักงาน ธ.ก.ส. จังหวัด{p}", "Bank for Agriculture and Agricultural Cooperatives, {p} Office", "ธ.ก.ส.", "finance", "ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร", "S", "ผู้อำนวยการสำนักงาน ธ.ก.ส. จังหวัด{p}", "Director, Bank for Agriculture and Agricultural Cooperatives, {p} Office"],
  // องค์กรปกครองส่วนท้องถิ่น
  ["pao", "องค์การบริหารส่วนจังหวัด{p}", "{p} Provincial Administrative Organization", "อบจ.", "local", "", "L", "นายกองค์การบริหารส่วนจังหวัด{p}", "Chief Executive of {p} Provincial Administrative Organization"],
];

/** Every agency of a province other than its provincial office and districts, in protocol order by ministry. */
export const AGENCIES: readonly AgencyFacts[] = LINES.map(
  ([key, th, en, short, ministry, department, type, headTh, headEn, officer, digits]) => ({
    key,
    th,
    en,
    short,
    ministry,
    department,
    type,
    head: [headTh, headEn],
    officer: officer ?? GENERAL,
    ...(digits ? { digits } : {}),
  }),
);
