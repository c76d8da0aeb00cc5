import { FileDown, MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "../design/Button.tsx";
import { Dialog, Drawer } from "../design/Dialog.tsx";
import { SecrecyBanner } from "../design/Marks.tsx";
import { Menu, Popover } from "../design/Menu.tsx";
import { PageHead, Section, Timeline } from "../design/Page.tsx";
import { TextArea } from "../design/TextField.tsx";
import { toast } from "../design/Toast.tsx";
import { Frame } from "../frame/Frame.tsx";
import type { Me } from "../frame/office.ts";
import { useWords } from "../words.ts";
import { Buttons, Days, Forms } from "./Forms.tsx";
import { Matter, Tables } from "./Rows.tsx";
import { events, notices, me as sampleMe, sampleScreens } from "./sample.ts";

function Overlays() {
  const { w } = useWords();
  const [open, setOpen] = useState<"dialog" | "drawer" | null>(null);
  const [reason, setReason] = useState("");
  const close = () => setOpen(null);
  return (
    <Section title="หน้าต่างและข้อความแจ้ง">
      <div className="row-of">
        <Button onPress={() => setOpen("dialog")}>ส่งคืนรายงาน</Button>
        <Button onPress={() => setOpen("drawer")}>ดูลำดับเหตุการณ์</Button>
        <Popover label="เหตุผล" trigger={<Button>ทำไมกดไม่ได้</Button>}>
          <p className="small">ตำแหน่งที่ใช้อยู่ไม่มีอำนาจหน้าที่ “ตรวจรับผลตามข้อสั่งการ” (มาตรา 57)</p>
        </Popover>
        <Menu
          label="การทำงานอื่น"
          trigger={<IconButton label="การทำงานอื่น" icon={<MoreHorizontal aria-hidden />} plainTooltip />}
          onAction={(id) => toast({ title: `เลือก ${id}`, kind: "note" })}
          entries={[
            { id: "excel", label: "ส่งออกเป็น Excel", icon: <FileDown aria-hidden /> },
            { id: "print", label: "พิมพ์ใบสั่งการ", keys: "Ctrl P" },
            { id: "cancel", label: "ยกเลิกข้อสั่งการ", isDanger: true, apart: true },
          ]}
        />
        <Button onPress={() => toast({ title: "ออกข้อสั่งการที่ 88/2569 แล้ว", more: "ส่งถึง 16 อำเภอ กำหนด 30 พ.ย. 2569" })}>
          แจ้งสำเร็จ
        </Button>
        <Button
          onPress={() =>
            toast({
              title: "บันทึกไม่สำเร็จ",
              more: "มีผู้ตรวจรับไปก่อนแล้ว",
              kind: "wrong",
              action: { label: w("retry"), run: () => {} },
            })
          }
        >
          แจ้งผิดพลาด
        </Button>
      </div>
      <Dialog
        title="ส่งคืนรายงานของอำเภอเสนา"
        isOpen={open === "dialog"}
        onClose={close}
        footer={
          <>
            <Button onPress={close}>{w("cancel")}</Button>
            <Button kind="primary" onPress={close}>
              ส่งคืน
            </Button>
          </>
        }
      >
        <div className="form">
          <p>ผู้รายงานจะเห็นเหตุผลนี้ และต้องรายงานใหม่ภายในกำหนดเดิม</p>
          <TextArea label="เหตุผลที่ส่งคืน" value={reason} onChange={setReason} isRequired />
        </div>
      </Dialog>
      <Drawer title="ลำดับเหตุการณ์" isOpen={open === "drawer"} onClose={close}>
        <Timeline events={events} />
      </Drawer>
    </Section>
  );
}

/** Every component on one page, inside the frame, with content as it comes in a province. For looking, and for its test. */
export default function Specimen() {
  const [me, setMe] = useState<Me>(sampleMe);
  const [text, setText] = useState("");
  const [some, setSome] = useState(notices);
  return (
    <Frame
      me={me}
      address="/specimen"
      screens={sampleScreens}
      bell={{
        notices: some,
        unread: some.filter(({ read }) => !read).length,
        onReadAll: () => setSome(some.map((notice) => ({ ...notice, read: true }))),
        onOpen: () => {},
      }}
      search={{
        text,
        onText: setText,
        isSearching: false,
        found: text
          ? [
              {
                id: "m1",
                href: "/specimen",
                title: "เร่งสำรวจพื้นที่น้ำท่วมขังริมแม่น้ำน้อย",
                over: "ข้อสั่งการที่ 87/2569 · สำนักงานจังหวัด",
              },
            ]
          : [],
      }}
      onGo={(href) => window.location.assign(href)}
      onBack={() => {}}
      onSwitch={({ id }) => setMe({ ...me, current: id })}
      onSignOut={() => toast({ title: "ออกจากระบบ", kind: "note" })}
    >
      <SecrecyBanner secrecy={2} />
      <PageHead
        over="ข้อสั่งการที่ 87/2569"
        title="เร่งสำรวจพื้นที่น้ำท่วมขังและผู้ได้รับผลกระทบริมแม่น้ำน้อย"
        lead="ผู้ว่าราชการจังหวัดสั่งการเมื่อ 20 พ.ย. 2569 ถึง 16 อำเภอและ 3 ส่วนราชการ รายงานภายใน 5 วันทำการ"
        actions={
          <>
            <Button kind="primary">ตรวจรับรายงาน</Button>
            <Button>ส่งคืน</Button>
          </>
        }
      />
      <Matter />
      <Tables />
      <Buttons />
      <Overlays />
      <Days />
      <Forms />
      <Section title="ข้อความบนหนังสือราชการ">
        <p className="document">
          ด้วยจังหวัดพระนครศรีอยุธยาได้รับรายงานว่าระดับน้ำในแม่น้ำน้อยล้นตลิ่ง ณ วันที่ ๒๓ พฤศจิกายน ๒๕๖๙ ครอบคลุมพื้นที่ ๑๒ ตำบล ในการนี้
          จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการในส่วนที่เกี่ยวข้องต่อไป
        </p>
      </Section>
    </Frame>
  );
}
