from django.db import models
from django.db.models import Q

from samenspel.conversations.choices import About

from .talking import Conversation, Participant


class AboutQuestion(models.Model):
    """What people may tell of themselves in a conversation, if they like: age, role or place."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="about_questions")
    kind = models.CharField(max_length=5, choices=About)
    text = models.CharField(max_length=120)
    shares_from = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "kind"], name="about_each_kind_once")
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.kind}"


class AboutOption(models.Model):
    """One of the answers to choose from, with the known share of people it holds for."""

    question = models.ForeignKey(AboutQuestion, models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=60)
    share = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="about_option_once"),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gte=0, share__lte=100),
                name="about_share_is_of_a_hundred",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.number}"


class AboutAnswer(models.Model):
    """What someone told of themselves in a conversation; shown of five people together only."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="about_answers")
    question = models.ForeignKey(AboutQuestion, models.CASCADE, related_name="answers")
    option = models.ForeignKey(AboutOption, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "question"], name="about_answer_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)
