import { Archive, Inbox } from "lucide-react";
import { useState } from "react";
import { sayDay } from "../days.ts";
import { Button } from "../design/Button.tsx";
import { Badge, PositionBadge, SecrecyMark, State, UrgencyMark } from "../design/Marks.tsx";
import { DefinitionList, EmptyState, LoadMore, Progress, Section, Skeleton, Timeline } from "../design/Page.tsx";
import { Table, type TableColumn } from "../design/Table.tsx";
import { Tabs } from "../design/Tabs.tsx";
import { useWords } from "../words.ts";
import { events, manyOrders, me, type OrderRow, orders } from "./sample.ts";

export function useColumns(): TableColumn<OrderRow>[] {
  const { language } = useWords();
  return [
    {
      id: "number",
      label: "เลขที่",
      width: 104,
      by: (row) => Number.parseInt(row.number, 10),
      narrow: "over",
      render: (row) => <span className="figures">{row.number}</span>,
    },
    {
      id: "subject",
      label: "เรื่อง",
      isHeader: true,
      width: "3fr",
      minWidth: 240,
      by: (row) => row.subject,
      render: (row) => (
        <>
          {row.secrecy > 0 && (
            <>
              <SecrecyMark secrecy={row.secrecy as 1 | 2 | 3} />{" "}
            </>
          )}
          {row.urgency > 0 && (
            <>
              <UrgencyMark urgency={row.urgency as 1 | 2 | 3} />{" "}
            </>
          )}
          {row.subject}
        </>
      ),
    },
    { id: "to", label: "ผู้รับ", width: "2fr", minWidth: 160, render: (row) => row.to },
    {
      id: "due",
      label: "กำหนด",
      width: 120,
      by: (row) => row.due,
      render: (row) => <span className="figures">{sayDay(row.due, language)}</span>,
    },
    {
      id: "percent",
      label: "ผลงาน",
      width: 92,
      align: "end",
      by: (row) => row.percent,
      render: (row) => `${row.percent}%`,
    },
    {
      id: "state",
      label: "สถานะ",
      width: 190,
      by: (row) => row.state,
      narrow: "over",
      render: (row) => <State tone={row.tone}>{row.state}</State>,
    },
  ];
}

export function Tables() {
  const columns = useColumns();
  const [selected, select] = useState<ReadonlySet<string>>(new Set(["o2"]));
  const [opened, open] = useState("");
  const common = {
    columns,
    rowId: (row: OrderRow) => row.id,
    rowName: (row: OrderRow) => `${row.number} ${row.subject}`,
    onOpen: (row: OrderRow) => open(row.number),
    isLate: (row: OrderRow) => row.late > 0,
  };
  return (
    <>
      <Section title="ตาราง" aside={`เปิดล่าสุด: ${opened || "–"}`}>
        <Table {...common} label="ข้อสั่งการ" rows={orders} selected={selected} onSelect={select} />
        <LoadMore shown={orders.length} total={1200} hasMore onMore={() => {}} />
      </Section>
      <Section title="ตารางยาว 1,200 แถว">
        <Table {...common} label="ข้อสั่งการทั้งหมด" rows={manyOrders} height="18rem" />
      </Section>
      <Section title="ระหว่างรอ และเมื่อว่าง">
        <div className="form-pair">
          <Skeleton rows={4} kind="table" />
          <EmptyState
            icon={Inbox}
            title="ไม่มีเรื่องรอท่านดำเนินการ"
            help="เรื่องที่มีผู้มอบหมายให้ตำแหน่งที่ท่านใช้อยู่จะขึ้นที่นี่ ลองเปลี่ยนตำแหน่ง หรือดูเรื่องที่ท่านติดตาม"
            action={
              <Button small icon={<Archive aria-hidden />}>
                ดูเรื่องที่ปิดแล้ว
              </Button>
            }
          />
        </div>
      </Section>
    </>
  );
}

export function Matter() {
  return (
    <>
      <Section title="ข้อเท็จจริงของเรื่อง">
        <DefinitionList
          facts={[
            { label: "เลขที่", value: "ข้อสั่งการที่ 87/2569" },
            { label: "ชั้นความเร็ว", value: <UrgencyMark urgency={3} /> },
            { label: "กำหนด", value: <span className="figures">ศุกร์ 27 พ.ย. 2569</span> },
            { label: "ฐานอำนาจ", value: "พ.ร.บ.ระเบียบบริหารราชการแผ่นดิน พ.ศ. 2534 มาตรา 57 (1)" },
            { label: "ผู้สั่งการ", value: <PositionBadge {...me.occupancies[1]!} person="นางสาวกุลธิดา ศรีอยุธยารักษ์" /> },
            { label: "หนังสืออ้างถึง", value: "" },
            { label: "พื้นที่", value: "อำเภอเสนา อำเภอผักไห่ อำเภอบางบาล (ริมแม่น้ำน้อย)", wide: true },
          ]}
        />
      </Section>
      <Section title="ลำดับเหตุการณ์">
        <Timeline events={events} />
      </Section>
      <Section title="ความก้าวหน้า">
        <div className="form-pair">
          <Progress label="รับทราบแล้ว" value={75} words="12 จาก 16 อำเภอ" />
          <Progress label="เกินกำหนด" value={19} words="3 จาก 16 อำเภอ" tone="late" />
          <Progress label="ตรวจรับแล้ว" value={100} tone="done" />
          <Progress label="กำลังสร้างแฟ้ม Excel" />
        </div>
      </Section>
      <Section title="เครื่องหมาย">
        <div className="row-of">
          <State tone="waiting">ยังไม่รับทราบ</State>
          <State tone="seen">รับทราบแล้ว</State>
          <State tone="active">กำลังดำเนินการ</State>
          <State tone="done">ตรวจรับแล้ว</State>
          <State tone="late">เกินกำหนด 3 วันทำการ</State>
          <State tone="returned">ส่งคืน</State>
          <State tone="stopped">ยกเลิก</State>
          <State tone="official">ลงนามแล้ว</State>
          <Badge label="4 เรื่อง">4</Badge>
          <Badge strong>ใหม่</Badge>
          <UrgencyMark urgency={1} /> <UrgencyMark urgency={2} /> <UrgencyMark urgency={3} isLarge />
          <SecrecyMark secrecy={1} /> <SecrecyMark secrecy={3} />
        </div>
        <div className="row-of">
          {me.occupancies.map((occupancy) => (
            <PositionBadge key={occupancy.id} {...occupancy} person="นางสาวกุลธิดา ศรีอยุธยารักษ์" />
          ))}
        </div>
      </Section>
      <Section title="แถบ">
        <Tabs
          label="มุมมอง"
          tabs={[
            { id: "act", label: "รอท่านดำเนินการ", count: 4, content: <p>เรื่องที่ต้องรับทราบ รายงาน หรือตรวจรับ</p> },
            { id: "wait", label: "ท่านรอผู้อื่น", count: 11, content: <p>เรื่องที่มอบหมายไปแล้วและยังไม่ได้รับรายงาน</p> },
            { id: "know", label: "เพื่อทราบ", content: <p>สำเนาแจ้งเพื่อทราบ</p> },
          ]}
        />
      </Section>
    </>
  );
}
