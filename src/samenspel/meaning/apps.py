from django.apps import AppConfig


class MeaningConfig(AppConfig):
    name = "samenspel.meaning"
