"""What django-allauth asks of us, when people sign in."""
