from django.db import migrations


class Migration(migrations.Migration):
    """Finds index entries of an old analysis at once: ``checks``."""

    initial = True
    dependencies = [("wagtailsearch", "0010_add_text_fields")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS chinese_search_analysis"
            " ON wagtailsearch_indexentry (title_norm)",
            "DROP INDEX IF EXISTS chinese_search_analysis",
        ),
    ]
