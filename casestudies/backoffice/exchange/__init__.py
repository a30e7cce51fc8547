"""Lists that go out as spreadsheets and come in: export, template, import in two steps."""
