from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(
            name="sectionmonth",
            options={"ordering": ["-month", "section__position"], "verbose_name": "section’s month"},
        ),
        migrations.AlterModelOptions(
            name="signoff", options={"ordering": ["-month"], "verbose_name": "month"}
        ),
        migrations.AddField(
            model_name="sectionmonth",
            name="confirmed_each",
            field=models.JSONField(blank=True, default=list, verbose_name="figures that were confirmed"),
        ),
        migrations.AddField(
            model_name="signoff",
            name="missing",
            field=models.JSONField(blank=True, default=list, verbose_name="figures that were missing"),
        ),
        migrations.AddField(
            model_name="signoff",
            name="reason",
            field=models.CharField(
                blank=True, max_length=400, verbose_name="why it was signed off without them"
            ),
        ),
    ]
