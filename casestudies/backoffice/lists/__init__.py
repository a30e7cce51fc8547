"""Lists of dossiers on Wagtail's own list views: columns, filters, spreadsheet, the view."""
