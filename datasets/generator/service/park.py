"""The machines that we know of, at clients and prospects: all delivered, all under contract, and others.

One old dryer holds 1.5 kg of R404A (T18), vessels of 900 and 2 000 L fall under two legal regimes (T17),
those measured are there (T16).
"""

from collections import Counter

from generator.core.world import World
from generator.service.compressors import at_prospects, bare_buyers, covered, delivered, measured, others
from generator.service.upkeep import contracts
from generator.service.vessels import dryers, vessels

COUNT = 360


def build(world: World) -> None:
    """Add the tables installed_base and contracts."""
    stream = world.stream("installed_base")
    signed = contracts(world, stream)
    machines, covering = delivered(world, stream), []
    owned = Counter(machine["account_id"] for machine in machines)
    for contract in signed:
        covering.append(covered(contract, stream))
        more = contract.machines - 1 - owned[contract.client.id]
        machines += [covered(contract, stream) for _ in range(more)]
    machines += covering + measured(world, stream) + at_prospects(world, stream)
    machines += dryers(world, stream) + vessels(world, stream)
    machines += others(world, COUNT - len(machines), bare_buyers(world, machines), stream)
    machines = stream.shuffled(machines)
    for number, machine in enumerate(machines, start=1):
        machine["machine_id"] = f"M{number:04d}"
    world.add("installed_base", machines)
    world.add(
        "contracts",
        (
            {
                "contract_id": f"CT{number:03d}",
                "client_id": contract.client.id,
                "machine_id": machine["machine_id"],
                "level": contract.level,
                "machines": contract.machines,
                "start": contract.start,
                "yearly_price": contract.yearly_price,
                "renewal": contract.renewal,
                "sla_hours": contract.sla_hours,
            }
            for number, (contract, machine) in enumerate(zip(signed, covering, strict=True), start=1)
        ),
    )
