"""The same bytes may be of two PCs: EmoCheck's text names none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sweep", "0004_cli"),
    ]

    operations = [
        migrations.AddField(
            model_name="reportfile",
            name="about",
            field=models.CharField(blank=True, default="", max_length=220),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="reportfile",
            name="sha256",
            field=models.CharField(max_length=64),
        ),
        migrations.AddConstraint(
            model_name="reportfile",
            constraint=models.UniqueConstraint(
                fields=("sha256", "about"), name="report_file_once"
            ),
        ),
    ]
