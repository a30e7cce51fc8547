from django.db import migrations


class Migration(migrations.Migration):
    """Finds index entries of an old analysis at once: ``chinese_search.staleness``."""

    dependencies = [
        ("casestudies", "0001_initial"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS casestudies_search_analysis"
            " ON wagtailsearch_indexentry (title_norm)",
            "DROP INDEX IF EXISTS casestudies_search_analysis",
        ),
    ]
