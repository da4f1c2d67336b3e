"""The vocabulary of the front desk: pure values and rules, standard library only."""
