import assert from "node:assert/strict";
import { test } from "node:test";
import { MEN, SURNAMES, WOMEN } from "./names.ts";
import { inventPeople } from "./people.ts";
import { positionsOf } from "./positions.ts";

test("the lists are long enough, without doubles, and each name is romanised", () => {
  assert.ok(MEN.length >= 150 && WOMEN.length >= 150 && SURNAMES.length >= 250);
  for (const list of [MEN, WOMEN, SURNAMES]) {
    assert.equal(new Set(list.map(([th]) => th)).size, list.length);
    for (const [th, en] of list) {
      assert.match(th, /^[\u0e01-\u0e4e]+$/);
      assert.match(en, /^[A-Z][a-z-]+$/, th);
    }
  }
});

test("one person for each position, marked as invented, unreachable, nobody twice", () => {
  const positions = positionsOf("14");
  const people = inventPeople(positions, 14);
  assert.deepEqual(
    people.map((person) => person.positionKey),
    positions.map((position) => position.key),
  );
  assert.equal(new Set(people.map((person) => `${person.first} ${person.last}`)).size, people.length);
  assert.equal(new Set(people.map((person) => person.email)).size, people.length);
  for (const person of people) {
    assert.equal(person.invented, true);
    assert.match(person.email, /^[a-z]+\.[a-z]+[0-9]*@demo\.invalid$/);
    assert.ok(person.prefix && person.prefixEn && person.firstEn && person.lastEn);
  }
});

test("the same seed gives the same people, another seed others", () => {
  const positions = positionsOf("50");
  assert.deepEqual(inventPeople(positions, 7), inventPeople(positions, 7));
  assert.notDeepEqual(inventPeople(positions, 7), inventPeople(positions, 8));
  assert.deepEqual(inventPeople(positions, "changwat-50"), inventPeople(positions, "changwat-50"));
  assert.notDeepEqual(inventPeople(positions, "changwat-50"), inventPeople(positions, "changwat-14"));
});

test("the police and the army have their ranks, the chief medical officer his title, women and men their prefixes", () => {
  const people = inventPeople(positionsOf("14"), 1);
  const prefix = (key: string) => people.find((person) => person.positionKey === key)!.prefix;
  assert.equal(prefix("agency.police.head"), "พล.ต.ต.");
  assert.equal(prefix("agency.recruiting.head"), "พ.อ.");
  assert.ok(["นพ.", "พญ."].includes(prefix("agency.health.head")));
  const women = new Set(WOMEN.map(([th]) => th));
  for (const person of people) {
    if (person.prefix === "นาย") assert.ok(!women.has(person.first));
    if (["นาง", "นางสาว", "พญ.", "ว่าที่ ร.ต.หญิง"].includes(person.prefix)) assert.ok(women.has(person.first));
  }
  assert.ok(people.some((person) => person.prefix.startsWith("ว่าที่")));
});

test("a hundred thousand people are found without doubles", () => {
  const seats = Array.from({ length: 100_000 }, (_, i) => ({ key: `k${i}` }));
  const people = inventPeople(seats, 3);
  assert.equal(new Set(people.map((person) => person.email)).size, seats.length);
});
