# The buyer's pages. Keys begin with the noun of the page: home-, search-, product-, cart-, checkout-, purchase-, account-, shop-.
