from dataclasses import dataclass, field

from money import format_cents, to_cents


@dataclass(frozen=True)
class Line:
    name: str
    price: str
    quantity: int = 1

    @property
    def cents(self):
        return to_cents(self.price) * self.quantity


@dataclass
class Cart:
    lines: list[Line] = field(default_factory=list)
    discount: int = 0

    def add(self, name, price, quantity=1):
        self.lines.append(Line(name, price, quantity))

    @property
    def cents(self):
        full = sum(line.cents for line in self.lines)
        return full - int(full * self.discount / 100)

    def receipt(self):
        rows = [f"{line.quantity} x {line.name}: {format_cents(line.cents)}" for line in self.lines]
        return "\n".join([*rows, f"total: {format_cents(self.cents)}"])
