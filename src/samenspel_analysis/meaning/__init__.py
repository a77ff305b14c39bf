"""Do two sides mean the same by the same word, and do they know it?"""
