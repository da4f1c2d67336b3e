"""The first start: which server this desk works with."""
