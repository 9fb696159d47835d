from django.db import migrations

BATCH = 500


def fill(apps, schema_editor):
    """Points that were written before they were searched get their stems."""
    from audits.rules.learning import stems_kept

    points = apps.get_model("audits", "Finding").objects.using(schema_editor.connection.alias)
    last = 0
    while batch := list(points.filter(stems="", pk__gt=last).order_by("pk")[:BATCH]):
        for point in batch:
            point.stems = stems_kept(point.text)
        points.bulk_update(batch, ["stems"])
        last = batch[-1].pk


class Migration(migrations.Migration):

    dependencies = [
        ('audits', '0002_programme'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
