"""Les erreurs classiques: beside each right formula, the answers that its known mistakes give.

``made`` finds which mistake an answer betrays. Messages are French, built on the learner's own figures, and
never contain the right answer.
"""

from ntc.calc.slips.activity import (
    achievement,
    conversion,
    conversion_by_value,
    email_rate,
    freed_hours,
    quotes_needed,
    relative_share,
    remaining_per_month,
    retention,
    roi,
    weighted_pipeline,
)
from ntc.calc.slips.breakeven import (
    break_even,
    break_even_direct,
    break_even_quantity,
    leverage,
    safety,
    sales_for_result,
    seasonal_break_even_date,
)
from ntc.calc.slips.credit import aged_balance, credit_exposure, dso, due_date, late_interest, late_total
from ntc.calc.slips.discounts import bonus, cash_discount, compound_discount, net_price, tiered_rebate
from ntc.calc.slips.forecast import forecast_total, trend_slope
from ntc.calc.slips.margins import (
    highest_discount,
    margin_change,
    margin_rate,
    markup_rate,
    multiplier,
    price_from_margin_rate,
    sales_to_recover,
    volume_to_compensate,
)
from ntc.calc.slips.market import scope, volume, widened, yearly_rise
from ntc.calc.slips.percent import cagr, chain, growth, growth_of_rate, undo_pct
from ntc.calc.slips.portfolio import abc_a_class
from ntc.calc.slips.slip import CATALOGUE, Answer, Slip, made, near
from ntc.calc.slips.technical import (
    air_demand,
    dryer_model,
    flow,
    payback,
    quote_margin_rate,
    tour_co2,
    variable_speed_saving,
)
from ntc.calc.slips.variance import (
    variance_mix,
    variance_on_margin,
    variance_price,
    variance_total,
    variance_volume,
)
from ntc.calc.slips.vat import add_vat, remove_vat, vat_included

__all__ = [
    "CATALOGUE",
    "Answer",
    "Slip",
    "abc_a_class",
    "achievement",
    "add_vat",
    "aged_balance",
    "air_demand",
    "bonus",
    "break_even",
    "break_even_direct",
    "break_even_quantity",
    "cagr",
    "cash_discount",
    "chain",
    "compound_discount",
    "conversion",
    "conversion_by_value",
    "credit_exposure",
    "dryer_model",
    "dso",
    "due_date",
    "email_rate",
    "flow",
    "forecast_total",
    "freed_hours",
    "growth",
    "growth_of_rate",
    "highest_discount",
    "late_interest",
    "late_total",
    "leverage",
    "made",
    "margin_change",
    "margin_rate",
    "markup_rate",
    "multiplier",
    "near",
    "net_price",
    "payback",
    "price_from_margin_rate",
    "quote_margin_rate",
    "quotes_needed",
    "relative_share",
    "remaining_per_month",
    "remove_vat",
    "retention",
    "roi",
    "safety",
    "sales_for_result",
    "sales_to_recover",
    "scope",
    "seasonal_break_even_date",
    "tiered_rebate",
    "tour_co2",
    "trend_slope",
    "undo_pct",
    "variable_speed_saving",
    "variance_mix",
    "variance_on_margin",
    "variance_price",
    "variance_total",
    "variance_volume",
    "vat_included",
    "volume",
    "volume_to_compensate",
    "weighted_pipeline",
    "widened",
    "yearly_rise",
]
