from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audits', '0002_programme'),
    ]

    operations = [
        migrations.AddField(
            model_name='actionupdate',
            name='due_before',
            field=models.DateField(blank=True, help_text='The due date that this update replaced, if it did.', null=True),
        ),
    ]
