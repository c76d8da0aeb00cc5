/** Letters about a login. Both languages in one, since the program does not know who reads. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
}

export const resetLetter = (to: string, url: string, office: string): Letter => ({
  to,
  subject: `ตั้งรหัสผ่านใหม่ / Set a new password: ${office}`,
  text: `มีผู้ขอตั้งรหัสผ่านใหม่สำหรับบัญชี ${to} ในระบบงานของ${office}
เปิดลิงก์นี้ภายใน ๑ ชั่วโมงเพื่อตั้งรหัสผ่านใหม่ ลิงก์ใช้ได้ครั้งเดียว:

${url}

หากท่านมิได้ขอ ไม่ต้องทำสิ่งใด รหัสผ่านเดิมยังใช้ได้

--
Somebody asked to set a new password for ${to}. Open the link above within one hour; it works once.
If it was not you, do nothing: your password stays as it is.
`,
});

export const changedLetter = (to: string, office: string): Letter => ({
  to,
  subject: `รหัสผ่านถูกเปลี่ยนแล้ว / Password changed: ${office}`,
  text: `รหัสผ่านของบัญชี ${to} ในระบบงานของ${office} ถูกตั้งใหม่แล้ว และอุปกรณ์อื่นทั้งหมดถูกออกจากระบบ
หากท่านมิได้ทำเอง โปรดแจ้งผู้ดูแลระบบทันที

--
The password of ${to} was changed and all other devices were signed out. If it was not you, tell the administrator at once.
`,
});
