"""Words for days, months and services that people are called, too. Folded: lower case, no accents."""

_DAYS = "sun sunday monday thu friday sat tom dim domingo don sabado sam son ven"
_MONTHS = """
jan january mar marc march mars april abril avril may mai maj maja mayo jun june juin juni jul july juil
juillet juli julio august agosto ago
"""
_SERVICES = """
amber angel art barber basil bill carol chase christian cooper crown cutter dawn dean drew eve faith ford frank grace
grant hazel heather herb hope iris ivy jack joy lance mark mason max mercy miles nick norm olive page pat pearl penny
ray reed rob rose ruby sky sue summer taylor victor viola violet will winter
"""

NAMES = frozenset(f"{_DAYS} {_MONTHS} {_SERVICES}".split())
