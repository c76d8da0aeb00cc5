import { chromium } from "playwright-core";
import { AxeBuilder } from "@axe-core/playwright";
const B="http://localhost:34517";
const b=await chromium.launch({executablePath:"/usr/bin/chromium",args:["--no-sandbox","--disable-gpu"]});
const c=await b.newContext({baseURL:B,viewport:{width:1440,height:900},reducedMotion:"reduce"}); const p=await c.newPage();
await p.goto("/login"); await p.getByLabel("อีเมลราชการ").fill("governor@demo.invalid"); await p.getByRole("textbox",{name:"รหัสผ่าน",exact:true}).fill("lotus-raft-bell-1350"); await p.getByRole("button",{name:"เข้าสู่ระบบ",exact:true}).click(); await p.waitForURL(u=>u.pathname==="/");
for (const path of ["/","/orders","/orders/new","/orders/overview","/orders/28","/search"]) {
  const t:number[]=[performance.now()]; const m=()=>t.push(performance.now());
  await p.emulateMedia({colorScheme:"light"});
  await p.goto(path); await p.locator("h1").first().waitFor(); m();
  await p.waitForFunction(() => !document.querySelector(".skeleton, [data-stale]")); await p.evaluate(()=>document.fonts.ready); m();
  await new AxeBuilder({page:p}).setLegacyMode(true).analyze(); m();
  await p.emulateMedia({colorScheme:"dark"}); m();
  await new AxeBuilder({page:p}).setLegacyMode(true).withRules(["color-contrast"]).analyze(); m();
  await p.screenshot({fullPage:true}); m();
  console.log(path, t.slice(1).map((x,i)=>Math.round(x-t[i])).join(" "));
}
await b.close();
