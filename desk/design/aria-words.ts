/**
 * Thai for the words that React Aria itself says (to screen readers, and in a few visible places). The library ships
 * thirty languages and no Thai, and would fall back to English without a word. The build drops its thirty languages
 * (see `vite.config.ts`); this file is the only source, in both of ours, and follows a change of language at once.
 */
import english from "react-aria-components/i18n/en-US";
import { settings } from "../settings.ts";

type Facts = Record<string, string | number | boolean>;
interface Formatter {
  number(value: unknown): string;
  select(options: Record<string, string | (() => string)>, value: unknown): string;
}
type Text = string | ((facts: Facts, formatter: Formatter) => string);
type Packages = Record<string, Record<string, Text>>;

export const thai: Packages = {
  "@react-aria/tree": { expand: "ขยาย", collapse: "ย่อ" },
  "@react-aria/toast": { close: "ปิด", notifications: (f) => `แจ้งเตือน ${f.count} เรื่อง` },
  "@react-aria/tag": { removeDescription: "กด Delete เพื่อนำออก", removeButtonLabel: "นำออก" },
  "@react-aria/table": {
    select: "เลือก",
    selectAll: "เลือกทั้งหมด",
    sortable: "คอลัมน์ที่เรียงลำดับได้",
    ascending: "น้อยไปมาก",
    descending: "มากไปน้อย",
    ascendingSort: (f) => `เรียงตาม ${f.columnName} น้อยไปมาก`,
    descendingSort: (f) => `เรียงตาม ${f.columnName} มากไปน้อย`,
    columnSize: (f) => `กว้าง ${f.value} พิกเซล`,
    resizerDescription: "กด Enter เพื่อปรับความกว้าง",
    expand: "ขยาย",
    collapse: "ย่อ",
  },
  "@react-aria/spinbutton": { Empty: "ยังไม่ได้กรอก" },
  "@react-aria/searchfield": { "Clear search": "ล้างคำค้น" },
  "@react-aria/previewtrigger": { longPressMessage: "กดค้างเพื่อดูตัวอย่าง" },
  "@react-aria/overlays": { dismiss: "ปิด" },
  "@react-aria/numberfield": {
    decrease: (f) => `ลด ${f.fieldLabel}`.trim(),
    increase: (f) => `เพิ่ม ${f.fieldLabel}`.trim(),
    numberField: "ช่องตัวเลข",
  },
  "@react-aria/menu": { longPressMessage: "กดค้าง หรือกด Alt + ลูกศรลง เพื่อเปิดเมนู" },
  "@react-aria/gridlist": {
    hasActionAnnouncement: "แถวนี้เปิดได้",
    hasLinkAnnouncement: (f) => `แถวนี้มีลิงก์ ${f.link}`,
  },
  "@react-aria/grid": {
    deselectedItem: (f) => `เลิกเลือก ${f.item}`,
    select: "เลือก",
    selectedCount: (f) => (f.count === 0 ? "ไม่ได้เลือกรายการใด" : `เลือกไว้ ${f.count} รายการ`),
    selectedAll: "เลือกทุกรายการแล้ว",
    selectedItem: (f) => `เลือก ${f.item} แล้ว`,
    longPressToSelect: "กดค้างเพื่อเลือกหลายรายการ",
  },
  "@react-aria/dnd": {
    dragItem: (f) => `ลาก ${f.itemText}`,
    dragSelectedItems: (f) => `ลาก ${f.count} รายการที่เลือก`,
    dragDescriptionKeyboard: "กด Enter เพื่อเริ่มลาก",
    dragDescriptionKeyboardAlt: "กด Alt + Enter เพื่อเริ่มลาก",
    dragDescriptionTouch: "แตะสองครั้งเพื่อเริ่มลาก",
    dragDescriptionVirtual: "คลิกเพื่อเริ่มลาก",
    dragDescriptionLongPress: "กดค้างเพื่อเริ่มลาก",
    dragSelectedKeyboard: (f) => `กด Enter เพื่อลาก ${f.count} รายการที่เลือก`,
    dragSelectedKeyboardAlt: (f) => `กด Alt + Enter เพื่อลาก ${f.count} รายการที่เลือก`,
    dragSelectedLongPress: (f) => `กดค้างเพื่อลาก ${f.count} รายการที่เลือก`,
    dragStartedKeyboard: "เริ่มลากแล้ว กด Tab ไปยังที่วาง แล้วกด Enter เพื่อวาง หรือ Escape เพื่อยกเลิก",
    dragStartedTouch: "เริ่มลากแล้ว ไปยังที่วาง แล้วแตะสองครั้งเพื่อวาง",
    dragStartedVirtual: "เริ่มลากแล้ว ไปยังที่วาง แล้วคลิกหรือกด Enter เพื่อวาง",
    endDragKeyboard: "กำลังลาก กด Enter เพื่อยกเลิก",
    endDragTouch: "กำลังลาก แตะสองครั้งเพื่อยกเลิก",
    endDragVirtual: "กำลังลาก คลิกเพื่อยกเลิก",
    dropDescriptionKeyboard: "กด Enter เพื่อวาง หรือ Escape เพื่อยกเลิก",
    dropDescriptionTouch: "แตะสองครั้งเพื่อวาง",
    dropDescriptionVirtual: "คลิกเพื่อวาง",
    dropCanceled: "ยกเลิกการวางแล้ว",
    dropComplete: "วางแล้ว",
    dropIndicator: "ตำแหน่งที่จะวาง",
    dropOnRoot: "วางที่นี่",
    dropOnItem: (f) => `วางบน ${f.itemText}`,
    insertBefore: (f) => `แทรกก่อน ${f.itemText}`,
    insertBetween: (f) => `แทรกระหว่าง ${f.beforeItemText} กับ ${f.afterItemText}`,
    insertAfter: (f) => `แทรกหลัง ${f.itemText}`,
  },
  "@react-aria/datepicker": {
    era: "ศักราช",
    year: "ปี พ.ศ.",
    month: "เดือน",
    day: "วันที่",
    hour: "ชั่วโมง",
    minute: "นาที",
    second: "วินาที",
    dayPeriod: "ก่อนหรือหลังเที่ยง",
    calendar: "ปฏิทิน",
    startDate: "วันเริ่มต้น",
    endDate: "วันสิ้นสุด",
    weekday: "วันในสัปดาห์",
    timeZoneName: "เขตเวลา",
    selectedDateDescription: (f) => `วันที่เลือก ${f.date}`,
    selectedRangeDescription: (f) => `ช่วงที่เลือก ${f.startDate} ถึง ${f.endDate}`,
    selectedTimeDescription: (f) => `เวลาที่เลือก ${f.time}`,
  },
  "@react-aria/combobox": {
    focusAnnouncement: (f, s) =>
      s.select({ true: `กลุ่ม ${f.groupTitle} มี ${f.groupCount} ตัวเลือก `, other: "" }, f.isGroupChange) +
      f.optionText +
      s.select({ true: " เลือกแล้ว", other: "" }, f.isSelected),
    countAnnouncement: (f) => `มี ${f.optionCount} ตัวเลือก`,
    selectedAnnouncement: (f) => `เลือก ${f.optionText} แล้ว`,
    buttonLabel: "แสดงตัวเลือก",
    listboxLabel: "ตัวเลือก",
  },
  "@react-aria/calendar": {
    previous: "ก่อนหน้า",
    next: "ถัดไป",
    selectedDateDescription: (f) => `วันที่เลือก ${f.date}`,
    selectedRangeDescription: (f) => `ช่วงที่เลือก ${f.dateRange}`,
    todayDate: (f) => `วันนี้ ${f.date}`,
    todayDateSelected: (f) => `วันนี้ ${f.date} เลือกแล้ว`,
    dateSelected: (f) => `${f.date} เลือกแล้ว`,
    startRangeSelectionPrompt: "คลิกเพื่อเริ่มเลือกช่วงวันที่",
    finishRangeSelectionPrompt: "คลิกเพื่อจบช่วงวันที่",
    minimumDate: "วันแรกที่เลือกได้",
    maximumDate: "วันสุดท้ายที่เลือกได้",
    dateRange: (f) => `${f.startDate} ถึง ${f.endDate}`,
  },
  "@react-aria/breadcrumbs": { breadcrumbs: "เส้นทาง" },
  "@react-aria/autocomplete": { collectionLabel: "ตัวเลือก" },
  "@react-aria/steplist": { steplist: "ลำดับขั้น" },
  "@react-stately/datepicker": {
    rangeUnderflow: (f) => `ต้องไม่ก่อน ${f.minValue}`,
    rangeOverflow: (f) => `ต้องไม่หลัง ${f.maxValue}`,
    rangeReversed: "วันเริ่มต้นต้องมาก่อนวันสิ้นสุด",
    unavailableDate: "วันนี้เลือกไม่ได้",
  },
  "react-aria-components": {
    selectPlaceholder: "เลือก…",
    tableResizer: "ปรับความกว้าง",
    dropzoneLabel: "ที่วางไฟล์",
    colorSwatchPicker: "ตัวอย่างสี",
  },
};

/** Packages the desk does not use; they stay English. */
export const unused = ["@react-aria/color", "@react-stately/color"];

/** Every package with a getter a word, so that one object speaks the language of the moment. */
export function spokenWords(language: () => "th" | "en"): Packages {
  const spoken: Packages = {};
  for (const [name, texts] of Object.entries(english as unknown as Packages)) {
    const own: Record<string, Text> = {};
    for (const [key, text] of Object.entries(texts)) {
      Object.defineProperty(own, key, {
        enumerable: true,
        get: () => (language() === "th" ? (thai[name]?.[key] ?? text) : text),
      });
    }
    spoken[name] = own;
  }
  return spoken;
}

/** Where React Aria looks for strings given to it from outside; must be set before the first component renders. */
export function installAriaWords(): void {
  const place = window as unknown as Record<symbol, unknown>;
  place[Symbol.for("react-aria.i18n.locale")] = "th";
  place[Symbol.for("react-aria.i18n.strings")] = spokenWords(() => settings().language);
}
