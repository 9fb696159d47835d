"""The CSV feed: every headline figure of the places that a key may read, a month after the other."""
