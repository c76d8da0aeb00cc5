import { Plus, Printer, Send, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, IconButton, LinkButton } from "../design/Button.tsx";
import { ComboBox } from "../design/ComboBox.tsx";
import { DateField, DatePicker } from "../design/DatePicker.tsx";
import { FileDrop } from "../design/FileDrop.tsx";
import type { SendFile, StoredFile } from "../design/files.ts";
import { MultiPicker } from "../design/MultiPicker.tsx";
import { Section } from "../design/Page.tsx";
import { Select } from "../design/Select.tsx";
import { NumberField, PasswordField, SearchField, TextArea, TextField } from "../design/TextField.tsx";
import { Checkbox, CheckboxGroup, RadioGroup, Switch } from "../design/Ticks.tsx";
import { addressees, allDistricts, kinds } from "./sample.ts";

/** Pretends to send: a file whose name has "ล้มเหลว" fails half-way. Only the specimen has it. */
const slowly: SendFile = (file, progress, signal) =>
  new Promise((resolve, reject) => {
    let percent = 0;
    const timer = setInterval(() => {
      percent += 20;
      progress(percent);
      if (percent === 60 && file.name.includes("ล้มเหลว")) {
        clearInterval(timer);
        reject(new Error("เครื่องแม่ข่ายปฏิเสธไฟล์: พบโปรแกรมอันตราย"));
      }
      if (percent < 100) return;
      clearInterval(timer);
      resolve({ id: `${file.name}:${file.size}`, name: file.name, size: file.size });
    }, 120);
    signal.addEventListener("abort", () => {
      clearInterval(timer);
      reject(new DOMException("aborted", "AbortError"));
    });
  });

export function Buttons() {
  return (
    <Section title="ปุ่ม">
      <div className="row-of">
        <Button kind="primary" icon={<Send aria-hidden />}>
          ออกข้อสั่งการ
        </Button>
        <Button icon={<Printer aria-hidden />}>พิมพ์</Button>
        <Button kind="danger">ยกเลิกเลขที่หนังสือ</Button>
        <Button kind="plain">ดูคำสั่งเดิม</Button>
        <LinkButton href="/specimen">ไปหน้ารายการ</LinkButton>
        <Button isDisabled>ตรวจรับ</Button>
        <Button kind="primary" isPending>
          กำลังบันทึก
        </Button>
        <Button small icon={<Plus aria-hidden />}>
          เพิ่มผู้รับ
        </Button>
        <IconButton label="ลบรายการ" icon={<Trash2 aria-hidden />} />
      </div>
    </Section>
  );
}

export function Forms() {
  const [subject, setSubject] = useState("เร่งสำรวจพื้นที่น้ำท่วมขังริมแม่น้ำน้อย");
  const [body, setBody] = useState(
    "ด้วยสถานการณ์น้ำในแม่น้ำเจ้าพระยาและแม่น้ำน้อยยังคงล้นตลิ่ง จึงให้ทุกอำเภอที่ได้รับผลกระทบสำรวจครัวเรือน พื้นที่การเกษตร และสิ่งสาธารณประโยชน์ แล้วรายงานให้จังหวัดทราบ",
  );
  const [kind, setKind] = useState<string | null>("order");
  const [one, setOne] = useState<string | null>(null);
  const [some, setSome] = useState<string[]>(["d11", "d7", "a0"]);
  const [money, setMoney] = useState(1250000);
  const [ticked, setTicked] = useState<string[]>(["mail"]);
  const [secrecy, setSecrecy] = useState<string | null>("0");
  const [isOn, setOn] = useState(true);
  const [text, setText] = useState("");
  const [files, setFiles] = useState<StoredFile[]>([
    { id: "f1", name: "ประกาศเขตการให้ความช่วยเหลือผู้ประสบภัยพิบัติกรณีฉุกเฉิน (ฉบับลงนาม).pdf", size: 1843200 },
  ]);
  return (
    <Section title="แบบกรอก">
      <div className="form">
        <TextField label="เรื่อง" value={subject} onChange={setSubject} isRequired hint="สั้นและบอกสิ่งที่ต้องทำ" />
        <TextArea label="ข้อความสั่งการ" value={body} onChange={setBody} limit={200} />
        <div className="form-pair">
          <Select label="ประเภท" choices={kinds} value={kind} onChange={setKind} isRequired />
          <ComboBox
            label="ส่วนราชการเจ้าของเรื่อง"
            choices={addressees}
            value={one}
            onChange={setOne}
            placeholder="พิมพ์ชื่อหรืออักษรย่อ เช่น ปภ"
          />
        </div>
        <MultiPicker
          label="ผู้รับข้อสั่งการ"
          choices={addressees}
          value={some}
          onChange={setSome}
          isRequired
          sets={[{ id: "all", label: "ทุกอำเภอ", members: allDistricts }]}
        />
        <div className="form-pair">
          <NumberField label="วงเงิน" unit="บาท" value={money} onChange={setMoney} minValue={0} />
          <TextField label="เลขที่หนังสืออ้างถึง" defaultValue="อย 0017.1/ว 89l" error="ตัวสุดท้ายเป็นตัวอักษร ให้พิมพ์เป็นตัวเลข" />
          <PasswordField label="รหัสผ่าน" defaultValue="ผู้ว่าสั่งการน้ำ2569" />
        </div>
        <div className="form-pair">
          <CheckboxGroup
            label="แจ้งผู้รับทาง"
            value={ticked}
            onChange={setTicked}
            choices={[
              { id: "desk", label: "ในระบบ", isDisabled: true, detail: "แจ้งเสมอ" },
              { id: "mail", label: "อีเมล" },
              { id: "letter", label: "หนังสือราชการภายนอก" },
            ]}
          />
          <RadioGroup
            label="ชั้นความลับ"
            value={secrecy}
            onChange={setSecrecy}
            choices={[
              { id: "0", label: "ปกติ" },
              { id: "1", label: "ลับ", detail: "เฉพาะผู้มีรายชื่อ" },
              { id: "2", label: "ลับมาก" },
            ]}
          />
          <div>
            <Switch isSelected={isOn} onChange={setOn} hint="ทุกเช้าวันทำการจนกว่าจะรายงาน">
              เตือนผู้ที่เกินกำหนด
            </Switch>
            <Checkbox isIndeterminate>เลือกบางส่วน</Checkbox>
            <Checkbox isDisabled isSelected>
              ลงลายมือชื่ออิเล็กทรอนิกส์แล้ว
            </Checkbox>
          </div>
        </div>
        <SearchField label="กรองรายการ" value={text} onChange={setText} />
        <FileDrop
          label="เอกสารแนบ"
          value={files}
          onChange={setFiles}
          send={slowly}
          accept={[".pdf", "image/*"]}
          kinds="PDF และรูปภาพ"
          limit={20 * 1024 ** 2}
        />
      </div>
    </Section>
  );
}

export function Days() {
  const [due, setDue] = useState<string | null>("2031-11-27");
  const [none, setNone] = useState<string | null>(null);
  const [born, setBorn] = useState<string | null>("1987-02-28");
  return (
    <Section title="วันที่">
      <div className="form-pair">
        <DatePicker label="กำหนดรายงาน" value={due} onChange={setDue} isRequired hint="นับวันทำการ ไม่รวมวันหยุดราชการ" />
        <DatePicker label="วันที่ลงรับ" value={none} onChange={setNone} />
        <DateField label="วันเดือนปีเกิด" value={born} onChange={setBorn} max="2026-11-23" />
        <DatePicker label="วันประชุม" value="2026-11-22" onChange={() => {}} error="วันอาทิตย์ เลือกวันทำการ" />
      </div>
      <p className="small quiet">
        ค่าที่เก็บ <output data-testid="stored-day">{none ?? "ว่าง"}</output>
      </p>
    </Section>
  );
}
