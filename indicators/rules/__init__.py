"""What indicators mean, as pure functions of values: no Django, no pandas, no clock."""
