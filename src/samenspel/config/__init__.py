"""How the product is put together: settings and the map of pages."""
