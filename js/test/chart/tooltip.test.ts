import { expect, test } from "vitest";
import { tooltipIn } from "../../src/chart/tooltip";

test("what people wrote is text, whatever it looks like", () => {
  const root = document.createElement("div");
  document.body.append(root);
  const tip = tooltipIn(root);
  tip.show({ x: 5, y: 5, datum: null, value: { title: "<img src=x onerror=alert(1)>", 理由: "<b>太字</b>", 幅: "" } });
  expect(root.querySelector("img, b")).toBeNull();
  expect([...root.querySelectorAll("dd, dt")].map((part) => part.textContent)).toEqual(["<img src=x onerror=alert(1)>", "理由", "<b>太字</b>"]);
  tip.show({ x: 5, y: 5, datum: null, value: null });
  expect(root.querySelector<HTMLElement>(".jw-chart-tip")?.hidden).toBe(true);
});
